import { afterFirstContent } from '#lib/firstContent.ts'
import type { Budget, Call, Release } from './rateLimiter.ts'
import { ApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { projectPath } from '#api/http/requestInit.ts'
import { mayBeStopped } from './mayBeStopped.ts'
import { rememberUncounted, takeUncounted } from './uncounted.ts'

let budget: Budget | null = null
let coming: Promise<Budget> | null = null

/** The budget is no part of the first load: it comes after the first content, and again where that failed. */
export function loadBudget(): Promise<Budget> {
  coming ??= import('./rateLimiter.ts').then(
    (loaded) => {
      for (const call of takeUncounted()) loaded.budget.note(call)
      return (budget = loaded.budget)
    },
    (error: unknown) => {
      coming = null
      throw error
    },
  )
  coming.catch(() => undefined) // whoever needs it hears of it by asking
  return coming
}

/** Counts a request that has ended, once the budget's code is there. */
export async function countLate(call: Call, cause?: unknown): Promise<void> {
  const forget = rememberUncounted(call)
  await afterFirstContent()
  try {
    const late = await loadBudget()
    if (forget()) late.note(call, cause)
  } catch {
    // Nobody counts: the server's refusals tell what is too much.
  }
}

/**
 * Every request passes here. What a person waits for goes at once, or not at all while the server refuses its class; what is in
 * the background waits its turn. Gives back whom to tell how it ended. Throws ApiError `rate-limited`, and `aborted` where the
 * waiting was ended. The first requests of a page do not wait for the budget's code: they are counted when it is there.
 */
export async function acquire(call: Call): Promise<Release> {
  if (!budget && !call.background && !mayBeStopped()) return (cause) => void countLate(call, cause)
  try {
    await loadBudget()
  } catch {
    const causes = ['A part of this page could not be loaded. Reload the page.']
    if (call.background) throw new ApiError('unreachable', { causes })
  }
  return budget ? budget.acquire(call) : () => undefined
}

function get(connection: ApiConnection, path: string) {
  return { connection, method: 'GET', path: projectPath('projects', connection.projectId, path) }
}

/**
 * Whether a GET of this `path` below the project is within what the key may ask for; true as long as the budget is not there.
 * For what a person waits for and that comes often, as seeking in a recording does: it then rather waits than be refused.
 */
export function hasRoom(connection: ApiConnection, path: string): boolean {
  return budget?.hasRoom(get(connection, path)) ?? true
}

/** Whether a GET of this `path` may be sent before anybody asks for it: less than half of its limits is used. */
export function isHalfFree(connection: ApiConnection, path: string): boolean {
  return budget?.isHalfFree(get(connection, path)) ?? false
}
