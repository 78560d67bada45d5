import { connectionsNow, keyFingerprint } from '#storage/connections.ts'
import { type PlanChoice, settings } from '#storage/settings.ts'

/** Sets the limits of a connection's key, for all connections with the same host and key. */
export function choosePlan(id: string, plan: PlanChoice) {
  const all = connectionsNow()
  const chosen = all.find((one) => one.id === id)
  if (!chosen) return
  const same = new Set(all.filter((one) => keyFingerprint(one) === keyFingerprint(chosen)).map((one) => one.id))
  settings.set((value) => ({
    ...value,
    connections: value.connections.map((one) => (same.has(one.id) ? { ...one, plan } : one)),
  }))
}
