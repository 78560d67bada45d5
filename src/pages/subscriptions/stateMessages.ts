import type { State } from '#features/schedule/stateOf.ts'

/** "Finished": the schedule has no delivery left. "Ended": someone ended it. */
export const stateMessages: Record<State, string> = {
  active: 'Active',
  paused: 'Paused',
  overdue: 'Overdue',
  ended: 'Finished',
  deleted: 'Ended',
}
