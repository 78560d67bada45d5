import {
  type FetchQueryOptions,
  isCancelledError,
  type QueryClient,
  type QueryFunction,
  type QueryFunctionContext,
  type QueryKey,
} from '@tanstack/react-query'
import { withTabLock } from '#lib/tabLock.ts'
import { ApiError, asApiError } from './errors.ts'
import { affectsEveryRequest } from './retryInBackground.ts'

/** How long a failed query is not fetched again, and how long an error that all would meet stops them. */
const cooldownMs = 60_000

function isRecent(error: unknown): error is ApiError {
  return error instanceof ApiError && Date.now() - error.at < cooldownMs
}

/**
 * Fetches a query for a row on screen, in the background. Those of a `queue` are fetched one after another in this browser; a
 * `group` (the start of the query keys, with the connection first) shares an error that all of them would meet: the others then
 * fail with it without a request. Rate limits are waited out. `signal` leaves the queue; a request on its way goes on. Resolves
 * with the error, also of an attempt within the last minute, which is not repeated. Never rejects.
 */
export async function fetchInTurn<Data, Key extends QueryKey>(
  client: QueryClient,
  { queue, group, signal }: { queue: string; group: QueryKey; signal: AbortSignal },
  query: FetchQueryOptions<Data, Error, Data, Key> & { queryFn: QueryFunction<Data, Key> },
): Promise<ApiError | null> {
  const [connectionId, ...rest] = group
  const stopKey = [connectionId, 'stopped', ...rest]

  function queryFn(context: QueryFunctionContext<Key>) {
    if (signal.aborted) throw new ApiError('aborted')
    const stop = client.getQueryData(stopKey)
    if (isRecent(stop)) throw stop
    return query.queryFn(context)
  }

  async function fetchNow(): Promise<void> {
    const { error = null, data } = client.getQueryState(query.queryKey) ?? {}
    if (isRecent(error) && error.kind !== 'aborted') throw error
    const stop = client.getQueryData(stopKey)
    if (isRecent(stop) && data !== undefined) throw stop // A failed refetch of each row would be a toast each.
    try {
      await client.fetchQuery({ ...query, queryFn, retry: (_, thrown) => asApiError(thrown).kind === 'rate-limited' })
    } catch (thrown) {
      // A request ends when its last row leaves the screen, even if this queue shares it.
      const isCanceled = isCancelledError(thrown) || asApiError(thrown).kind === 'aborted'
      if (isCanceled && !signal.aborted) return fetchNow()
      const { kind } = asApiError(thrown)
      if (affectsEveryRequest.has(kind) && kind !== 'locked') client.setQueryData(stopKey, thrown) // it ends with the unlocking
      throw thrown
    }
  }

  try {
    await withTabLock(`fetch ${JSON.stringify([...group, queue])}`, fetchNow, () => undefined, signal)
    return null
  } catch (thrown) {
    return signal.aborted ? null : asApiError(thrown)
  }
}
