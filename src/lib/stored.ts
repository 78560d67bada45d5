/**
 * One value in the browser's storage, shared by all tabs. Never throws: if storage is full, blocked or damaged, the value lives
 * in memory and `problem` says so.
 */
export type Stored<T> = {
  get: () => T
  set: (change: (value: T) => T) => void
  /** Calls back after every change, also from another tab. Returns a function that unsubscribes. Fits useSyncExternalStore. */
  subscribe: (listener: () => void) => () => void
  /** What went wrong, as a sentence for the screen; null if all is well. */
  problem: () => string | null
}

/** `problem` is a sentence if something had to be dropped or repaired. */
export type Repaired<T> = { value: T; problem: string | null }

type Options<T> = {
  name: string
  area: () => Storage
  /** `empty` is the first value. `repair` reads what is stored, however old or damaged; it must not throw. */
  empty: T
  repair: (stored: unknown) => Repaired<T>
}

/** Parses JSON; undefined for anything else. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function stored<T>({ name, area, empty, repair }: Options<T>): Stored<T> {
  const listeners = new Set<() => void>()
  let { value, problem } = load()

  function load(): Repaired<T> {
    let text: string | null
    try {
      text = area().getItem(name)
    } catch {
      return { value: empty, problem: 'This browser blocks storage, so settings last until you close the page.' }
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

  globalThis.addEventListener?.('storage', onStorage)

  return {
    get: () => value,
    problem: () => problem,
    set(change) {
      value = change(value)
      try {
        area().setItem(name, JSON.stringify(value))
      } catch {
        problem = 'This browser’s storage is full, so settings last until you close the page.'
      }
      notify()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
