import { QueryCache, QueryClient } from '@tanstack/react-query'
import { asApiError } from '#api/errors.ts'
import { settings } from '#api/settings.ts'
import { retryDelay, shouldRetry } from '#features/failure/retry.ts'
import { notify } from '#ui/notify.ts'

/**
 * What happens after an answer. Nothing is asked again on focus or by a timer: the newest servers grant a free plan twelve list
 * calls a minute (posthog-api.md, section E.3). An answer stays good for five minutes; whoever wants it newer says so.
 */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError(error, query) {
      if (query.state.data === undefined) return // the screen itself shows it
      const { kind, message, next } = asApiError(error)
      if (kind === 'aborted') return
      void notify({ id: query.queryHash, title: 'Not brought up to date', message: [message, next].join(' '), tone: 'error' })
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
  }
  known = current
}

settings.subscribe(dropOutdated)
