import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { limited, sharing, start, Trial } from './rateLimiter.fixture.ts'
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
  test('stops its class for as long as it says, in both tabs, and nothing else', async () => {
    const [one, other] = [trial.tab(), trial.tab()]
    await trial.refuse(one, limited(41))
    expect(await trial.waitOf(one)).toBe(41)
    expect(await trial.waitOf(other)).toBe(41)
    const behind = trial.askBehind(other)
    expect(await trial.ask(one, { path: sharing })).toBeTypeOf('function')
    await vi.advanceTimersByTimeAsync(20_500)
    expect(await trial.waitOf(one)).toBe(21)
    expect(one.view(trial.cloud).classes[0]?.pausedUntil).toBe(start + 41_000)
    expect(behind.waits[0]).toMatchObject({ until: start + 41_000, for: 'server' })
    await vi.advanceTimersByTimeAsync(20_500)
    expect(await trial.ask(one)).toBeTypeOf('function')
    expect(behind.out()).toBe(start + 41_000)
  })

  test('that holds longer than any window of its class is not believed', async () => {
    const budget = trial.tab()
    await trial.refuse(budget, limited(86_400 * 365))
    expect(await trial.waitOf(budget)).toBe(3600)
  })

  test('of a database that has too much to do stops nothing', async () => {
    const budget = trial.tab()
    await trial.refuse(
      budget,
      new ApiError('server-busy', { status: 429, detail: 'ClickHouse is at capacity. Try again later.' }),
    )
    expect(await trial.ask(budget)).toBeTypeOf('function')
  })

  test('that names the plan raises what background work may ask', async () => {
    const budget = trial.tab()
    await trial.refuse(budget, limited(1, 'paid'))
    await acquire(0.1)
    expect(budget.view(trial.cloud).keyLimits).toMatchObject({ plan: 'paid', source: 'told' })
    const behind = Array.from({ length: 60 }, () => trial.askBehind(budget))
    await acquire(0.5)
    expect(behind.filter(({ out }) => out() !== null)).toHaveLength(60 - 12 - 1)
  })

  test('outlasts a reload', async () => {
    await trial.refuse(trial.tab(), limited(41))
    expect(await trial.waitOf(trial.tab())).toBe(41)
  })
})

describe('a clock that is changed', () => {
  test('back by hours keeps a stop for no longer than it had to hold', async () => {
    const budget = trial.tab()
    await trial.refuse(budget, limited(41))
    vi.setSystemTime(start - 5 * 3_600_000)
    expect(await trial.waitOf(budget)).toBeLessThanOrEqual(41)
    const behind = trial.askBehind(budget)
    await acquire(1)
    expect(behind.out()).not.toBeNull()
  })

  test('back by hours keeps what was counted for no longer than one window, in a tab that opens later too', async () => {
    for (let count = 0; count < 60; count += 1) await trial.ask(trial.tab())
    vi.setSystemTime(start - 5 * 3_600_000)
    const budget = trial.tab()
    const behind = trial.askBehind(budget)
    await acquire(0.1)
    expect(behind.out()).toBeNull()
    await acquire(62)
    expect(behind.out()).not.toBeNull()
  })

  test('forward by hours does not end a stop for background work; the person may try', async () => {
    const budget = trial.tab()
    await trial.refuse(budget, limited(600))
    vi.setSystemTime(start + 5 * 3_600_000)
    const behind = trial.askBehind(budget)
    await acquire(9)
    expect(behind.out()).toBeNull()
    expect(await trial.ask(budget)).toBeTypeOf('function')
    await acquire(1.1)
    expect(behind.out()).not.toBeNull()
  })
})
