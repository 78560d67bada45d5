import { queryOptions } from '@tanstack/react-query'
import * as v from 'valibot'
import { ApiError, type ErrorFacts } from '#api/http/errors.ts'
import { request } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { snapshotsPath } from '#api/snapshots/snapshots.ts'

/** When a recording was deleted, and by whom, as far as the server says. */
export type DeletionNotice = Pick<ErrorFacts, 'deletedAt' | 'deletedBy'>

/**
 * Whether a recording that the server does not give was deleted: newest servers say so where its snapshots are asked for, and
 * nowhere else (posthog-api.md#b5-delete-a-recording). Null where nothing is said, whatever the reason.
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
