import type { Part } from './usage.ts'
import { usedOf } from './readUsage.ts'
import { limitsOf, type LimitWindow, type RateClass, rateClasses, reserveOf } from './rateClass.ts'
import { countedAs, type KeyLimits } from './keyLimits.ts'

/** One limit: how much of it is used, by all tabs together, and how much background work leaves to the person. */
export type WindowView = { per: LimitWindow; used: number; most: number; reserve: number }

/** Instants in milliseconds since 1970. `waiting` names each work once; `isHere` is whether it waits in this tab. */
export type ClassView = {
  rateClass: RateClass
  windows: WindowView[]
  stoppedUntil: number | null
  waiting: { label: string; until: number; why: string; isHere: boolean }[]
}

/**
 * A tab that was closed while it waited is not there to say that it waits no more. A wait that is over for this long is not told;
 * whoever really waits has been told a new one by then. In milliseconds.
 */
const forgottenAfterMs = 30_000

/** The budget of one key as it stands. Without known limits, classes have no windows; they may be stopped all the same. */
export type BudgetView = { keyLimits: KeyLimits; classes: ClassView[] }

type Sources = {
  /** The part of this tab first. */
  parts: readonly Part[]
  name: string
  keyLimits: KeyLimits
  stopOf: (rateClass: RateClass) => number | null
  now: number
}

export function viewOf({ parts, name, keyLimits, stopOf, now }: Sources): BudgetView {
  const classes = rateClasses
    .filter((rateClass) => countedAs(rateClass, keyLimits) === rateClass)
    .map((rateClass): ClassView => {
      const limits = keyLimits.isLimited ? limitsOf(rateClass, keyLimits.plan) : []
      const waiting = parts.flatMap((part, index) =>
        part.waiting
          .filter((one) => one.name === name && one.rateClass === rateClass && one.until > now - forgottenAfterMs)
          .map(({ label, until, why }) => ({ label, until, why, isHere: index === 0 })),
      )
      const windows = limits.map((limit) => ({
        per: limit.per,
        most: limit.most,
        reserve: reserveOf(limit),
        used: usedOf(parts, name, rateClass, limit.per, now),
      }))
      return { rateClass, windows, stoppedUntil: stopOf(rateClass), waiting }
    })
  return { keyLimits, classes }
}
