import { afterFirstContent } from '#lib/firstContent.ts'
import type { RateLimiter, Call, Release } from './rateLimiter.ts'
import { ApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { projectPath } from '#api/http/requestInit.ts'
import { mayBePaused } from './mayBePaused.ts'
import { rememberUncounted, takeUncounted } from './uncounted.ts'

let rateLimiter: RateLimiter | null = null
let loading: Promise<RateLimiter> | null = null

/** Loaded after the first content, and again if that failed. */
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
  loading.catch(() => undefined) // whoever needs it gets the error when they await it
  return loading
}

/** Counts a request that has ended, once the rate limiter is loaded. */
export async function countLate(call: Call, cause?: unknown): Promise<void> {
  const forget = rememberUncounted(call)
  await afterFirstContent()
  try {
    const late = await loadRateLimiter()
    if (forget()) late.countEnded(call, cause)
  } catch {
    // Without the rate limiter, the server's refusals show what is too much.
  }
}

/**
 * Called before every request. What a person waits for is sent immediately, or refused while the server refuses its class;
 * background requests wait their turn. Returns a function to call when the request has ended, with its error if any. Throws
 * ApiError `rate-limited`, and `aborted` if the waiting was aborted. The first requests of a page do not wait for the rate
 * limiter to load: they are counted later.
 */
export async function acquire(call: Call): Promise<Release> {
  if (!rateLimiter && !call.background && !mayBePaused()) return (cause) => void countLate(call, cause)
  try {
    await loadRateLimiter()
  } catch {
    const causes = ['Part of this page couldn’t be loaded. Reload the page.']
    if (call.background) throw new ApiError('unreachable', { causes })
  }
  return rateLimiter ? rateLimiter.acquire(call) : () => undefined
}

function getCall(connection: ApiConnection, path: string) {
  return { connection, method: 'GET', path: projectPath('projects', connection.projectId, path) }
}

/**
 * Whether a GET of this `path` below the project is within the key's limits; true while the rate limiter is not loaded. For
 * frequent requests that a person waits for, such as seeking, which better wait than be refused.
 */
export function hasRoom(connection: ApiConnection, path: string): boolean {
  return rateLimiter?.hasRoom(getCall(connection, path)) ?? true
}

/** Whether a GET of this `path` may be sent ahead of time: less than half of its limits is used. */
export function isHalfFree(connection: ApiConnection, path: string): boolean {
  return rateLimiter?.isHalfFree(getCall(connection, path)) ?? false
}
