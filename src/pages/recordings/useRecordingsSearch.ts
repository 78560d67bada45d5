import { useMemo } from 'react'
import type { Slice } from '#lib/slice.ts'
import { useSignalWeights } from '#storage/signalWeights.ts'
import { useSearch } from '#ui/useSearch.ts'
import { readIds } from './idLists.ts'
import { listOrders, questionOf, type RecordingsSearch, recordingsSearch } from './recordingsSearch.ts'

/** The search parameters of the recordings list, and functions that change them. Changed filters start at the first row. */
export function useRecordingsSearch() {
  const [search, change] = useSearch(recordingsSearch)
  const ids = useMemo(() => readIds(search.session_ids), [search.session_ids])
  const slice: Slice = { limit: search.limit, offset: search.offset }
  return {
    search,
    slice,
    question: questionOf(search, ids ?? [], useSignalWeights()),
    /** Whether the URL names a list of IDs that is saved in another browser. */
    isIdListMissing: ids === null,
    change,
    setSlice: (next: Slice) => change({ ...next, open: '' }),
    setFilters: (next: Partial<RecordingsSearch>) => change({ ...next, offset: 0 }),
    setOrder: (name: string) => {
      const order = listOrders.find((one) => one === name)
      if (order) change({ order, offset: 0 })
    },
  }
}
export type RecordingsSearchState = ReturnType<typeof useRecordingsSearch>
