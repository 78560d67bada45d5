/** How a server reads a schedule where servers differ; see `detectDialect`. */
export type ScheduleRules = {
  /** Whether `bysetpos` counts for every frequency, or, as on newest servers, for monthly ones only. */
  positions: 'any' | 'monthly'
  /** Null where schedules run in UTC; else the IANA name of the zone whose clock they follow, across daylight-saving changes. */
  anchor: string | null
}

/** What all servers up to 2026 share (posthog-api.md#i7-schedule-algorithm). */
export const defaultScheduleRules: ScheduleRules = { positions: 'any', anchor: null }
