/**
 * One value kept in the browser's storage: read once, written whole, agreed on between tabs.
 * Storage that is full, blocked or holds nonsense never throws: the value then lives in memory and `problem` says so.
 */
export type Stored<T> = {
  get: () => T
  set: (change: (value: T) => T) => void
  /** Calls back after every change, also one made by another tab. Returns how to stop. Fits useSyncExternalStore. */
  subscribe: (listener: () => void) => () => void
  /** What went wrong with the kept value, for people; null when all is well. */
  problem: () => string | null
}

/** What was read: the value, and a sentence where something of it had to be dropped or repaired. */
export type Repaired<T> = { value: T; problem: string | null }

type Options<T> = {
  name: string
  area: () => Storage
  /** Gives the first value and makes sense of a kept one, however old or damaged. Must not throw. */
  empty: T
  repair: (stored: unknown) => Repaired<T>
}

/** What a text says as JSON; undefined where it is none, which is as good as anything else that it should not be. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Keeps `T` under `name`. A `storage` event from another tab replaces the value and tells the listeners. */
export function stored<T>({ name, area, empty, repair }: Options<T>): Stored<T> {
  const listeners = new Set<() => void>()
  let { value, problem } = load()

  function load(): Repaired<T> {
    let text: string | null
    try {
      text = area().getItem(name)
    } catch {
      return { value: empty, problem: 'This browser does not let the page keep anything, so settings last until you close it.' }
    }
    return text === null ? { value: empty, problem: null } : repair(parseJson(text))
  }

  function notify() {
    for (const listener of listeners) listener()
  }

  function onStorage(event: StorageEvent) {
    if (event.key !== null && event.key !== name) return
    ;({ value, problem } = load())
    notify()
  }

  return {
    get: () => value,
    problem: () => problem,
    set(change) {
      value = change(value)
      try {
        area().setItem(name, JSON.stringify(value))
      } catch {
        problem = 'This browser has no room left to keep settings, so they last until you close the page.'
      }
      notify()
    },
    subscribe(listener) {
      if (listeners.size === 0) globalThis.addEventListener?.('storage', onStorage)
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) globalThis.removeEventListener?.('storage', onStorage)
      }
    },
  }
}
