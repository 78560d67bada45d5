/** Connections with the same host and key share their limits. */
type KeyOf = { id: string; host: string; key: string }

function fingerprint({ host, key }: KeyOf): string {
  return `${host} ${key}`
}

/**
 * Names what is counted per host and key by the ID of the first connection that has both, so that neither the key nor a hash of
 * it is stored. Which name stands for which key is only in memory. When a connection is added, removed or gets another key,
 * `onMove` receives the name that now has its counts, or null.
 */
export function createNames(connections: () => readonly KeyOf[], onMove: (from: string, to: string | null) => void) {
  const names = new Map<string, string>()
  let known = new Set(connections().map(({ id }) => id))

  function firstWith(mark: string): string | undefined {
    return connections().find((one) => fingerprint(one) === mark)?.id
  }

  function release(name: string, mark: string | undefined) {
    const to = mark === undefined ? undefined : firstWith(mark)
    if (mark !== undefined) {
      if (to === undefined) names.delete(mark)
      else names.set(mark, to)
    }
    if (to !== name) onMove(name, to ?? null)
  }

  function fingerprintOf(name: string): string | undefined {
    return [...names].find(([, one]) => one === name)?.[0]
  }

  return {
    /** The current name; moves nothing. */
    lookUp(at: KeyOf): string {
      const mark = fingerprint(at)
      return firstWith(mark) ?? names.get(mark) ?? at.id
    },
    /** The name to count under. An unsaved connection has its own ID until it is saved. */
    nameOf(at: KeyOf): string {
      const mark = fingerprint(at)
      const before = names.get(mark)
      const name = firstWith(mark) ?? before ?? at.id
      if (name === before) return name
      const otherKey = fingerprintOf(name)
      if (otherKey !== undefined) release(name, otherKey)
      if (before !== undefined) onMove(before, name)
      names.set(mark, name)
      return name
    },
    /** Call this when connections have changed: counts of removed ones are dropped. */
    update() {
      const now = new Set(connections().map(({ id }) => id))
      for (const id of known) if (!now.has(id)) release(id, fingerprintOf(id))
      known = now
    },
  }
}
