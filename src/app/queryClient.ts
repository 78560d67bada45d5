import { MutationCache, QueryCache, QueryClient, type QueryKey } from '@tanstack/react-query'
import { dropOldLists } from '#api/recordings/dropOldLists.ts'
import { asApiError } from '#api/http/errors.ts'
import { onSharing } from '#api/sharing/sharingListeners.ts'
import { settings } from '#storage/settings.ts'
import { retryDelay, shouldRetry } from '#features/failure/retry.ts'
import { notify } from '#ui/notify.ts'

/** Changes the cached responses of all queries whose key starts with `queryKey`. */
type Rewrite = { queryKey: QueryKey; rewrite(cached: unknown): unknown }

declare module '@tanstack/react-query' {
  interface Register {
    /** How a mutation changes the cache, so that it needs no refetch. */
    mutationMeta: {
      /** The query that the mutation's response, or what `select` returns for it, replaces. */
      updates?: QueryKey
      select?(answer: unknown): unknown
      rewrites?(variables: unknown, answer: unknown): Rewrite[]
    }
  }
}

/** Requests are rate limited, so a change is written into the cached responses instead of refetching them. */
const mutationCache = new MutationCache({
  async onSuccess(answer, variables, _context, { meta }) {
    if (meta?.updates) {
      await queryClient.cancelQueries({ queryKey: meta.updates }) // a request sent before the change would undo it
      queryClient.setQueryData(meta.updates, meta.select ? meta.select(answer) : answer)
    }
    for (const write of meta?.rewrites?.(variables, answer) ?? []) {
      queryClient.setQueriesData({ queryKey: write.queryKey }, (cached: unknown) =>
        cached === undefined ? cached : write.rewrite(cached),
      )
    }
  },
})

/**
 * Never refetches on focus or by a timer: the newest servers allow a free plan 12 list calls per minute
 * (posthog-api.md#e3-rate-limits). Data is fresh for five minutes; the Refresh button refetches it sooner.
 */
export const queryClient = new QueryClient({
  mutationCache,
  queryCache: new QueryCache({
    onSuccess: (_answer, { queryKey }) => dropOldLists(queryClient.getQueryCache(), queryKey),
    onError(error, query) {
      if (query.state.data === undefined) return // the screen itself shows the error
      const { kind, message, next } = asApiError(error)
      if (kind === 'aborted' || kind === 'locked') return // the lock screen says the latter
      void notify({ id: query.queryHash, title: 'Couldn’t refresh', message: [message, next].join(' '), tone: 'error' })
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5 * 60_000,
      gcTime: 30 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always', // a server on this computer works without a network
      retry: shouldRetry,
      retryDelay: (failures, error) => retryDelay(failures, error) ?? 0,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

function fingerprints(): Map<string, string> {
  return new Map(settings.get().connections.map(({ id, host, key, sealed }) => [id, `${host} ${key} ${sealed?.data}`]))
}

let known = fingerprints()

/** Drops the cache of connections that were removed or changed, by this tab or another. */
function dropOutdated() {
  const current = fingerprints()
  for (const [id, fingerprint] of known) {
    if (current.get(id) === fingerprint) continue
    void queryClient.cancelQueries({ queryKey: [id] })
    queryClient.removeQueries({ queryKey: [id] })
    void import('#storage/knownShares.ts').then(({ forgetShares }) => forgetShares(id))
  }
  known = current
}

settings.subscribe(dropOutdated)
onSharing((...answer) => void import('#storage/knownShares.ts').then(({ noteShare }) => noteShare(...answer)))
