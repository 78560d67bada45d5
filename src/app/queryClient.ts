import { MutationCache, QueryCache, QueryClient, type QueryKey } from '@tanstack/react-query'
import { dropOldLists } from '#api/recordings/dropOldLists.ts'
import { asApiError } from '#api/http/errors.ts'
import { settings } from '#storage/settings.ts'
import { retryDelay, shouldRetry } from '#features/failure/retry.ts'
import { notify } from '#ui/notify.ts'

/** How one change rewrites the answers whose query key begins like this. */
type Rewrite = { queryKey: QueryKey; rewrite(cached: unknown): unknown }

declare module '@tanstack/react-query' {
  interface Register {
    /** What a change means for answers that are kept, so that they need not be asked for again. */
    mutationMeta: {
      /** The kept answer that the change's own answer, or the part of it that `part` picks, takes the place of. */
      updates?: QueryKey
      select?(answer: unknown): unknown
      rewrites?(variables: unknown, answer: unknown): Rewrite[]
    }
  }
}

/** Requests are rationed, so a change is written into the answers that show it instead of asking for them again. */
const mutationCache = new MutationCache({
  async onSuccess(answer, variables, _context, { meta }) {
    if (meta?.updates) {
      await queryClient.cancelQueries({ queryKey: meta.updates }) // asked before the change, it would undo the answer
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
 * What happens after an answer. Nothing is asked again on focus or by a timer: the newest servers grant a free plan twelve list
 * calls a minute (posthog-api.md#e3-rate-limits). An answer stays good for five minutes; whoever wants it newer says so.
 */
export const queryClient = new QueryClient({
  mutationCache,
  queryCache: new QueryCache({
    onSuccess: (_answer, { queryKey }) => dropOldLists(queryClient.getQueryCache(), queryKey),
    onError(error, query) {
      if (query.state.data === undefined) return // the screen itself shows it
      const { kind, message, next } = asApiError(error)
      if (kind === 'aborted') return
      void notify({ id: query.queryHash, title: 'Couldn’t refresh', message: [message, next].join(' '), tone: 'error' })
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5 * 60_000,
      gcTime: 30 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always', // a host on this computer answers without a network too
      retry: shouldRetry,
      retryDelay: (failures, error) => retryDelay(failures, error) ?? 0,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

function fingerprints(): Map<string, string> {
  return new Map(settings.get().connections.map(({ id, host, key }) => [id, `${host} ${key}`]))
}

let known = fingerprints()

/** Drops whatever was fetched with a connection that is forgotten or asks elsewhere now, by this tab or another. */
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
