import type { RateClass } from './rates.ts'

/** A request as the host saw it, without its key; a key in the URL is masked and flagged. */
export type JournalEntry = {
  method: string
  /** Path and query. */
  path: string
  host: string
  /** 0 while pending, 499 if the client left. */
  status: number
  aborted: boolean
  authorization: boolean
  /** Whether the URL contained a key, which is a bug. */
  keyInPath: boolean
  origin: string | null
  /** By the host's clock. */
  at: number
  /** Set whether or not the host enforces limits; null if no limit applies, as without a key. */
  rateClass: RateClass | null
}

const keys = /ph[a-z]_[A-Za-z0-9_]+/g

export type Journal = {
  entries(): readonly JournalEntry[]
  clear(): void
  note(request: Request): JournalEntry
  classify(request: Request, rateClass: RateClass): void
}

/** Holds the last `max` requests, oldest first. */
export function createJournal(now: () => number, max: number): Journal {
  let entries: JournalEntry[] = []
  const entryOf = new WeakMap<Request, JournalEntry>()
  return {
    entries: () => entries,
    clear() {
      entries = []
    },
    classify(request, rateClass) {
      const entry = entryOf.get(request)
      if (entry !== undefined) entry.rateClass = rateClass
    },
    note(request) {
      const { pathname, search, host } = new URL(request.url)
      const path = pathname + search
      const masked = path.replaceAll(keys, '[key]')
      const entry: JournalEntry = {
        method: request.method,
        path: masked,
        host,
        status: 0,
        aborted: false,
        authorization: request.headers.has('Authorization'),
        keyInPath: masked !== path,
        origin: request.headers.get('Origin'),
        at: now(),
        rateClass: null,
      }
      entryOf.set(request, entry)
      entries.push(entry)
      if (entries.length > max) entries.shift()
      return entry
    },
  }
}
