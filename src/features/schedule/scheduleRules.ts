/** How a server computes deliveries; see `detectScheduleRules`. */
export type ScheduleRules = {
  /** Whether `bysetpos` applies to all frequencies or, on the newest servers, to monthly schedules only. */
  positions: 'any' | 'monthly'
  /** The IANA zone whose clock schedules follow, across daylight-saving changes; null for UTC. */
  anchor: string | null
}

/** The rules of all servers up to 2026 (posthog-api.md#i7-schedule-algorithm). */
export const defaultScheduleRules: ScheduleRules = { positions: 'any', anchor: null }
