import { keyFingerprint as fingerprintOf } from '#storage/connections.ts'

/** Connections with the same host and key share their limits. */
type KeyOf = { id: string; host: string; key: string }

/**
 * Names what is counted per host and key by the ID of the first connection that has both, so that neither the key nor a hash of
 * it is stored. Which name stands for which key is only in memory. When a connection is added, removed or gets another key,
 * `onMove` receives the name that now has its counts, or null.
 */
export function createNames(connections: () => readonly KeyOf[], onMove: (from: string, to: string | null) => void) {
  const names = new Map<string, string>()
  let known = new Set(connections().map(({ id }) => id))

  function firstWith(fingerprint: string): string | undefined {
    return connections().find((one) => fingerprintOf(one) === fingerprint)?.id
  }

  /** A key that went into the vault must not stay in memory. */
  function isUsed(fingerprint: string, name: string): boolean {
    const named = connections().find(({ id }) => id === name)
    return (named !== undefined && named.key !== '') || firstWith(fingerprint) !== undefined
  }

  function release(name: string, fingerprint: string | undefined) {
    const to = fingerprint === undefined ? undefined : firstWith(fingerprint)
    if (fingerprint !== undefined) {
      if (to === undefined) names.delete(fingerprint)
      else names.set(fingerprint, to)
    }
    if (to !== name) onMove(name, to ?? null)
  }

  function fingerprintNamed(name: string): string | undefined {
    return [...names].find(([, one]) => one === name)?.[0]
  }

  return {
    /** The current name; moves nothing. */
    lookUp(connection: KeyOf): string {
      const fingerprint = fingerprintOf(connection)
      return firstWith(fingerprint) ?? names.get(fingerprint) ?? connection.id
    },
    /** The name to count under. An unsaved connection has its own ID until it is saved. */
    nameOf(connection: KeyOf): string {
      const fingerprint = fingerprintOf(connection)
      const before = names.get(fingerprint)
      const name = firstWith(fingerprint) ?? before ?? connection.id
      if (name === before) return name
      const otherKey = fingerprintNamed(name)
      if (otherKey !== undefined) release(name, otherKey)
      if (before !== undefined) onMove(before, name)
      names.set(fingerprint, name)
      return name
    },
    /** Call this when connections have changed: counts of removed ones are dropped. */
    update() {
      const now = new Set(connections().map(({ id }) => id))
      for (const id of known) if (!now.has(id)) release(id, fingerprintNamed(id))
      known = now
      if (connections().every(({ key }) => key !== '')) return
      for (const [fingerprint, name] of names) if (!isUsed(fingerprint, name)) names.delete(fingerprint)
    },
  }
}
