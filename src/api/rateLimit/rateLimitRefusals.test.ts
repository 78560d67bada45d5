import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { limited, recording, sharing, snapshots, start, Trial } from './rateLimiter.fixture.ts'
import { ApiError } from '#api/http/errors.ts'

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

describe('a refusal', () => {
  test('pauses its class for as long as it says, in both tabs, and nothing else', async () => {
    const [one, other] = [trial.tab(), trial.tab()]
    await trial.refuse(one, limited(41))
    expect(await trial.waitOf(one)).toBe(41)
    expect(await trial.waitOf(other)).toBe(41)
    const behind = trial.sendInBackground(other)
    expect(await trial.send(one, { path: sharing })).toBeTypeOf('function')
    await vi.advanceTimersByTimeAsync(20_500)
    expect(await trial.waitOf(one)).toBe(21)
    const paused = one.view(trial.cloud).classes.filter(({ pausedUntil }) => pausedUntil !== null)
    expect(paused).toMatchObject([{ rateClass: 'clickhouse', pausedUntil: start + 41_000 }])
    expect(behind.waits[0]).toMatchObject({ until: start + 41_000, for: 'server' })
    await vi.advanceTimersByTimeAsync(20_500)
    expect(await trial.send(one)).toBeTypeOf('function')
    expect(behind.out()).toBe(start + 41_000)
  })

  test('that names the plan pauses only what has limits by plan: lists or snapshots, each for itself', async () => {
    const limiter = trial.tab()
    await trial.refuse(limiter, limited(41, 'free'))
    expect(await trial.waitOf(limiter)).toBe(41)
    expect(await trial.send(limiter, { path: snapshots })).toBeTypeOf('function')
    expect(await trial.send(limiter, { path: recording })).toBeTypeOf('function')
  })

  test('that lasts longer than any window of its class is ignored', async () => {
    const limiter = trial.tab()
    await trial.refuse(limiter, limited(86_400 * 365))
    expect(await trial.waitOf(limiter)).toBe(3600)
  })

  test('of an overloaded database pauses nothing', async () => {
    const limiter = trial.tab()
    await trial.refuse(
      limiter,
      new ApiError('server-busy', { status: 429, detail: 'ClickHouse is at capacity. Try again later.' }),
    )
    expect(await trial.send(limiter)).toBeTypeOf('function')
  })

  test('that names the plan raises the limits of background work', async () => {
    const limiter = trial.tab()
    await trial.refuse(limiter, limited(1, 'paid'))
    await acquire(0.1)
    expect(limiter.view(trial.cloud).keyLimits).toMatchObject({ plan: 'paid', source: 'reported' })
    const behind = Array.from({ length: 60 }, () => trial.sendInBackground(limiter))
    await acquire(0.5)
    expect(behind.filter(({ out }) => out() !== null)).toHaveLength(60 - 12 - 1)
  })

  test('outlasts a reload', async () => {
    await trial.refuse(trial.tab(), limited(41))
    expect(await trial.waitOf(trial.tab())).toBe(41)
  })
})

describe('a clock that is changed', () => {
  test('back by hours does not extend a pause', async () => {
    const limiter = trial.tab()
    await trial.refuse(limiter, limited(41))
    vi.setSystemTime(start - 5 * 3_600_000)
    expect(await trial.waitOf(limiter)).toBeLessThanOrEqual(41)
    const behind = trial.sendInBackground(limiter)
    await acquire(1)
    expect(behind.out()).not.toBeNull()
  })

  test('back by hours does not extend what is counted beyond one window, also in a tab that opens later', async () => {
    for (let count = 0; count < 60; count += 1) await trial.send(trial.tab())
    vi.setSystemTime(start - 5 * 3_600_000)
    const limiter = trial.tab()
    const behind = trial.sendInBackground(limiter)
    await acquire(0.1)
    expect(behind.out()).toBeNull()
    await acquire(62)
    expect(behind.out()).not.toBeNull()
  })

  test('forward by hours does not end a pause for background work; the person may try', async () => {
    const limiter = trial.tab()
    await trial.refuse(limiter, limited(600))
    vi.setSystemTime(start + 5 * 3_600_000)
    const behind = trial.sendInBackground(limiter)
    await acquire(9)
    expect(behind.out()).toBeNull()
    expect(await trial.send(limiter)).toBeTypeOf('function')
    await acquire(1.1)
    expect(behind.out()).not.toBeNull()
  })
})
