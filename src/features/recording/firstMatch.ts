import type { QueryClient } from '@tanstack/react-query'
import { recordingQueries, type RecordingRows } from '#api/recordings/recordings.ts'
import type { ApiConnection } from '#storage/connections.ts'

/** Watching starts this long before what was searched for. */
const leadSeconds = 3

/** Where to start watching: shortly before what `matches` says, in whole seconds; 0 if it says nothing. */
export function secondsBefore(match: number | undefined, startTime: Date | null): number {
  if (match === undefined || startTime === null) return 0
  return Math.max(0, Math.floor((match - startTime.getTime()) / 1000 - leadSeconds))
}

/**
 * Where to start watching a recording of the most recent list that shows it: shortly before it first met a filter by event,
 * exception or visited URL. Sends no request; 0 if there is no such filter.
 */
export function watchFrom(queryClient: QueryClient, connection: ApiConnection, id: string): number {
  const lists = queryClient.getQueryCache().findAll({ queryKey: recordingQueries.lists(connection) })
  for (const { queryKey } of lists.toSorted((one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt)) {
    const list = queryClient.getQueryData<RecordingRows>(queryKey)
    const row = list?.rows.find((one) => one.id === id)
    if (row) return secondsBefore(list?.found?.matches.get(id), row.startTime)
  }
  return 0
}
