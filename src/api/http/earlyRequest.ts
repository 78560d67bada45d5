import type { HostResponse } from '#api/requestWorker/messages.ts'
import { connectionsNow } from '#storage/connections.ts'
import { countLate } from '#api/rateLimit/acquire.ts'

/** The first request of a screen, sent by `src/app/start.ts` while the app is loading. */
export type EarlyRequest = {
  connectionId: string
  url: string
  /** The key itself stays out of the page's globals. */
  hasKey: (key: string) => boolean
  answer: Promise<HostResponse>
  /** Whether a successful response has arrived. */
  isAnswered: boolean
  abort: () => void
}

declare global {
  interface Window {
    /** Passed from the start script to the app; taken once. */
    earlyRequest?: EarlyRequest | undefined
  }
}

/** Aborts an early request that no screen needs; it still counts, since the server has counted it. */
export function dropEarlyRequest() {
  const early = globalThis.window?.earlyRequest
  if (!early) return
  window.earlyRequest = undefined
  early.abort()
  const connection = connectionsNow().find(({ id }) => id === early.connectionId)
  if (connection) void countLate({ connection, method: 'GET', path: new URL(early.url).pathname.replace(/^\/api/, '') })
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url
}

/** The early request if URL and key match, otherwise null. One for the same path but another URL is dropped. */
export function takeEarlyRequest(url: string, key: string): EarlyRequest | null {
  const early = globalThis.window?.earlyRequest
  if (!early || pathOf(early.url) !== pathOf(url)) return null
  if (early.url !== url || !early.hasKey(key)) {
    dropEarlyRequest()
    return null
  }
  window.earlyRequest = undefined
  return early
}
