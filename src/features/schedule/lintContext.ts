import type { ScheduleRules } from './scheduleRules.ts'
import type { DuplicateIndex } from './duplicates.ts'

/**
 * `now` in milliseconds since 1970. `zone` is the project’s, null if unknown. `scheduleRules` and `duplicates` are computed
 * once per list. Without `ownDomains`, no recipient counts as external.
 */
export type LintContext = {
  now: number
  zone: string | null
  scheduleRules: ScheduleRules
  ownDomains: readonly string[]
  duplicates: DuplicateIndex
}
