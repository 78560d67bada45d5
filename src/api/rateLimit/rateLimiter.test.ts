import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { limited, list, recording, sharing, snapshots, start, Trial } from './rateLimiter.fixture.ts'
import { saveConnection } from '#storage/connections.ts'
import { ApiError } from '#api/http/errors.ts'
import { choosePlan } from './choosePlan.ts'

let trial: Trial

beforeEach(() => {
  vi.useFakeTimers({ now: start })
  trial = new Trial()
})
afterEach(() => {
  trial.end()
  vi.useRealTimers()
})

const acquire = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * 60_000)

describe('whatever the timing, in two tabs', () => {
  const action = fc.record({
    gap: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 40_000 })),
    tab: fc.nat(1),
    latency: fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 30_000, max: 59_000 })),
    counted: fc.constantFrom(0, 0.5, 1),
    byPerson: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
  })

  test('no window has more background requests than their share, and none is sent into a full one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 20, maxLength: 90 }), async (actions) => {
        trial = new Trial()
        vi.setSystemTime(start)
        const tabs = [trial.tab(), trial.tab()]
        const served: { at: number; byPerson: boolean }[] = []
        const progress = { open: 0 }
        const run = async ({ tab: which, latency, counted, byPerson }: (typeof actions)[number]) => {
          const limiter = tabs[which] ?? trial.tab()
          progress.open += 1
          const release = byPerson ? await trial.send(limiter) : await trial.sendInBackground(limiter).ended
          if (release instanceof ApiError) throw release
          await new Promise((resolve) => setTimeout(resolve, latency * counted))
          served.push({ at: Date.now(), byPerson })
          await new Promise((resolve) => setTimeout(resolve, latency * (1 - counted)))
          release()
          progress.open -= 1
        }
        const all: Promise<void>[] = []
        for (const one of actions) {
          await vi.advanceTimersByTimeAsync(one.gap)
          all.push(run(one))
        }
        while (progress.open > 0) await acquire(1)
        await Promise.all(all)
        for (const [most, ms] of [
          [12 - 3, 60_000],
          [60 - 12, 3_600_000],
        ] as const) {
          for (const { at } of served) {
            const within = served.filter((other) => other.at > at - ms && other.at <= at)
            expect(within.filter(({ byPerson }) => !byPerson).length).toBeLessThanOrEqual(most)
          }
        }
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})

test('a person’s requests never wait for the count, and are counted', async () => {
  const limiter = trial.tab()
  for (let count = 0; count < 100; count += 1) expect(await trial.send(limiter)).toBeTypeOf('function')
  const [lists] = limiter.view(trial.cloud).classes
  expect(lists?.limits.map(({ used }) => used)).toEqual([100, 100])
  const behind = trial.sendInBackground(limiter)
  await acquire(59)
  expect(behind.out()).toBeNull()
})

test('background work leaves a fifth to the person', async () => {
  const limiter = trial.tab()
  const behind = Array.from({ length: 12 }, () => trial.sendInBackground(limiter))
  await acquire(0.5)
  expect(behind.filter(({ out }) => out() !== null)).toHaveLength(9)
  for (let count = 0; count < 3; count += 1) expect(await trial.send(limiter)).toBeTypeOf('function')
  expect(limiter.view(trial.cloud).classes[0]?.limits[0]).toEqual({ window: 'minute', max: 12, used: 12, reserve: 3 })
})

test('a request counts for a whole window from its answer on, since servers count late', async () => {
  const limiter = trial.tab()
  const early = Array.from({ length: 9 }, () => trial.sendInBackground(limiter))
  await acquire(50 / 60)
  for (const { ended } of early) {
    const release = await ended
    if (typeof release === 'function') release()
  }
  const behind = trial.sendInBackground(limiter)
  await acquire(59 / 60)
  expect(behind.out()).toBeNull()
  await acquire(6 / 60)
  expect(behind.out()).not.toBeNull()
})

test('lists and snapshots have limits of their own, and count with single recordings too', async () => {
  const limiter = trial.tab()
  for (let count = 0; count < 10; count += 1) trial.sendInBackground(limiter)
  const [ofList, ofReplay] = [trial.sendInBackground(limiter), trial.sendInBackground(limiter, { path: snapshots })]
  await acquire(0.1)
  expect([ofList.out(), ofReplay.out()]).toEqual([null, start])
  expect(ofList.waits[0]?.why).toContain('Recording lists')
  await acquire(2)
  for (let count = 0; count < 192; count += 1) trial.sendInBackground(limiter, { path: recording })
  await acquire(0.1)
  const behind = trial.sendInBackground(limiter, { path: snapshots })
  await acquire(0.1)
  expect(behind.waits[0]?.why).toContain('Recordings and people')
})

test('first come, first served, in either tab', async () => {
  const tabs = [trial.tab(), trial.tab()] as const
  const behind = Array.from({ length: 30 }, (_, index) => trial.sendInBackground(tabs[index % 2 === 0 ? 0 : 1]))
  for (let minute = 0; minute < 6; minute += 1) await acquire(1)
  const outs = behind.map(({ out }) => out() ?? Number.NaN)
  expect(outs).toEqual(outs.toSorted((one, other) => one - other))
  expect(outs[0]).toBe(start)
  expect(outs.at(-1)).toBeGreaterThan(start + 180_000)
})

test('waiting requests report why and until when, and when they are sent', async () => {
  const limiter = trial.tab()
  for (let count = 0; count < 9; count += 1) await trial.send(limiter)
  const behind = trial.sendInBackground(limiter)
  await acquire(0.01)
  const wait = behind.waits.at(-1)
  expect(wait?.for).toBe('budget')
  expect(wait?.why).toContain('background jobs may use 9 of 12 per minute; the rest is reserved for you.')
  expect(wait?.why).toContain('The plan is unknown')
  expect(limiter.view(trial.cloud).classes[0]?.waiting).toMatchObject([{ label: 'A scan', until: wait?.until, isHere: true }])
  await vi.advanceTimersByTimeAsync((wait?.until ?? 0) - Date.now() - 1)
  expect(behind.out()).toBeNull()
  await vi.advanceTimersByTimeAsync(1)
  expect(behind.out()).toBe(wait?.until)
  expect(behind.waits.at(-1)).toBeNull()
  expect(limiter.view(trial.cloud).classes[0]?.waiting).toEqual([])
})

test('another tab sees what waits', async () => {
  const [one, other] = [trial.tab(), trial.tab()]
  for (let count = 0; count < 9; count += 1) await trial.send(one)
  trial.sendInBackground(one)
  await acquire(0.01)
  expect(other.view(trial.cloud).classes[0]?.waiting).toMatchObject([{ label: 'A scan', isHere: false }])
})

test('waits of a closed tab are dropped soon after their time', async () => {
  const [one, other] = [trial.tab(), trial.tab()]
  for (let count = 0; count < 9; count += 1) await trial.send(one)
  const behind = trial.sendInBackground(one)
  await acquire(0.01)
  const texts = Array.from({ length: trial.area.length }, (_, index) => trial.area.getItem(trial.area.key(index) ?? '') ?? '')
  trial.area.setItem('replay-desk-budget gone', texts.find((text) => text.includes('A scan')) ?? '')
  await acquire(1.1)
  expect(behind.out()).not.toBeNull()
  expect(other.view(trial.cloud).classes[0]?.waiting).toHaveLength(1)
  await acquire(0.5)
  expect(other.view(trial.cloud).classes[0]?.waiting).toEqual([])
})

test('an aborted request leaves the queue unsent, and the next one moves up', async () => {
  const limiter = trial.tab()
  for (let count = 0; count < 9; count += 1) await trial.send(limiter)
  const [first, second, third] = [
    trial.sendInBackground(limiter),
    trial.sendInBackground(limiter),
    trial.sendInBackground(limiter),
  ]
  await acquire(0.1)
  first.stop()
  second.stop()
  expect(await first.ended).toMatchObject({ kind: 'aborted' })
  expect(await second.ended).toMatchObject({ kind: 'aborted' })
  await acquire(1)
  expect(third.out()).not.toBeNull()
  expect(limiter.view(trial.cloud).classes[0]?.limits[1]?.used).toBe(10)
})

describe('a self-hosted server', () => {
  test('has no limits until it refuses, and then those of PostHog', async () => {
    const limiter = trial.tab()
    expect(limiter.view(trial.own).keyLimits).toEqual({ isLimited: false })
    const behind = Array.from({ length: 300 }, () => trial.sendInBackground(limiter, { connection: trial.own }))
    await acquire(0.1)
    expect(behind.every(({ out }) => out() !== null)).toBe(true)
    await trial.refuse(limiter, limited(5), { connection: trial.own })
    await acquire(0.1)
    expect(limiter.view(trial.own).keyLimits).toMatchObject({ isLimited: true, isTiered: false })
    const more = trial.sendInBackground(limiter, { connection: trial.own })
    await acquire(0.5)
    expect(more.out()).toBeNull()
    expect(more.waits.at(-1)?.why).toContain('192 of 240 per minute')
  })

  test('has the limits that a person chose, or none', async () => {
    const stored = { name: '', projectName: null, zone: null, owner: null, keyKept: 'device' as const }
    saveConnection({ ...trial.own, ...stored })
    saveConnection({ ...trial.own, ...stored, id: 'twin', projectId: '2' })
    const limiter = trial.tab()
    choosePlan('twin', 'free')
    expect(limiter.view(trial.own).keyLimits).toMatchObject({ plan: 'free', source: 'chosen' })
    for (let count = 0; count < 9; count += 1) await trial.send(limiter, { connection: trial.own })
    const behind = trial.sendInBackground(limiter, { connection: trial.own })
    await acquire(0.1)
    expect(behind.out()).toBeNull()
    choosePlan(trial.own.id, 'none')
    await acquire(0.01)
    expect(behind.out()).not.toBeNull()
  })
})

test('storage stays small, however many requests there are', async () => {
  const limiter = trial.tab()
  for (let minute = 0; minute < 70; minute += 1) {
    for (const path of [list, sharing, '/projects/1/persons/', '/users/@me/']) {
      for (let count = 0; count < 10; count += 1) await trial.send(limiter, { path })
    }
    await trial.send(limiter, { path: '/projects/1/query/', method: 'POST' })
    await acquire(1)
  }
  expect(trial.area.length).toBe(1)
  expect(trial.area.getItem(trial.area.key(0) ?? '')?.length).toBeLessThan(2000)
})

test('a damaged value is dropped with a notice, and the others still count', async () => {
  await trial.send(trial.tab())
  trial.area.setItem('replay-desk-budget damaged', '{"version":1,"keys":[')
  const limiter = trial.tab()
  await acquire(0.01)
  expect(limiter.view(trial.cloud).classes[0]?.limits[0]?.used).toBe(1)
  expect(limiter.problem()).toContain('have been reset')
})

test('a request that ended before the rate limiter was loaded is counted, with its refusal', async () => {
  const limiter = trial.tab()
  limiter.countEnded({ connection: trial.cloud, method: 'GET', path: list }, limited(30))
  expect(limiter.view(trial.cloud).classes[0]?.limits[0]?.used).toBe(1)
  expect(await trial.waitOf(limiter)).toBe(30)
})
