import * as z from '#lib/zod.ts'
import { defaultQuestion, recordingOrders } from '#api/recordingsQuestion.ts'
import { type Slice, sliceParams } from '#lib/slice.ts'
import { useSearch } from '#ui/useSearch.ts'

/** The windows on offer, in the words of the API. */
export const windows = [
  { dateFrom: '-24h', short: '24 h', words: 'the last 24 hours' },
  { dateFrom: '-3d', short: '3 days', words: 'the last 3 days' },
  { dateFrom: '-7d', short: '7 days', words: 'the last 7 days' },
  { dateFrom: '-30d', short: '30 days', words: 'the last 30 days' },
] as const

export type Window = (typeof windows)[number]

const dates = windows.map(({ dateFrom }) => dateFrom)

/** How the table's place is read from its address. Anything that cannot be read is the default; nothing here throws. */
export const RecordingsSearch = z.object({
  ...sliceParams,
  order: z.catch(z.literal(recordingOrders), defaultQuestion.order),
  date_from: z.catch(z.literal(dates), '-3d'),
})

/** What the address asks for, and how to ask for something else. */
export function useRecordingsSearch() {
  const [{ limit, offset, order, date_from: dateFrom }, change] = useSearch(RecordingsSearch)
  return {
    slice: { limit, offset },
    question: { ...defaultQuestion, order, dateFrom },
    window: windows.find((one) => one.dateFrom === dateFrom) ?? windows[1],
    setSlice: (slice: Slice) => change(slice),
    setOrder: (next: string) => {
      const known = recordingOrders.find((one) => one === next)
      if (known) change({ order: known, offset: 0 })
    },
    setDateFrom: (next: Window['dateFrom']) => change({ date_from: next, offset: 0 }),
  }
}
