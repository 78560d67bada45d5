import type { Address } from '#api/http/request.ts'
import { type Freeze, freezes } from '#storage/resumeReminders.ts'
import type { Judged } from '../analyzeSubscription.ts'

/**
 * Remembers one more of what is paused together until a day ("2026-11-30"), under the id of the freeze. Called as soon as each is
 * paused, so that none is lost when the tab is closed midway.
 */
export function addToFreeze(at: Address, { id: freezeId, until }: Pick<Freeze, 'id' | 'until'>, paused: Judged) {
  const id = paused.subscription.id
  const added = { id, name: paused.name.slice(0, 200) }
  freezes.set((all) => {
    const known = all.find((one) => one.id === freezeId)
    const freeze = known ?? { id: freezeId, connectionId: at.id, projectId: at.projectId, until, subscriptions: [] }
    const whole = { ...freeze, subscriptions: [...freeze.subscriptions.filter((one) => one.id !== id), added] }
    return known ? all.map((one) => (one === known ? whole : one)) : [...all, whole]
  })
}

/** Forgets a freeze; what it paused stays as it is. */
export function dropFreeze(id: string) {
  freezes.set((all) => all.filter((one) => one.id !== id))
}

/** Takes what was resumed out of a freeze, and the freeze away once nothing is left of it. */
export function thaw(id: string, resumed: ReadonlySet<string>) {
  freezes.set((all) =>
    all.flatMap((one) => {
      if (one.id !== id) return [one]
      const left = one.subscriptions.filter((subscription) => !resumed.has(subscription.id))
      return left.length === 0 ? [] : [{ ...one, subscriptions: left }]
    }),
  )
}

/** The freezes of a project, the one that is due first leading. */
export function freezesOf(all: readonly Freeze[], at: Address): Freeze[] {
  const own = all.filter(({ connectionId, projectId }) => connectionId === at.id && projectId === at.projectId)
  return own.toSorted((one, other) => one.until.localeCompare(other.until))
}
