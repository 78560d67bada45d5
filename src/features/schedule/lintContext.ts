import type { ScheduleRules } from './scheduleRules.ts'
import type { DuplicateIndex } from './duplicates.ts'

/**
 * What a subscription is judged by. `now` in milliseconds since 1970. `zone`: the project's, null where not known, told in UTC
 * then. `dialect` from `detectDialect`, `duplicates` from `indexDuplicates`, both made once for a whole list. Without any
 * `organisationDomains` nobody is external. What is wrong with the last delivery is told apart, by `lintDelivery`.
 */
export type LintContext = {
  now: number
  zone: string | null
  scheduleRules: ScheduleRules
  ownDomains: readonly string[]
  duplicates: DuplicateIndex
}
