import { connectionsNow } from '#storage/connections.ts'
import { countLate } from '#api/rateLimit/acquire.ts'

/** An answer and its whole body. */
export type TextResponse = { response: Response; text: string }

/** The first request of a screen, sent by `src/app/start.ts` while the app is still loading. */
export type EarlyRequest = {
  connectionId: string
  url: string
  /** Whether it carries this key. The key itself stays out of the page's globals. */
  hasKey: (key: string) => boolean
  answer: Promise<TextResponse>
  /** Whether a good answer is there already. */
  isAnswered: boolean
  abort: () => void
}

declare global {
  interface Window {
    /** The start script's only message to the app; taken once. */
    earlyRequest?: EarlyRequest | undefined
  }
}

/** Ends an early request that no screen asked for; the server has counted it, and so do we. */
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

/** The early request where it is this very one, else null. Another one for the same path takes its place: the screen asks anew. */
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
