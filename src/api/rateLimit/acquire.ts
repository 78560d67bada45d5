import { afterFirstContent } from '#lib/firstContent.ts'
import type { RateLimiter, Call, Release } from './rateLimiter.ts'
import { ApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { projectPath } from '#api/http/requestInit.ts'
import { mayBePaused } from './mayBePaused.ts'
import { rememberUncounted, takeUncounted } from './uncounted.ts'

let rateLimiter: RateLimiter | null = null
let loading: Promise<RateLimiter> | null = null

/** The budget is no part of the first load: it comes after the first content, and again where that failed. */
export function loadRateLimiter(): Promise<RateLimiter> {
  loading ??= import('./rateLimiter.ts').then(
    (loaded) => {
      for (const call of takeUncounted()) loaded.rateLimiter.countEnded(call)
      return (rateLimiter = loaded.rateLimiter)
    },
    (error: unknown) => {
      loading = null
      throw error
    },
  )
  loading.catch(() => undefined) // whoever needs it hears of it by asking
  return loading
}

/** Counts a request that has ended, once the budget's code is there. */
export async function countLate(call: Call, cause?: unknown): Promise<void> {
  const forget = rememberUncounted(call)
  await afterFirstContent()
  try {
    const late = await loadRateLimiter()
    if (forget()) late.countEnded(call, cause)
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
  if (!rateLimiter && !call.background && !mayBePaused()) return (cause) => void countLate(call, cause)
  try {
    await loadRateLimiter()
  } catch {
    const causes = ['A part of this page could not be loaded. Reload the page.']
    if (call.background) throw new ApiError('unreachable', { causes })
  }
  return rateLimiter ? rateLimiter.acquire(call) : () => undefined
}

function getCall(connection: ApiConnection, path: string) {
  return { connection, method: 'GET', path: projectPath('projects', connection.projectId, path) }
}

/**
 * Whether a GET of this `path` below the project is within what the key may ask for; true as long as the budget is not there.
 * For what a person waits for and that comes often, as seeking in a recording does: it then rather waits than be refused.
 */
export function hasRoom(connection: ApiConnection, path: string): boolean {
  return rateLimiter?.hasRoom(getCall(connection, path)) ?? true
}

/** Whether a GET of this `path` may be sent before anybody asks for it: less than half of its limits is used. */
export function isHalfFree(connection: ApiConnection, path: string): boolean {
  return rateLimiter?.isHalfFree(getCall(connection, path)) ?? false
}
