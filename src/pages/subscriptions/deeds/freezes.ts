import type { Address } from '#api/http.ts'
import { type Freeze, settings } from '#api/settings.ts'
import { newId } from '#lib/newId.ts'
import type { Judged } from '../judged.ts'

/** Remembers what was paused together, until a day ("2026-11-30"). Nothing is kept of nothing. */
export function keepFreeze(at: Address, until: string, targets: readonly Judged[]) {
  if (targets.length === 0) return
  const freeze: Freeze = {
    id: newId(),
    connectionId: at.id,
    projectId: at.projectId,
    until,
    subscriptions: targets.map(({ subscription: { id }, name }) => ({ id, name: name.slice(0, 200) })),
  }
  settings.set((value) => ({ ...value, freezes: [...value.freezes, freeze] }))
}

/** Forgets a freeze; what it paused stays as it is. */
export function dropFreeze(id: string) {
  settings.set((value) => ({ ...value, freezes: value.freezes.filter((one) => one.id !== id) }))
}

/** Takes what was resumed out of a freeze, and the freeze away once nothing is left of it. */
export function thaw(id: string, resumed: ReadonlySet<string>) {
  settings.set((value) => ({
    ...value,
    freezes: value.freezes.flatMap((one) => {
      if (one.id !== id) return [one]
      const left = one.subscriptions.filter((subscription) => !resumed.has(subscription.id))
      return left.length === 0 ? [] : [{ ...one, subscriptions: left }]
    }),
  }))
}

/** The freezes of a project, the one that is due first leading. */
export function freezesOf(freezes: readonly Freeze[], at: Address): Freeze[] {
  const own = freezes.filter(({ connectionId, projectId }) => connectionId === at.id && projectId === at.projectId)
  return own.toSorted((one, other) => one.until.localeCompare(other.until))
}
