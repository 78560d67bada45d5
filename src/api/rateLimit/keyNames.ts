/** What a budget is of: all connections with the same host and key share one. */
type KeyOf = { id: string; host: string; key: string }

function fingerprint({ host, key }: KeyOf): string {
  return `${host} ${key}`
}

/**
 * Names for what is counted by host and key: the id of the first connection of this browser that has both, so that neither the
 * key nor anything made from it has to be kept. Which name stands for which key is remembered in memory only; where that
 * changes, because a connection was made, forgotten or got another key, `onMove` hears where its counts belong now, or null.
 */
export function createNames(connections: () => readonly KeyOf[], onMove: (from: string, to: string | null) => void) {
  const names = new Map<string, string>()
  let known = new Set(connections().map(({ id }) => id))

  function firstWith(mark: string): string | undefined {
    return connections().find((one) => fingerprint(one) === mark)?.id
  }

  /** What stood under a name goes to where its key is kept now. */
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
    /** The name as it stands, without moving anything. */
    lookUp(at: KeyOf): string {
      const mark = fingerprint(at)
      return firstWith(mark) ?? names.get(mark) ?? at.id
    },
    /** The name for whoever asks: for a connection that is not kept yet, its own id until it is. */
    nameOf(at: KeyOf): string {
      const mark = fingerprint(at)
      const before = names.get(mark)
      const name = firstWith(mark) ?? before ?? at.id
      if (name === before) return name
      const otherKey = fingerprintOf(name)
      if (otherKey !== undefined) release(name, otherKey) // the connection has another key now
      if (before !== undefined) onMove(before, name)
      names.set(mark, name)
      return name
    },
    /** To be called when connections have changed: what belongs to none any more is not kept. */
    update() {
      const now = new Set(connections().map(({ id }) => id))
      for (const id of known) if (!now.has(id)) release(id, fingerprintOf(id))
      known = now
    },
  }
}
