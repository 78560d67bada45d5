import { describe, expect, test } from 'vitest'
import { subscriptionClient } from './subscriptionClient.ts'
import { noon } from './hostClient.ts'

const { one, rows } = subscriptionClient()
const iso = (days: number, time: string) => `${new Date(noon + days * 86_400_000).toISOString().slice(0, 10)}T${time}Z`

/** Numbers, each with what must stand in it. */
const cases: Record<string, [number, Record<string, unknown>][]> = {
  'is overdue': [
    [3101, { next_delivery_date: iso(-3, '09:00:00'), frequency: 'daily' }],
    [3102, { next_delivery_date: iso(0, '10:57:00') }],
    [3103, { next_delivery_date: iso(-376, '07:00:00') }],
  ],
  'never comes, is over, or will be soon': [
    [3104, { frequency: 'daily', interval: 7, byweekday: ['saturday'], next_delivery_date: null }],
    [3105, { frequency: 'monthly', bysetpos: 6, next_delivery_date: null }],
    [3106, { until_date: iso(-30, '23:00:00'), next_delivery_date: null, enabled: true }],
    [3107, { count: 10, next_delivery_date: null }],
    [3108, { until_date: iso(5, '12:00:00'), next_delivery_date: iso(5, '10:00:00') }],
    [3109, { count: 12, next_delivery_date: iso(3, '11:00:00') }],
    [3110, { start_date: iso(31, '09:00:00'), next_delivery_date: iso(31, '09:00:00') }],
  ],
  'is read otherwise than it looks': [
    [3121, { frequency: 'monthly', bysetpos: 1, byweekday: null, next_delivery_date: iso(17, '09:00:00') }],
    [3122, { frequency: 'weekly', bysetpos: -1, next_delivery_date: iso(0, '13:00:00') }],
    [3123, { next_delivery_date: '2026-10-31T06:00:00Z' }],
    [3124, { next_delivery_date: '2028-02-29T08:00:00Z' }],
    [3125, { frequency: 'yearly', byweekday: ['monday'], next_delivery_date: iso(4, '09:00:00') }],
    [3127, { next_delivery_date: expect.stringMatching(/T16:30:00Z$/) }],
    [3129, { start_date: iso(-40, '08:30:00.123000'), next_delivery_date: iso(1, '08:30:00') }],
  ],
  'meets the clock change of 25 October, or keeps to the clocks of Berlin': [
    [3141, { frequency: 'monthly', next_delivery_date: '2026-10-08T07:00:00Z' }],
    [
      3142,
      { start_date: '2026-10-22T07:00:00Z', until_date: '2026-10-29T01:00:00Z', next_delivery_date: '2026-10-22T07:00:00Z' },
    ],
    [3143, { start_date: expect.stringMatching(/^2026-03-28T08:00:00Z$/), next_delivery_date: iso(1, '07:00:00') }],
  ],
  'has recipients to look at': [
    [3201, { target_value: '' }],
    [3202, { target_value: ' , ,,' }],
    [3203, { target_value: expect.stringContaining('tomas@@leafandkettle.example') }],
    [3204, { target_value: expect.stringContaining(', ,NOOR@leafandkettle.example,noor@leafandkettle.example,,') }],
    [3205, { target_value: expect.stringContaining('"Berg, Ines" <ines@leafandkettle.example>') }],
    [3207, { target_value: expect.stringContaining('@brightagency.example') }],
    [3208, { target_value: 'kofi.at.home@posteo.example' }],
  ],
  'goes through a channel to look at': [
    [3221, { target_type: 'slack', integration_id: null, enabled: true }],
    [3222, { target_type: 'slack', integration_id: null, enabled: false }],
    [3223, { target_type: 'slack', target_value: 'C0TEA0223', integration_id: 71 }],
    [3226, { target_type: 'teams' }],
    [3227, { target_value: 'javascript:alert(document.domain)' }],
    [3228, { target_type: 'carrier_pigeon' }],
  ],
  'holds what no server should hold': [
    [3301, { frequency: 'fortnightly', next_delivery_date: null }],
    [3302, { byweekday: ['funday'], next_delivery_date: null }],
    [3303, { byweekday: ['funday', 'friday'], next_delivery_date: iso(1, '10:30:00') }],
    [3304, { byweekday: [] }],
    [3305, { interval: 0, next_delivery_date: null }],
    [3306, { interval: -2, next_delivery_date: null }],
    [3307, { interval: 2_147_483_647, next_delivery_date: null }],
    [3308, { interval: 1000, next_delivery_date: iso(950, '10:30:00') }],
    [3309, { count: 0, next_delivery_date: null }],
    [3310, { start_date: null, next_delivery_date: null }],
    [3312, { start_date: 'soon' }],
    [3313, { start_date: '9999-12-31T09:00:00Z', next_delivery_date: '9999-12-31T09:00:00Z' }],
    [3314, { until_date: iso(-90, '10:30:00'), next_delivery_date: null }],
    [3315, { bysetpos: 0, next_delivery_date: null }],
    [3321, { created_by: null }],
    [3323, { created_by: { hedgehog_config: 'purple' } }],
    [3324, { created_by: { hedgehog_config: [1, { spikes: null }] } }],
    [3325, { created_by: { hedgehog_config: 17 } }],
    [3341, { title: null, resource_name: null }],
    [3342, { title: '', resource_name: 'Searches without results' }],
    [3343, { title: expect.stringMatching(/^.{300,}$/) }],
    [3345, { title: expect.stringContaining('<img src=x onerror=') }],
    [3346, { title: expect.stringContaining('\u202E') }],
    [3348, { title: expect.stringMatching(/^=HYPERLINK/) }],
  ],
  'has a story': [
    [3401, { enabled: false, next_delivery_date: iso(-6, '09:00:00') }],
    [3403, { enabled: false, next_delivery_date: iso(-19, '09:00:00') }],
    [3431, { deleted: true }],
    [3415, { resource_type: 'ai_prompt', insight: null, dashboard: null, prompt: expect.stringContaining('revenue') }],
  ],
}

describe.each(Object.entries(cases))('some subscription %s', (_, some) => {
  test.each(some)('%i', async (id, expected) => {
    expect(await one(id)).toMatchObject(expected)
  })
})

test('a start can be absent', async () => {
  expect(await one(3311)).not.toHaveProperty('start_date')
})

test('one has five hundred recipients', async () => {
  expect(new Set(String((await one(3206))['target_value']).split(',')).size).toBe(500)
})

test('older servers cannot pause, ask no model and keep to no clocks', async () => {
  const old = subscriptionClient({ edition: 'old' })
  expect(await old.one(3401)).toMatchObject({ next_delivery_date: iso(1, '09:00:00') })
  expect(await old.one(3415)).toMatchObject({ insight: expect.any(Number) })
  expect(await old.one(3143)).toMatchObject({ next_delivery_date: iso(1, '08:00:00') })
})

test('older servers heed the position in a week, newest ones do not', async () => {
  const nextOnFriday = async (edition: 'old' | 'newest') => {
    const asker = subscriptionClient({ edition })
    asker.clock.now += 86_400_000
    return (await asker.one(3122))['next_delivery_date']
  }
  expect([await nextOnFriday('old'), await nextOnFriday('newest')]).toEqual([iso(7, '13:00:00'), iso(5, '13:00:00')])
})

test('many meet on Monday at nine', async () => {
  const meeting = (await rows()).filter(({ next_delivery_date }) => next_delivery_date === '2026-09-21T09:00:00Z')
  expect(meeting.length).toBeGreaterThan(15)
})

test('only the pairs that are meant to send the same to the same at the same time', async () => {
  const groups = new Map<string, unknown[]>()
  for (const row of await rows()) {
    const { id, insight, dashboard, target_type, frequency, interval, byweekday, bysetpos, start_date } = row
    const what = [insight, dashboard, target_type, row['target_value'], frequency, interval, byweekday, bysetpos]
    const name = JSON.stringify([...what, String(start_date).slice(11)])
    groups.set(name, [...(groups.get(name) ?? []), id])
  }
  const doubles = [...groups.values()].filter(({ length }) => length > 1).map((ids) => new Set(ids))
  expect(new Set(doubles)).toEqual(new Set([new Set([3241, 3242]), new Set([3243, 3244])]))
})

test('nothing is wrong with the others', async () => {
  for (const row of (await rows()).filter(({ id }) => Number(id) >= 1_000_000)) {
    expect(Date.parse(String(row['next_delivery_date']))).toBeGreaterThan(noon + 15 * 60_000)
    expect(row).toMatchObject({ enabled: true, deleted: false, created_by: { id: expect.any(Number) } })
    expect(row['target_value']).toMatch(/leafandkettle|^C0/)
    expect(String(row['title'] ?? row['resource_name'])).not.toBe('null')
  }
})
