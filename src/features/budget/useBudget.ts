import { useSyncExternalStore } from 'react'
import { rateLimiter } from '#api/rateLimit/rateLimiter.ts'
import type { UsageView } from '#api/rateLimit/usageView.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { useNow } from '#ui/useNow.ts'

/** Updates on changes in any tab, and every `everyMs` milliseconds because the limits' windows slide. */
export function useBudget(connection: ApiConnection, everyMs: number): { view: UsageView; now: number } {
  useSyncExternalStore(rateLimiter.subscribe, rateLimiter.version)
  const now = useNow(everyMs)
  return { view: rateLimiter.view(connection), now }
}
