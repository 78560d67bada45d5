import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Subscription } from '#api/subscriptions/subscriptions.ts'
import { type ScheduleRules, defaultScheduleRules } from './scheduleRules.ts'
import { createDuplicateFinder, type DuplicateIndex } from './duplicates.ts'
import type { LintContext } from './lintContext.ts'
import { lintSubscription } from './lintSubscription.ts'
import type { Problem } from './problems.ts'

const now = Date.parse('2026-01-15T12:00:00Z')
const context: LintContext = {
  now,
  zone: null,
  scheduleRules: defaultScheduleRules,
  ownDomains: [],
  duplicates: new Map(),
}

const sound = {
  id: 1,
  title: 'Numbers',
  insight: 7,
  frequency: 'daily',
  interval: 1,
  start_date: '2025-06-02T09:00:00Z',
  next_delivery_date: '2026-01-16T09:00:00Z',
  target_type: 'email',
  target_value: 'ann@acme.example',
  created_by: { uuid: 'u', email: 'ann@acme.example' },
}

function lint(fields: object, more: Partial<LintContext> = {}): Problem[] {
  return lintSubscription(v.parse(Subscription, { ...sound, ...fields }), { ...context, ...more })
}

function indexDuplicates(subscriptions: readonly Subscription[], scheduleRules: ScheduleRules): DuplicateIndex {
  const finder = createDuplicateFinder(scheduleRules)
  for (const one of subscriptions) finder.add(one)
  return finder.index()
}

const ids = (fields: object, more?: Partial<LintContext>) => lint(fields, more).map(({ id }) => id)

test('a valid subscription has no problems', () => {
  expect(ids({})).toEqual([])
  expect(ids({}, { ownDomains: ['acme.example'], zone: 'Europe/Berlin' })).toEqual([])
})

test.each([
  ['overdue', { next_delivery_date: '2026-01-14T09:00:00Z' }],
  ['ownerless', { created_by: null }],
  ['no-recipients', { target_value: ' , ' }],
  ['malformed-recipients', { target_value: 'ann@acme.example,bob@' }],
  ['slack-disconnected', { target_type: 'slack', target_value: 'C1|#a', integration_id: null }],
  ['never', { next_delivery_date: null, frequency: 'monthly', byweekday: ['monday'], bysetpos: 6 }],
  ['ended', { next_delivery_date: null, count: 5 }],
  ['ending', { until_date: '2026-01-17T10:00:00Z' }],
  ['position-ignored', { bysetpos: 1 }],
  ['disagreement', { next_delivery_date: '2026-01-16T10:00:00Z' }],
  ['unknown-values', { frequency: 'fortnightly' }],
  ['unknown-values', { target_type: 'pigeon', target_value: 'x' }],
])('%s is the only problem of %j', (id, fields) => {
  const found = lint(fields)
  expect(found.map((one) => one.id)).toEqual([id])
  for (const { why, next } of found) expect(`${why} ${next}`).toMatch(/^[A-Z\d].*\. [A-Z].*\.$/)
})

test('sentences describe the problem', () => {
  const why = (fields: object, more?: Partial<LintContext>) => lint(fields, more)[0]?.why
  expect(why({ next_delivery_date: '2025-12-31T09:00:00Z' }, { zone: 'Asia/Tokyo' })).toBe(
    'This was due on Dec 31, 2025, 6:00 PM Tokyo time, and the server hasn’t planned another date since.',
  )
  expect(why({ target_value: 'ann@acme.example,bob@,x' })).toBe('2 recipients aren’t valid email addresses: “bob@” and “x”.')
  expect(why({ next_delivery_date: '2026-01-16T10:00:00Z' })).toBe(
    'The server plans the next delivery on Jan 16, 2026, 10:00 AM UTC, but the schedule has one on Jan 16, 2026, 9:00 AM UTC.',
  )
  expect(why({ until_date: '2026-01-17T10:00:00Z' })).toBe('2 deliveries left, the last on Jan 17, 2026, 9:00 AM UTC.')
  expect(why({ count: 0, next_delivery_date: null })).toContain('the number of deliveries is 0')
})

test('a schedule is ending with two deliveries left, not with three', () => {
  expect(ids({ until_date: '2026-01-18T10:00:00Z' })).toEqual([])
  expect(ids({ until_date: '2026-01-16T10:00:00Z' })).toEqual(['ending'])
})

test('missing fields raise no problems', () => {
  expect(ids({ created_by: undefined })).toEqual([])
  expect(ids({ target_type: 'slack', target_value: 'C1|#a' })).toEqual([])
  expect(ids({ next_delivery_date: undefined })).toEqual([])
})

test('external recipients are reported only if the own domains are set', () => {
  const two = { target_value: 'ann@acme.example,eve@other.example' }
  expect(ids(two)).toEqual([])
  const [found] = lint(two, { ownDomains: ['acme.example'] })
  expect(found).toMatchObject({
    id: 'external-recipients',
    why: '1 recipient is outside your organization’s domains: “eve@other.example”.',
  })
})

test('a shift is reported up to sixty days ahead', () => {
  const zone = 'Europe/Berlin'
  const march = { now: Date.parse('2026-03-01T12:00:00Z'), zone }
  const [found] = lint({ next_delivery_date: '2026-03-02T09:00:00Z' }, march)
  expect(found?.id).toBe('clock-shift')
  expect(found?.why).toBe(
    'Clocks in Berlin change on Mar 29, 2026. It stays at 9:00 AM UTC, so it arrives at 11:00 AM instead of 10:00 AM Berlin time.',
  )
  const soon = { next_delivery_date: '2026-03-02T09:00:00Z' }
  expect(ids(soon, { ...march, zone: 'Asia/Tokyo' })).toEqual([])
  expect(ids({ ...soon, until_date: '2026-03-20T12:00:00Z' }, march)).toEqual([])
  expect(
    ids({ next_delivery_date: '2026-03-02T10:00:00Z' }, { ...march, scheduleRules: { positions: 'any', anchor: zone } }),
  ).toEqual([])
})

test('a monthly shift is reported if one of the next few deliveries has another local hour', () => {
  const zone = 'Europe/Berlin'
  const monthly = { frequency: 'monthly', start_date: '2025-06-15T09:00:00Z' }
  const at = (day: string, next: string, fields: object = {}) =>
    lint({ ...monthly, ...fields, next_delivery_date: `${next}T09:00:00Z` }, { now: Date.parse(`${day}T12:00:00Z`), zone })
  // The first delivery after the change is more than 60 days away.
  expect(at('2026-09-01', '2026-09-15')).toMatchObject([
    {
      id: 'clock-shift',
      why: expect.stringMatching(/^Clocks in Berlin change on Oct 25, 2026\. .* 10:00 AM instead of 11:00 AM Berlin time\.$/),
    },
  ])
  // No delivery is left before the change; the previous one had another hour.
  expect(at('2026-03-20', '2026-04-15')).toMatchObject([
    { id: 'clock-shift', why: expect.stringContaining('11:00 AM instead of 10:00 AM') },
  ])
  expect(at('2026-04-01', '2026-04-15')).toEqual([])
  expect(at('2026-03-20', '2027-01-15', { frequency: 'yearly', start_date: '2025-01-15T09:00:00Z' })).toEqual([])
})

test('a position that the newest servers ignore is reported there', () => {
  const weekly = {
    frequency: 'weekly',
    byweekday: ['monday', 'friday'],
    bysetpos: -1,
    next_delivery_date: '2026-01-16T09:00:00Z',
  }
  expect(ids(weekly)).toEqual([])
  expect(ids(weekly, { scheduleRules: { positions: 'monthly', anchor: null } })).toEqual(['position-ignored'])
})

test('dates of a paused subscription are not checked, and an ended one has no problems', () => {
  expect(ids({ enabled: false, next_delivery_date: '2025-01-14T09:00:00Z', created_by: null })).toEqual(['ownerless'])
  expect(ids({ deleted: true, created_by: null, target_value: '' })).toEqual([])
})

test('the most severe problem comes first', () => {
  expect(ids({ next_delivery_date: '2026-01-14T09:00:00Z', created_by: null, target_value: '', bysetpos: 1 })).toEqual([
    'overdue',
    'no-recipients',
    'ownerless',
    'position-ignored',
  ])
})

test('duplicates have the same content, recipients and times, in any order', () => {
  const base = { ...sound, frequency: 'weekly', byweekday: ['monday', 'friday'], target_value: 'a@b.example,c@d.example' }
  const twin = {
    ...base,
    id: 2,
    title: 'Twin',
    byweekday: ['friday', 'monday'],
    target_value: 'c@d.example, A@b.example',
    start_date: '2025-06-20T09:00:20Z',
  }
  const others = [
    { ...base, id: 3, insight: 8 },
    { ...base, id: 4, target_value: 'a@b.example' },
    { ...base, id: 5, byweekday: ['monday'] },
    { ...base, id: 6, start_date: '2025-06-02T10:00:00Z' },
    { ...base, id: 7, enabled: false },
    { ...base, id: 8, next_delivery_date: null },
    { ...base, id: 9, interval: 2 },
  ]
  const all = [base, twin, ...others].map((one) => v.parse(Subscription, one))
  const duplicates = indexDuplicates(all, defaultScheduleRules)
  expect([...duplicates.keys()]).toEqual(['1', '2'])
  const found = lintSubscription(all[0] ?? v.parse(Subscription, base), { ...context, duplicates }).find(
    ({ id }) => id === 'duplicate',
  )
  expect(found).toMatchObject({ others: ['2'], why: 'Duplicate of “Twin”: same content, recipients and times.' })
})

test('biweekly schedules of alternating weeks are no duplicates', () => {
  const odd = { ...sound, frequency: 'weekly', interval: 2 }
  const even = (id: number, start: string) => v.parse(Subscription, { ...odd, id, start_date: start })
  const index = indexDuplicates(
    [even(1, '2025-06-02T09:00:00Z'), even(2, '2025-06-09T09:00:00Z'), even(3, '2025-06-16T09:00:00Z')],
    defaultScheduleRules,
  )
  expect([...index.keys()]).toEqual(['1', '3'])
})

/** Counts property reads while that many valid subscriptions are linted. */
function readsOf(count: number): number {
  let reads = 0
  const all = Array.from({ length: count }, (_, id) => {
    const one = v.parse(Subscription, { ...sound, id, target_value: `p${id}@acme.example` })
    return new Proxy(one, {
      get(subscription, name, self): unknown {
        reads += 1
        return Reflect.get(subscription, name, self)
      },
    })
  })
  const duplicates = indexDuplicates(all, defaultScheduleRules)
  const more = { ...context, zone: 'Europe/Berlin', ownDomains: ['acme.example'], duplicates }
  expect(all.flatMap((one) => lintSubscription(one, more))).toEqual([])
  return reads
}

test('linting takes time proportional to the number of subscriptions', () => {
  expect(readsOf(500)).toBe(10 * readsOf(50))
})
