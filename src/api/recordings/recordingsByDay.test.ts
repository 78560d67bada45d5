import { afterEach, expect, test } from 'vitest'
import { demoKeys } from '../../../demo/host/keys.ts'
import type { Edition } from '../../../demo/host/options.ts'
import { listen, type Listening } from '../../../demo/host/listen.ts'
import { createDemoHost } from '../../../demo/createDemoHost.ts'
import { captureRates } from './captureRates.ts'
import { expiringRecordings } from './expiringRecordings.ts'
import { recordingsByDay } from './recordingsByDay.ts'

const servers: Listening[] = []
let count = 0

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

/** A connection to a host of its own. */
async function connect(edition: Edition, key: string = demoKeys.all) {
  const host = createDemoHost({ edition, count: 300 })
  const server = await listen((request) => host.fetch(request), 0)
  servers.push(server)
  count += 1
  return { id: `overview ${count}`, host: server.origin, key, projectId: '1' }
}

const zone = 'Europe/Berlin'

test('SQL counts every recording of 30 days, once each', async () => {
  const connection = await connect('newest')
  const { days, source, missing, isCut } = await recordingsByDay(connection, { zone })
  expect({ source, missing, isCut }).toEqual({ source: 'sql', missing: null, isCut: false })
  expect(days.length).toBeLessThanOrEqual(30)
  for (const { day, recordings, failing } of days) {
    expect(day).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(failing).toBeLessThanOrEqual(recordings)
  }
  const total = days.reduce((sum, { recordings }) => sum + recordings, 0)
  expect(total).toBeGreaterThan(100)
  expect(total).toBeLessThan(300)
})

test.each([
  ['newest', demoKeys.noQuery, 'scope', true],
  ['documented', demoKeys.all, 'table', false],
] as const)('without SQL the newest rows are counted (%s)', async (edition, key, missing, hasExpiry) => {
  const { days, ...rest } = await recordingsByDay(await connect(edition, key), { zone })
  expect(rest).toEqual({ source: 'list', missing, isCut: true, hasExpiry })
  const total = days.reduce((sum, { recordings }) => sum + recordings, 0)
  expect(total).toBeGreaterThan(90)
  expect(total).toBeLessThanOrEqual(100)
})

test('sessions that were not recorded say why', async () => {
  const rows = await captureRates(await connect('mid'))
  const sum = (of: 'seen' | 'recorded') => rows.reduce((all, row) => all + row[of], 0)
  expect(sum('recorded')).toBeLessThan(sum('seen'))
  expect(sum('recorded')).toBeGreaterThan(0.8 * sum('seen'))
  expect(rows.filter(({ isBlocked }) => isBlocked).every(({ recorded }) => recorded === 0)).toBe(true)
  expect(rows.some(({ status, version }) => status === 'active' && version !== null)).toBe(true)
})

test('only newest servers say what expires, and a refusal is not asked for twice', async () => {
  const newest = await expiringRecordings(await connect('newest'), Date.now())
  expect(newest.isSupported).toBe(true)
  expect(newest.days).toHaveLength(7)
  const mid = await connect('mid')
  expect((await expiringRecordings(mid, Date.now())).isSupported).toBe(false)
  expect((await expiringRecordings(mid, Date.now())).isSupported).toBe(false)
  const calls: { path: string }[] = await (await fetch(`${mid.host}/__demo/journal`)).json()
  expect(calls.filter(({ path }) => path.includes('order_direction'))).toHaveLength(1)
})
