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
  at: number
}

const most = 20_000
const keys = /ph[a-z]_[A-Za-z0-9_]+/g

export type Journal = { entries(): readonly JournalEntry[]; clear(): void; note(request: Request): JournalEntry }

/** The last 20,000 requests, oldest first. */
export function createJournal(now: () => number): Journal {
  let entries: JournalEntry[] = []
  return {
    entries: () => entries,
    clear() {
      entries = []
    },
    note(request) {
      const { pathname, search, host } = new URL(request.url)
      const path = pathname + search
      const masked = path.replaceAll(keys, '[key]')
      const entry = {
        method: request.method,
        path: masked,
        host,
        status: 0,
        aborted: false,
        authorization: request.headers.has('Authorization'),
        keyInPath: masked !== path,
        origin: request.headers.get('Origin'),
        at: now(),
      }
      entries.push(entry)
      if (entries.length > most) entries.shift()
      return entry
    },
  }
}
