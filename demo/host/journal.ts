import type { RateClass } from './rates.ts'

/** A request as the host saw it. The key itself never stands here; one in an address is replaced and marked. */
export type JournalEntry = {
  method: string
  /** Path and query. */
  path: string
  host: string
  /** 0 while the answer is on its way, 499 where the asker left before it came. */
  status: number
  aborted: boolean
  authorization: boolean
  /** Whether the address held a key, as none should. */
  keyInPath: boolean
  origin: string | null
  /** By the host's clock. */
  at: number
  /** Which limits it counts against, whether the host limits or not; null where it counts against none, as without a key. */
  rateClass: RateClass | null
}

const keys = /ph[a-z]_[A-Za-z0-9_]+/g

export type Journal = {
  entries(): readonly JournalEntry[]
  clear(): void
  note(request: Request): JournalEntry
  /** Adds to what was noted of a request which limits it counts against. */
  classify(request: Request, rateClass: RateClass): void
}

/** The last requests, oldest first, as many as `most`. */
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
