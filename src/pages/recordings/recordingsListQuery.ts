import type { ApiConnection } from '#storage/connections.ts'
import { recordingQueries } from '#api/recordings/recordings.ts'
import { signalWeights } from '#storage/signalWeights.ts'
import { readIds } from './idLists.ts'
import { questionOf, recordingsSearch } from './recordingsSearch.ts'

/** The list query that the recordings screen sends for these search parameters. */
export function recordingsListQuery(connection: ApiConnection, params: URLSearchParams) {
  const search = recordingsSearch.read(params)
  const { limit, offset } = search
  return recordingQueries.list(
    connection,
    { limit, offset },
    questionOf(search, readIds(search.session_ids) ?? [], signalWeights.get()),
  )
}
