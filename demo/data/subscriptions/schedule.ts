/** Recurrence fields of the API (posthog-api.md#i3-subscription-object). Times are milliseconds. */
export type Schedule = {
  frequency: string
  interval: number
  byweekday: readonly string[] | null
  bysetpos: number | null
  count: number | null
  start: number
  until: number | null
}

/** Whether `bysetpos` counts with every frequency, as older servers have it, or only with monthly. */
export type PositionRule = 'every frequency' | 'monthly only'
