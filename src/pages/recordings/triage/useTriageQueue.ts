import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { isHalfFree } from '#api/rateLimit/acquire.ts'
import { type Recording, recordingQueries } from '#api/recordings/recordings.ts'
import { dropPreloaded, preloadReplay } from '#features/replay/preloadReplay.ts'
import { nextSlice } from '#lib/slice.ts'
import { type Connection, useSettings } from '#storage/connections.ts'
import { useRecordingsSearch } from '../useRecordingsSearch.ts'
import type { Decisions } from './useDecisions.ts'

/** The recordings of a list, one after the other, those first that nobody decided about. */
export function useTriageQueue(connection: Connection, decisions: Decisions) {
  const { search, slice, question, isIdListMissing, change } = useRecordingsSearch()
  const queryClient = useQueryClient()
  const { loadsAhead } = useSettings()
  const list = useQuery({ ...recordingQueries.list(connection, slice, question), enabled: !isIdListMissing })
  const rows = list.data?.rows ?? []
  const isOpen = ({ id }: Recording) => decisions.of(id) === null
  const named = rows.findIndex(({ id }) => id === search.open)
  const index = named >= 0 ? named : decisions.isKnown ? rows.findIndex(isOpen) : -1
  const current = rows[index] ?? null
  const following = rows.slice(index + 1).find(isOpen) ?? rows.find((row) => isOpen(row) && row !== current) ?? null
  const hasMore = list.data?.hasMore === true

  function open(recording: Recording | null) {
    if (recording) change({ open: recording.id })
    else if (hasMore) change({ ...nextSlice(slice), open: '' })
    else change({ open: '' })
  }

  const loadAhead = useEffectEvent(() => {
    if (following && decisions.of(following.id) === null) {
      if (isHalfFree(connection, '/session_recordings/x/snapshots')) preloadReplay(connection, following)
    } else if (hasMore && isHalfFree(connection, '/session_recordings/'))
      void queryClient.prefetchQuery(recordingQueries.list(connection, nextSlice(slice), question))
  })
  const followingId = following?.id
  const mayLoad = loadsAhead && current !== null
  // The next recording loads while somebody decides about this one. By now the player has taken what was loaded of this one.
  useEffect(() => {
    if (mayLoad) loadAhead()
  }, [mayLoad, followingId])
  useEffect(() => dropPreloaded, [])

  return {
    list,
    slice,
    current,
    index,
    hasNext: following !== null || hasMore,
    /** Opens the next one without a decision: on this page, or on the next. */
    openNext: () => open(following),
    openPrevious: index > 0 ? () => open(rows[index - 1] ?? null) : undefined,
    /** Whether it is on this page. */
    reopen: (recordingId: string) => change({ open: recordingId }),
  }
}
