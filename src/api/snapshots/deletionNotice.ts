import { queryOptions } from '@tanstack/react-query'
import * as v from 'valibot'
import { ApiError, type ErrorFacts } from '#api/http/errors.ts'
import { request } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { snapshotsPath } from './snapshots.ts'

export type DeletionNotice = Pick<ErrorFacts, 'deletedAt' | 'deletedBy'>

/**
 * Whether a recording that the server does not return was deleted: the newest servers say so when its snapshots are requested
 * (posthog-api.md#b5-delete-a-recording). Null if nothing is said, for whatever reason.
 */
export function deletionNotice(connection: ApiConnection, id: string) {
  return queryOptions({
    queryKey: [connection.id, connection.projectId, 'recordings', 'deletion', id],
    queryFn: async ({ signal }): Promise<DeletionNotice | null> => {
      try {
        await request(connection, snapshotsPath(id), v.unknown(), { signal })
      } catch (error) {
        if (error instanceof ApiError && error.kind === 'gone') return error.facts
        if (signal.aborted) throw error
      }
      return null
    },
    retry: false,
  })
}
