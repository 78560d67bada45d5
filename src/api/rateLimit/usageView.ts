import type { TabUsage } from './usage.ts'
import { usedCount } from './readUsage.ts'
import { limitsOf, type LimitWindow, type RateClass, rateClasses, reserveOf } from './rateClass.ts'
import { countedAs, type KeyLimits } from './keyLimits.ts'

/** One limit: how much is used by all tabs together, and how much background work leaves to the person. */
export type LimitView = { window: LimitWindow; used: number; max: number; reserve: number }

/** Instants in milliseconds since 1970. `waiting` names each job once; `isHere` is whether it waits in this tab. */
export type ClassView = {
  rateClass: RateClass
  limits: LimitView[]
  pausedUntil: number | null
  waiting: { label: string; until: number; why: string; isHere: boolean }[]
}

/**
 * A closed tab cannot say that it waits no more. A wait that is over for this long is not shown; a tab that still waits has
 * reported a new one by then.
 */
const staleAfterMs = 30_000

/** Without known limits, classes have no limits; they may be paused all the same. */
export type UsageView = { keyLimits: KeyLimits; classes: ClassView[] }

type UsageSources = {
  /** This tab's usage first. */
  usages: readonly TabUsage[]
  name: string
  keyLimits: KeyLimits
  pausedUntilOf: (rateClass: RateClass) => number | null
  now: number
}

export function usageView({ usages, name, keyLimits, pausedUntilOf: stopOf, now }: UsageSources): UsageView {
  const classes = rateClasses
    .filter((rateClass) => countedAs(rateClass, keyLimits).includes(rateClass))
    .map((rateClass): ClassView => {
      const limits = keyLimits.isLimited ? limitsOf(rateClass, keyLimits.plan) : []
      const waiting = usages.flatMap((usage, index) =>
        usage.waiting
          .filter((one) => one.name === name && one.rateClass === rateClass && one.until > now - staleAfterMs)
          .map(({ label, until, why }) => ({ label, until, why, isHere: index === 0 })),
      )
      const windows = limits.map((limit) => ({
        window: limit.window,
        max: limit.max,
        reserve: reserveOf(limit),
        used: usedCount(usages, name, rateClass, limit.window, now),
      }))
      return { rateClass, limits: windows, pausedUntil: stopOf(rateClass), waiting }
    })
  return { keyLimits, classes }
}
