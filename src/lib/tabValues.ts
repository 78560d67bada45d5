import { createListeners } from './listeners.ts'
import { newId } from './newId.ts'
import { parseJson, type Repaired, stored } from './stored.ts'
import { withTabLock, heldTabLocks, hasLocks } from './tabLock.ts'

/**
 * A value that each tab writes for itself and reads from all tabs. If tabs shared one value in local storage they would overwrite
 * each other's changes, even with Web Locks, since a write reaches other tabs a moment later. The next tab that opens takes over
 * the value of a tab that is gone.
 */
export type TabValues<T> = {
  mine: () => T
  set: (change: (mine: T) => T) => void
  /** This tab's value first, then those of the others. */
  all: () => readonly T[]
  /** Calls back after every change, also from other tabs. */
  subscribe: (listener: () => void) => () => void
  /** What went wrong with a stored value, as a sentence for the screen; null if all is well. */
  problem: () => string | null
}

type Options<T> = {
  name: string
  area: () => Storage
  empty: T
  repair: (input: unknown) => Repaired<T>
  /** Adjusts a value to the current time; its result is passed in again next time. */
  atNow: (part: T) => T
  /** Merges the value of a tab that is gone into this tab's. */
  join: (mine: T, other: T) => T
  /** Whether a value is out of date and can be dropped. */
  isPast: (part: T) => boolean
}

const never = new AbortController().signal
const ignore = () => undefined

export function tabValues<T>({ name, area, empty, repair, atNow: asOfNow, join, isPast }: Options<T>): TabValues<T> {
  const prefix = `${name} `
  const ownName = prefix + newId()
  const own = stored({ name: ownName, area, empty, repair })
  const { notify, subscribe } = createListeners()
  let parsed = new Map<string, { text: string; part: T }>()
  let readOwn = { written: own.get(), part: own.get() }
  let problem: string | null = null

  function parse(text: string): T {
    const repaired = repair(parseJson(text))
    problem ??= repaired.problem
    return repaired.value
  }

  function others(): Map<string, { text: string; part: T }> {
    const now = new Map<string, { text: string; part: T }>()
    try {
      const storage = area()
      for (let index = 0; index < storage.length; index += 1) {
        const key = storage.key(index)
        const text = key?.startsWith(prefix) && key !== ownName ? storage.getItem(key) : null
        if (key === null || text === null) continue
        const before = parsed.get(key)
        now.set(key, { text, part: asOfNow(before?.text === text ? before.part : parse(text)) })
      }
    } catch {
      // Blocked storage has nothing from other tabs.
    }
    parsed = now
    return now
  }

  function mine(): T {
    const written = own.get()
    readOwn = { written, part: asOfNow(readOwn.written === written ? readOwn.part : written) }
    return readOwn.part
  }

  async function takeOver() {
    const isOpen = await heldTabLocks()
    const abandoned = [...others()].filter(([key, { part }]) => (hasLocks() ? !isOpen(key) : isPast(part)))
    for (const [key, { part }] of abandoned) {
      area().removeItem(key)
      own.set((written) => join(written, part))
    }
    if (abandoned.length > 0 || problem !== null) notify()
  }

  withTabLock(ownName, () => new Promise(ignore), ignore, never).catch(ignore) // held until this tab is gone
  withTabLock(name, takeOver, ignore, never).catch(ignore)
  own.subscribe(notify)
  globalThis.addEventListener?.('storage', ({ key }) => key?.startsWith(prefix) && key !== ownName && notify())

  return {
    mine,
    set: own.set,
    all: () => [mine(), ...[...others().values()].map(({ part }) => part)],
    subscribe,
    problem: () => problem,
  }
}
