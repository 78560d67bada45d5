import type { State } from '#features/schedule/stateOf.ts'

/** The states as people read them. "Over": the schedule has no delivery left; "Ended": someone ended it. */
export const stateMessages: Record<State, string> = {
  active: 'Active',
  paused: 'Paused',
  overdue: 'Overdue',
  ended: 'Over',
  deleted: 'Ended',
}
