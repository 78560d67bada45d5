import { queryOptions } from '@tanstack/react-query'
import * as v from 'valibot'
import { asApiError } from '#api/http/errors.ts'
import { isRefusal } from '#api/http/isRefusal.ts'
import { request, type SendOptions } from '#api/http/request.ts'
import { Amount, responseObject, Text } from '#api/http/schema.ts'
import type { ApiConnection } from '#storage/connections.ts'

const YesOrNo = v.fallback(v.nullable(v.boolean()), null)

/** The UUID is in lower case, null if the error names nobody. */
const DeletionError = v.pipe(
  v.fallback(v.object({ person_uuid: Text, step: Text }), { person_uuid: null, step: null }),
  v.transform(({ person_uuid: uuid, step }) => ({ personUuid: uuid?.toLowerCase() ?? null, step })),
)

/** What the server says it will do; null where it doesn't say. */
const Answer = responseObject({
  personsFound: Amount,
  personsDeleted: Amount,
  personsQueuedForDeletion: Amount,
  eventsQueuedForDeletion: YesOrNo,
  recordingsQueuedForDeletion: YesOrNo,
  deletionErrors: v.fallback(v.nullable(v.array(DeletionError)), null),
})
export type ErasureAnswer = v.InferOutput<typeof Answer>

/**
 * Has the server erase all recordings of a person, in the background; the person and their events stay (posthog-api.md#b8-persons).
 * Older servers ignore `keep_person` and delete the person: send it only where `canErase` is true. Needs person:write. Throws
 * ApiError.
 */
export function eraseRecordingsOfPerson(
  connection: ApiConnection,
  personUuid: string,
  sendOptions: SendOptions = {},
): Promise<ErasureAnswer> {
  const body = { ids: [personUuid], delete_events: false, delete_recordings: true, keep_person: true }
  return request(connection, '/persons/bulk_delete/', Answer, { method: 'POST', body, ...sendOptions })
}

const Statuses = v.object({ count: v.number(), results: v.array(v.object({ person_uuid: v.string(), status: v.string() })) })

/**
 * Whether the server has the status of deletions, which is newer than `keep_person` (posthog-api.md#b8-persons): older ones take
 * its address for a person's. False if it or the key refuses; needs person:read. Throws ApiError.
 */
export async function canErase(connection: ApiConnection, personUuid: string, sendOptions: SendOptions = {}): Promise<boolean> {
  const query = { person_uuid: personUuid, limit: 1 }
  try {
    await request(connection, '/persons/deletion_status/', Statuses, { query, ...sendOptions })
    return true
  } catch (error) {
    const known = asApiError(error)
    if (known.kind === 'malformed' || (isRefusal(known) && known.facts.status !== 429)) return false
    throw error
  }
}

export function canEraseQuery(connection: ApiConnection, personUuid: string) {
  return queryOptions({
    queryKey: [connection.id, connection.projectId, 'erases recordings of people'],
    queryFn: ({ signal }) => canErase(connection, personUuid, { signal }),
    retry: false,
    staleTime: 5 * 60_000,
  })
}
