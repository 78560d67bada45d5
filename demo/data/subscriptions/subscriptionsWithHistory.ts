import type { Clock, SpecialSubscription } from './specialSubscription.ts'

/** Paused subscriptions, and those with a notable delivery history. */
export function subscriptionsWithHistory({ instant }: Clock): SpecialSubscription[] {
  const daily = (days: number, time: string) => ({ frequency: 'daily', start: instant(days, time) })
  return [
    { id: 3401, title: 'Paused last week', schedule: daily(-80, '09:00'), enabled: false, stoppedAt: instant(-7, '12:00') },
    { id: 3402, title: 'Paused an age ago', enabled: false, stoppedAt: instant(-40, '12:00') },
    {
      id: 3403,
      title: 'Paused, and ended meanwhile',
      schedule: { ...daily(-80, '09:00'), until: instant(-10, '12:00') },
      enabled: false,
      stoppedAt: instant(-20, '12:00'),
    },
    { id: 3411, title: 'Last delivery failed', schedule: daily(-70, '06:00'), lastOutcome: 'last fails' },
    { id: 3412, title: 'Last delivery arrived partly', schedule: daily(-70, '06:15'), lastOutcome: 'last arrives partly' },
    { id: 3413, title: 'Last delivery was skipped', schedule: daily(-70, '06:30'), lastOutcome: 'last is skipped' },
    { id: 3414, title: 'Long history', schedule: daily(-300, '05:00'), summaryEnabled: true },
    {
      id: 3415,
      title: 'Asks a model',
      prompt: 'What changed in revenue and returns since last week? Name the three products that matter most.',
      schedule: { byweekday: ['friday'], start: instant(-50, '13:00') },
      summaryEnabled: true,
    },
  ]
}

/** Deleted subscriptions: lists show them only with `deleted=true`. */
export function deletedSubscriptions({ instant }: Clock): SpecialSubscription[] {
  return [
    { id: 3431, title: 'Deleted yesterday', deleted: true, stoppedAt: instant(-1, '10:00') },
    { id: 3432, title: 'Deleted long ago', deleted: true, stoppedAt: instant(-50, '10:00') },
    { id: 3433, title: 'Deleted while paused', deleted: true, enabled: false, stoppedAt: instant(-15, '10:00') },
  ]
}
