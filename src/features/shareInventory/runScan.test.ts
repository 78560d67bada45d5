import { afterEach, describe, expect, test } from 'vitest'
import { demoKeys } from '../../../demo/host/keys.ts'
import { editions } from '../../../demo/host/options.ts'
import { failures } from '../../../demo/data/failures.ts'
import type { ApiError } from '#api/http/errors.ts'
import { type Control, createControl } from '#lib/control.ts'
import { createMemoryStore } from '#storage/inventoryInMemory.ts'
import type { InventoryStore } from '#storage/inventoryStore.ts'
import { checkedCount, remainingCount } from '#storage/scan.ts'
import { closeHosts, everything, expectTruth, openAgain, setUp, thorough, until } from './scanHost.fixture.ts'

afterEach(closeHosts)

describe('each server and key uses its cheapest strategy, and every strategy finds all public links', () => {
  const strategies = [
    { edition: 'newest', key: demoKeys.all, request: everything, strategy: 'kept recordings', refused: [] },
    { edition: 'newest', key: demoKeys.noQuery, request: everything, strategy: 'shared collection', refused: ['query:read'] },
    { edition: 'newest', key: demoKeys.all, request: thorough, strategy: 'replay events', refused: [] },
    {
      edition: 'newest',
      key: demoKeys.noPlaylists,
      request: everything,
      strategy: 'recordings list',
      refused: ['query:read', 'session_recording_playlist:read', 'query:read'],
    },
    { edition: 'mid', key: demoKeys.all, request: everything, strategy: 'replay events', refused: [null, null] },
    { edition: 'old', key: demoKeys.all, request: everything, strategy: 'recordings list', refused: [null, null, null] },
    { edition: 'documented', key: demoKeys.all, request: thorough, strategy: 'recordings list', refused: [null] },
  ] as const

  for (const { edition, key, request, strategy, refused } of strategies) {
    test(`${edition}, ${key}${request.isThorough ? ', thorough' : ''}: ${strategy}`, async () => {
      const it = await setUp({ options: { edition }, key })
      const scan = await it.scan(request)
      expect(scan).toMatchObject({ end: 'complete', strategy, isAllFound: true })
      expect(scan.refused.map(({ scope }) => scope)).toEqual(refused)
      await expectTruth(it, scan)
    })
  }
})

test('details of public recordings are fetched a hundred per call, and not at all if they are known', async () => {
  const lists = (calls: string[]) => calls.filter((call) => call.startsWith('GET') && call.includes('session_recordings/?'))
  const it = await setUp()
  const scan = await it.scan()
  expect(lists(await it.calls())).toHaveLength(1)
  const rows = await it.rows(scan)
  expect(rows.filter(({ isListed, details }) => isListed === true && details?.person)).not.toHaveLength(0)
  expect(rows.every(({ details }) => details?.startTime)).toBe(true)
  const other = await setUp({ key: demoKeys.noQuery })
  await other.scan()
  expect(lists(await other.calls())).toHaveLength(0)
})

test('a key without the list leaves people unknown and says why', async () => {
  const it = await setUp({ key: demoKeys.noRecordings })
  const scan = await it.scan()
  expect(scan.detailsProblem).toContain('session_recording:read')
  await expectTruth(it, scan)
})

test('a failed check fails only its recording, and can be repeated', async () => {
  const it = await setUp()
  const scan = await it.scan(thorough)
  const failed = (await it.rows(scan)).filter(({ state }) => state === 'failed')
  expect(failed.map(({ id }) => id)).toEqual([failures.sharingBreaks.id])
  expect(failed[0]?.why).toContain('500')
  expect(scan.counts.failed).toBe(1)
  const before = (await it.calls()).length
  const again = await it.reopen(scan.id)
  expect(again.counts).toEqual(scan.counts)
  expect((await it.calls()).length - before).toBe(1)
  await expectTruth(it, again)
  expect(again.owners).toEqual(['Ines'])
  it.current.connection = { ...it.connection, owner: 'Bo' }
  expect((await it.reopen(scan.id)).owners).toEqual(['Ines', 'Bo'])
})

test('a key that is revoked midway pauses the scan, and another key continues with the rest', async () => {
  const it = await setUp({ key: demoKeys.revokedSoon })
  const control = createControl<ApiError>()
  const scanning = it.scan(thorough, { control })
  await until(() => control.state().paused)
  const state = control.state()
  expect(state.paused && state.why?.kind).toBe('bad-key')
  const storedScans = async () => (await it.store.scans({ connectionId: it.connection.id, projectId: '1' })).scans
  // Results are saved during the pause.
  await expect.poll(async () => (await storedScans()).map(({ counts }) => checkedCount(counts))).toEqual([40])
  const scans = await storedScans()
  it.current.connection = { ...it.connection, key: demoKeys.all, owner: 'Bo' }
  const callsBefore = (await it.calls()).length
  control.resume()
  const scan = await scanning
  await expectTruth(it, scan)
  expect(scans[0]?.end).toBeNull()
  const sharing = (await it.calls()).filter((call) => call.includes('/sharing'))
  // Only requests that were pending when the key was revoked are repeated.
  expect(sharing.length).toBeLessThanOrEqual(scan.counts.seen + 4)
  expect(callsBefore).toBeGreaterThan(40)
})

test('an unreachable host pauses the scan, which continues once it is back', async () => {
  const it = await setUp({ options: { latencyMs: 5 } })
  let isBack = false
  // A closed socket may be noticed only by the next request, which pauses again.
  const control: Control<ApiError> = createControl(() => isBack && control.state().paused && control.resume())
  const scanning = it.scan(thorough, { control })
  await expect.poll(async () => (await it.calls()).length, { timeout: 8000, interval: 5 }).toBeGreaterThan(40)
  await it.host.close()
  await until(() => control.state().paused)
  const state = control.state()
  expect(state.paused && state.why?.kind).toBe('unreachable')
  await openAgain(it.serve, it.host.origin)
  isBack = true
  control.resume()
  await expectTruth(it, await scanning)
})

test('a cancelled scan reports its progress', async () => {
  const it = await setUp({ options: { latencyMs: 5 } })
  const control = createControl<ApiError>()
  const scanning = it.scan(thorough, { control })
  await expect.poll(async () => (await it.calls()).length, { timeout: 8000, interval: 5 }).toBeGreaterThan(40)
  control.cancel()
  const scan = await scanning
  expect(scan.end).toBe('cancelled')
  expect(checkedCount(scan.counts)).toBeGreaterThan(20)
  expect(remainingCount(scan.counts)).toBeGreaterThan(20)
  await expect(it.reopen(scan.id), 'its candidates are gone').rejects.toThrow('not stored')
})

test('a scan that lost its candidates is not complete', async () => {
  const it = await setUp({ options: { count: 60 } })
  const store = createMemoryStore()
  const scan = await it.scan(everything, { scanStore: { ...store, uncheckedCandidates: async () => [] } })
  expect(remainingCount(scan.counts)).toBeGreaterThan(0)
  expect(scan.end).toBe('cancelled')
})

test('a link that was turned off while details were fetched stays off', async () => {
  const it = await setUp()
  let closed: string | null = null
  let isListing = false
  const store: InventoryStore = {
    ...it.store,
    // Right after rows without details are read, one of them is turned off.
    async rows(scanId, ids) {
      const stored = await it.store.rows(scanId, ids)
      const row = stored.rows.find(({ state, isListed }) => state === 'public' && isListed === null)
      if (row && !isListing) {
        isListing = true
        closed = row.id
        await it.store.saveRows([{ ...row, state: 'closed', isClosedHere: true }])
      }
      return stored
    },
  }
  const scan = await it.scan(everything, { scanStore: store })
  const row = (await it.rows(scan)).find(({ id }) => id === closed)
  expect(row).toMatchObject({ state: 'closed', isClosedHere: true })
  expect(row?.isListed).not.toBeNull()
})

/** A store whose browser goes away after so many writes. */
function breakingAfter(store: InventoryStore, writes: number): InventoryStore {
  let left = writes
  const count = () => {
    left -= 1
    if (left < 0) throw new Error('The tab is closed.')
  }
  return {
    ...store,
    addCandidates: async (...args) => (count(), store.addCandidates(...args)),
    saveChecked: async (...args) => (count(), store.saveChecked(...args)),
    saveScan: async (scan) => (count(), store.saveScan(scan)),
  }
}

test('after closing a tab at any point, the next one reaches the same result', async () => {
  const it = await setUp({ options: { count: 120 }, key: demoKeys.noPlaylists })
  const whole = await it.scan()
  const expected = (await it.rows(whole)).filter(({ state }) => state === 'public').map(({ id }) => id)
  for (const writes of [1, 2, 3, 4, 5, 6, 7]) {
    const store = createMemoryStore()
    await expect(it.scan(everything, { scanStore: breakingAfter(store, writes) })).rejects.toThrow('The tab is closed.')
    const { scans } = await store.scans({ connectionId: it.connection.id, projectId: '1' })
    const [interrupted] = scans
    if (!interrupted) throw new Error('Nothing was stored.')
    expect(remainingCount(interrupted.counts)).toBeGreaterThanOrEqual(0)
    const scan = await it.reopen(interrupted.id, { scanStore: store })
    expect({ ...scan.counts }).toEqual(whole.counts)
    const { rows } = await store.rows(scan.id)
    expect(
      rows
        .filter(({ state }) => state === 'public')
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(expected.toSorted())
  }
})

for (const edition of editions) {
  test(`${edition}: a scan changes nothing`, async () => {
    const it = await setUp({ options: { edition, count: 60 } })
    await it.scan(thorough)
    const methods = (await it.calls())
      .map((call) => call.split(' '))
      .filter(([method, path]) => method !== 'GET' && !path?.includes('/query'))
    expect(methods).toEqual([])
  })
}
