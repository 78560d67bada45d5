import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Subscription } from '#api/subscriptions/subscriptions.ts'
import { defaultScheduleRules } from '#features/schedule/scheduleRules.ts'
import { analyze, type AnalyzedSubscription } from '../analyzeSubscription.ts'
import { guessDomain } from './guessDomain.ts'
import { groupRecipients, matchesFilter, sortRecipients } from './groupRecipients.ts'

const now = Date.parse('2026-03-09T00:00:00Z')
const facts = { now, scheduleRules: defaultScheduleRules, ownDomains: ['acme.example'] }

function sent(id: number, to: string, fields: Record<string, unknown> = {}): AnalyzedSubscription {
  const raw = {
    id,
    title: `Report ${id}`,
    frequency: 'daily',
    interval: 1,
    start_date: '2026-01-01T09:00:00Z',
    next_delivery_date: '2026-03-09T09:00:00Z',
    target_type: 'email',
    target_value: to,
    created_by: { id, first_name: `Owner ${id}` },
    ...fields,
  }
  return analyze(v.parse(Subscription, raw), {
    now,
    zone: null,
    scheduleRules: defaultScheduleRules,
    ownDomains: [],
    duplicates: new Map(),
  })
}

const all = [
  sent(1, 'ann@acme.example, bob@else.example', { next_delivery_date: '2026-03-10T09:00:00Z' }),
  sent(2, 'ANN@acme.example', { start_date: '2026-01-01T08:00:00Z', next_delivery_date: '2026-03-09T08:00:00Z' }),
  sent(3, 'ann@acme.example', { enabled: false, created_by: null }),
  sent(4, 'C1|#general', { target_type: 'slack', created_by: { id: 1, first_name: 'Owner 1' } }),
]

test('the own domain is guessed from the key owner, then from who made subscriptions, never from a public provider', () => {
  const made = (id: number, email: string) => sent(id, '', { created_by: { id, email } })
  const some = [
    made(1, 'ann@acme.example'),
    made(2, 'bo@gmail.com'),
    made(3, 'cy@gmail.com'),
    made(4, 'di@acme.example'),
    made(5, 'ed@else.example'),
  ]
  expect(guessDomain('me@mine.example', some)).toBe('mine.example')
  expect(guessDomain('me@gmail.com', some)).toBe('acme.example')
  expect(guessDomain(null, some)).toBe('acme.example')
  expect(guessDomain(null, some.slice(1, 3))).toBeNull()
})

test('each recipient is listed once, with subscriptions, owners and the next delivery', async () => {
  const [ann, bob, general] = await groupRecipients(all, facts)
  expect(ann?.subscriptions.map(({ subscription }) => subscription.id)).toEqual(['1', '2', '3'])
  expect(ann?.owners).toEqual(['Owner 1', 'Owner 2', 'No owner'])
  expect(ann?.next?.of.subscription.id).toBe('2')
  expect(ann?.isOutside).toBe(false)
  expect(bob).toMatchObject({ isOutside: true, kind: 'email' })
  expect(general).toMatchObject({ isOutside: false, kind: 'slack' })
})

test('a paused subscription has no next delivery, and without own domains nobody is external', async () => {
  const [only] = await groupRecipients([sent(3, 'x@else.example', { enabled: false })], { ...facts, ownDomains: [] })
  expect(only).toMatchObject({ next: null, isOutside: false })
})

test('a filter matches a recipient or what it receives', async () => {
  const [ann] = await groupRecipients(all, facts)
  if (!ann) throw new Error('nobody')
  expect(matchesFilter(ann, { recipient: '', text: '' })).toBe(true)
  expect(matchesFilter(ann, { recipient: 'email:ann@acme.example', text: '' })).toBe(true)
  expect(matchesFilter(ann, { recipient: 'email:bob@else.example', text: '' })).toBe(false)
  expect(matchesFilter(ann, { recipient: '', text: 'REPORT 2' })).toBe(true)
  expect(matchesFilter(ann, { recipient: '', text: 'Report 4' })).toBe(false)
})

test('sorts by count, next delivery or name, with missing deliveries last', async () => {
  const group = await groupRecipients([...all, sent(5, 'zoe@acme.example', { enabled: false })], facts)
  const labels = (order: 'receives' | 'next' | 'recipient') =>
    sortRecipients(group, order).map(({ recipient }) => recipient.label)
  expect(labels('receives')).toEqual(['ann@acme.example', '#general', 'bob@else.example', 'zoe@acme.example'])
  expect(labels('next')).toEqual(['ann@acme.example', '#general', 'bob@else.example', 'zoe@acme.example'])
  expect(labels('recipient')).toEqual(['#general', 'ann@acme.example', 'bob@else.example', 'zoe@acme.example'])
})

test('aborting stops the grouping', async () => {
  await expect(groupRecipients(all, facts, AbortSignal.abort('left'))).rejects.toBe('left')
})
