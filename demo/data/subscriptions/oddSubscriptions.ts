import { robin } from '../colleagues.ts'
import type { Clock, SpecialSubscription } from './specialSubscription.ts'

const endOfTime = Date.UTC(9999, 11, 31, 9)

/** Invalid values that some servers hold. The server computes no delivery for them. */
function oddSchedules({ instant }: Clock): SpecialSubscription[] {
  const start = instant(-50, '10:30')
  return [
    { id: 3301, title: 'Unknown frequency', schedule: { frequency: 'fortnightly', start } },
    { id: 3302, title: 'Unknown weekday', schedule: { byweekday: ['funday'], start } },
    { id: 3303, title: 'One weekday of two is unknown', schedule: { byweekday: ['funday', 'friday'], start } },
    { id: 3304, title: 'Weekly on no weekday', schedule: { byweekday: [], start } },
    { id: 3305, title: 'Interval 0', schedule: { interval: 0, start } },
    { id: 3306, title: 'Interval below 0', schedule: { interval: -2, frequency: 'daily', start } },
    { id: 3307, title: 'Huge interval', schedule: { interval: 2_147_483_647, start } },
    { id: 3308, title: 'Every thousand days', schedule: { interval: 1000, frequency: 'daily', start } },
    { id: 3309, title: 'Count 0', schedule: { count: 0, start } },
    { id: 3310, title: 'Starts never: null', schedule: { start }, next: null, overrides: { start_date: null } },
    { id: 3311, title: 'Starts never: absent', schedule: { start }, next: null, overrides: { start_date: undefined } },
    { id: 3312, title: 'Starts never: no date', schedule: { start }, next: null, overrides: { start_date: 'soon' } },
    { id: 3313, title: 'Starts in the year 9999', schedule: { start: endOfTime, frequency: 'daily' } },
    { id: 3314, title: 'Ends before it starts', schedule: { start, until: instant(-90, '10:30') } },
    { id: 3315, title: 'Position 0', schedule: { frequency: 'monthly', byweekday: ['monday'], bysetpos: 0, start } },
  ]
}

/** Deleted owners, and owners with an invalid hedgehog config. */
function oddOwners(): SpecialSubscription[] {
  return [
    { id: 3321, title: 'Owner has left', owner: null },
    {
      id: 3322,
      title: 'Owner has left, and it goes to a private mailbox',
      owner: null,
      mail: 'former.colleague@mailhaus.example',
    },
    { id: 3323, title: 'Hedgehog is a word', owner: { ...robin, hedgehog_config: 'purple' } },
    { id: 3324, title: 'Hedgehog is a list', owner: { ...robin, hedgehog_config: [1, { spikes: null }] } },
    { id: 3325, title: 'Hedgehog is a number', owner: { ...robin, hedgehog_config: 17 } },
  ]
}

/** Titles that careless screens stumble over. */
function oddTitles(): SpecialSubscription[] {
  return [
    { id: 3341, title: null, about: 314 },
    { id: 3342, title: '', about: 305 },
    { id: 3343, title: `Weekly ${'very '.repeat(70)}long title` },
    { id: 3344, title: 'W'.repeat(100) },
    { id: 3345, title: '<img src=x onerror="alert(1)"><b>Bold</b> digest' },
    { id: 3346, title: 'Report \u202Egpj.exe\u202C for finance' },
    { id: 3347, title: 'תקציר שבועי של ההכנסות' },
    { id: 3348, title: '=HYPERLINK("https://evil.example","Weekly revenue")' },
    { id: 3349, title: 'Line\nbreak\tand tab' },
    { id: 3350, title: '🫖 Tea & cakes 👩‍👩‍👧‍👦, weekly; BEGIN:VEVENT' },
  ]
}

export function oddSubscriptions(clock: Clock): SpecialSubscription[] {
  return [...oddSchedules(clock), ...oddOwners(), ...oddTitles()]
}
