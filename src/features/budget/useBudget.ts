import { useSyncExternalStore } from 'react'
import { budget } from '#api/rateLimit/rateLimiter.ts'
import type { BudgetView } from '#api/rateLimit/usageView.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { useNow } from '#ui/useNow.ts'

/** Updates on changes in any tab, and every `everyMs` milliseconds because the limits' windows slide. */
export function useBudget(connection: ApiConnection, everyMs: number): { view: BudgetView; now: number } {
  useSyncExternalStore(budget.subscribe, budget.version)
  const now = useNow(everyMs)
  return { view: budget.view(connection), now }
}
