import { ApiError, asApiError } from '#api/http/errors.ts'
import { type RateLimiter, type Call, createRateLimiter, type Release } from './rateLimiter.ts'
import type { Wait } from '#api/rateLimit/background.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { settings } from '#storage/settings.ts'
import { MemoryStorage } from '#lib/memoryStorage.ts'

export const start = Date.UTC(2026, 10, 24, 9)
export const list = '/projects/1/session_recordings/'
export const recording = '/projects/1/session_recordings/abc/'
export const snapshots = '/projects/1/session_recordings/abc/snapshots/'
export const sharing = '/projects/1/session_recordings/abc/sharing/'

let trials = 0

/** One browser, with as many tabs as a test opens. */
export class Trial {
  readonly area = new MemoryStorage()
  readonly cloud: ApiConnection
  readonly own: ApiConnection
  #stops: (() => void)[] = []

  constructor() {
    trials += 1
    this.cloud = { id: `cloud ${trials}`, host: 'https://eu.posthog.com', key: 'phx_one', projectId: '1' }
    this.own = { id: `own ${trials}`, host: 'https://posthog.example.com', key: 'phx_one', projectId: '1' }
    settings.set((value) => ({ ...value, connections: [], activeId: null }))
  }

  tab(): RateLimiter {
    return createRateLimiter(() => this.area)
  }

  /** A request that a person waits for: its release function, or the error. */
  send(limiter: RateLimiter, more: Partial<Call> = {}): Promise<Release | ApiError> {
    return limiter.acquire({ connection: this.cloud, method: 'GET', path: list, ...more }).catch(asApiError)
  }

  /** A background request: when it was sent, and the waits that were reported before. */
  sendInBackground(limiter: RateLimiter, more: Partial<Call> = {}) {
    const waits: (Wait | null)[] = []
    let out: number | null = null
    const stop = new AbortController()
    const background = { label: 'A scan', signal: stop.signal, onWait: (wait: Wait | null) => void waits.push(wait) }
    const ended = this.send(limiter, { background, ...more }).then((release) => {
      if (!(release instanceof ApiError)) out = Date.now()
      return release
    })
    this.#stops.push(() => stop.abort())
    return { out: () => out, waits, stop: () => stop.abort(), ended }
  }

  /** A request that a person waits for and the server refuses. */
  async refuse(limiter: RateLimiter, error: ApiError, more: Partial<Call> = {}) {
    const release = await this.send(limiter, more)
    if (release instanceof ApiError) throw release
    release(error)
  }

  /** The seconds to wait that a person's request is refused with; undefined if it is sent. */
  async waitOf(limiter: RateLimiter): Promise<number | undefined> {
    const release = await this.send(limiter)
    return release instanceof ApiError && release.kind === 'rate-limited' ? release.facts.waitSeconds : undefined
  }

  /** Aborts everything that still waits. */
  end() {
    for (const stop of this.#stops) stop()
  }
}

export function limited(seconds: number, plan?: string): ApiError {
  const detail = `Rate limit exceeded.${plan ? ` Recording list requests are limited to 300 per hour on the ${plan} plan.` : ''}`
  return new ApiError('rate-limited', { status: 429, waitSeconds: seconds, detail })
}
