import * as v from 'valibot'
import { beforeEach, expect, test, vi } from 'vitest'
import { MemoryStorage } from '#lib/memoryStorage.ts'

const connection = { id: 'c1', host: 'https://posthog.example', projectId: '1' }
const Data = v.object({ count: v.number() })

/** The module as a page that was just opened has it. */
async function freshModule() {
  vi.resetModules()
  return import('./overviewCache.ts')
}

beforeEach(() => vi.stubGlobal('localStorage', new MemoryStorage()))

test('a card is there after a reload, for its connection, host and project only', async () => {
  const before = await freshModule()
  before.saveOverview(connection, 'recordings', { count: 3 })
  before.saveOverview(connection, 'recordings', { count: 4 })
  const { readOverview } = await freshModule()
  expect(readOverview(connection, 'recordings', Data)?.data).toEqual({ count: 4 })
  expect(readOverview(connection, 'deliveries', Data)).toBeUndefined()
  for (const other of [{ id: 'c2' }, { host: 'https://other.example' }, { projectId: '2' }]) {
    expect(readOverview({ ...connection, ...other }, 'recordings', Data)).toBeUndefined()
  }
})

test('damaged entries and those of another shape are not shown, and a forgotten connection leaves nothing', async () => {
  const { saveOverview, readOverview, dropOverviewsOf } = await freshModule()
  saveOverview(connection, 'recordings', { counts: [1] })
  expect(readOverview(connection, 'recordings', Data)).toBeUndefined()
  saveOverview(connection, 'deliveries', { count: 5 })
  dropOverviewsOf('c1')
  expect(localStorage.getItem('replay-desk-overview')).toBe('[]')
  localStorage.setItem('replay-desk-overview', '{"not": "a list"}')
  expect((await freshModule()).readOverview(connection, 'deliveries', Data)).toBeUndefined()
})

test('the oldest cards give way', async () => {
  const { saveOverview, readOverview } = await freshModule()
  for (let project = 0; project < 70; project += 1)
    saveOverview({ ...connection, projectId: `${project}` }, 'recordings', { count: project })
  expect(readOverview({ ...connection, projectId: '0' }, 'recordings', Data)).toBeUndefined()
  expect(readOverview({ ...connection, projectId: '69' }, 'recordings', Data)?.data).toEqual({ count: 69 })
})
