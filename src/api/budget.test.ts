import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Budget, type Call, createBudget, type Leave } from './budget.ts'
import { keepConnection } from './connection.ts'
import { ApiError, asApiError } from './errors.ts'
import type { Address, Wait } from './http.ts'
import { choosePlan } from './plan.ts'
import { settings } from './settings.ts'

class MemoryStorage implements Storage {
  #items = new Map<string, string>()
  get length() {
    return this.#items.size
  }
  clear = () => this.#items.clear()
  getItem = (name: string) => this.#items.get(name) ?? null
  key = (index: number) => [...this.#items.keys()][index] ?? null
  removeItem = (name: string) => void this.#items.delete(name)
  setItem = (name: string, text: string) => void this.#items.set(name, text)
}

const start = Date.UTC(2026, 10, 24, 9)
const list = '/projects/1/session_recordings/'
const sharing = '/projects/1/session_recordings/abc/sharing/'

let area: MemoryStorage
let cloud: Address
let own: Address
let tests = 0
let waiting: (() => void)[] = []

beforeEach(() => {
  vi.useFakeTimers({ now: start })
  area = new MemoryStorage()
  tests += 1
  cloud = { id: `cloud ${tests}`, host: 'https://eu.posthog.com', key: 'phx_one', projectId: '1' }
  own = { id: `own ${tests}`, host: 'https://posthog.example.com', key: 'phx_one', projectId: '1' }
  settings.set((value) => ({ ...value, connections: [], activeId: null }))
})
afterEach(() => {
  for (const stop of waiting) stop()
  waiting = []
  vi.useRealTimers()
})

function tab(): Budget {
  const shared = area
  return createBudget(() => shared)
}

const pass = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * 60_000)

/** A request of the person: how it was let out, or the error. */
async function ask(budget: Budget, more: Partial<Call> = {}): Promise<Leave | ApiError> {
  return budget.pass({ at: cloud, method: 'GET', path: list, ...more }).catch(asApiError)
}

type Started = { out: () => number | null; waits: (Wait | null)[]; stop: () => void; ended: Promise<Leave | ApiError> }

/** A request in the background: when it went out, and what it was told while it waited. */
function askBehind(budget: Budget, more: Partial<Call> = {}): Started {
  const waits: (Wait | null)[] = []
  let out: number | null = null
  const stop = new AbortController()
  const background = { label: 'A scan', signal: stop.signal, onWait: (wait: Wait | null) => void waits.push(wait) }
  const ended = ask(budget, { background, ...more }).then((leave) => {
    if (!(leave instanceof ApiError)) out = Date.now()
    return leave
  })
  waiting.push(() => stop.abort())
  return { out: () => out, waits, stop: () => stop.abort(), ended }
}

function limited(seconds: number, plan?: string): ApiError {
  const detail = `Rate limit exceeded.${plan ? ` Recording list requests are limited to 300 per hour on the ${plan} plan.` : ''}`
  return new ApiError('rate-limited', { status: 429, waitSeconds: seconds, detail })
}

/** A request of the person that the server refuses. */
async function refuse(budget: Budget, error: ApiError, more: Partial<Call> = {}) {
  const leave = await ask(budget, more)
  if (leave instanceof ApiError) throw leave
  leave(error)
}

async function waitOf(asked: Promise<Leave | ApiError>): Promise<number | undefined> {
  const leave = await asked
  return leave instanceof ApiError && leave.kind === 'rate-limited' ? leave.facts.waitSeconds : undefined
}

describe('whatever the timing, in two tabs', () => {
  const action = fc.record({
    gap: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 40_000 })),
    tab: fc.nat(1),
    latency: fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 59_000 })),
    counted: fc.double({ min: 0, max: 1, noNaN: true }),
    byPerson: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
  })

  test('no window sees more background requests than are theirs, and none is sent on top of a full one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 20, maxLength: 90 }), async (actions) => {
        area = new MemoryStorage()
        vi.setSystemTime(start)
        const tabs = [tab(), tab()]
        const served: { at: number; byPerson: boolean }[] = []
        let open = 0
        const run = async ({ tab: which, latency, counted, byPerson }: (typeof actions)[number]) => {
          const budget = tabs[which] ?? tab()
          open += 1
          const leave = byPerson ? await ask(budget) : await askBehind(budget).ended
          if (leave instanceof ApiError) throw leave
          await new Promise((resolve) => setTimeout(resolve, latency * counted))
          served.push({ at: Date.now(), byPerson })
          await new Promise((resolve) => setTimeout(resolve, latency * (1 - counted)))
          leave()
          open -= 1
        }
        const all: Promise<void>[] = []
        for (const one of actions) {
          await vi.advanceTimersByTimeAsync(one.gap)
          all.push(run(one))
        }
        while (open > 0) await pass(1)
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

test('what a person does never waits for the count, and is counted', async () => {
  const budget = tab()
  for (let count = 0; count < 100; count += 1) expect(await ask(budget)).toBeTypeOf('function')
  const [lists] = budget.view(cloud).classes
  expect(lists?.windows.map(({ used }) => used)).toEqual([100, 100])
  const behind = askBehind(budget)
  await pass(59)
  expect(behind.out()).toBeNull()
})

test('background work leaves a fifth to the person', async () => {
  const budget = tab()
  const behind = Array.from({ length: 12 }, () => askBehind(budget))
  await pass(0.5)
  expect(behind.filter(({ out }) => out() !== null)).toHaveLength(9)
  for (let count = 0; count < 3; count += 1) expect(await ask(budget)).toBeTypeOf('function')
  expect(budget.view(cloud).classes[0]?.windows[0]).toEqual({ per: 'minute', most: 12, used: 12, reserve: 3 })
})

test('first come, first served, in either tab', async () => {
  const tabs = [tab(), tab()] as const
  const behind = Array.from({ length: 30 }, (_, index) => askBehind(tabs[index % 2 === 0 ? 0 : 1]))
  for (let minute = 0; minute < 6; minute += 1) await pass(1)
  const outs = behind.map(({ out }) => out() ?? Number.NaN)
  expect(outs).toEqual(outs.toSorted((one, other) => one - other))
  expect(outs[0]).toBe(start)
  expect(outs.at(-1)).toBeGreaterThan(start + 180_000)
})

test('who waits hears why and until when, and that it goes out', async () => {
  const budget = tab()
  for (let count = 0; count < 9; count += 1) await ask(budget)
  const behind = askBehind(budget)
  await pass(0.01)
  const wait = behind.waits.at(-1)
  expect(wait?.for).toBe('budget')
  expect(wait?.why).toContain('9 of the 12 a minute are used; the last 3 are kept for what you do yourself.')
  expect(wait?.why).toContain('The plan is not known')
  expect(budget.view(cloud).classes[0]?.waiting).toMatchObject([{ label: 'A scan', until: wait?.until, isHere: true }])
  await vi.advanceTimersByTimeAsync((wait?.until ?? 0) - Date.now() - 1)
  expect(behind.out()).toBeNull()
  await vi.advanceTimersByTimeAsync(1)
  expect(behind.out()).toBe(wait?.until)
  expect(behind.waits.at(-1)).toBeNull()
  expect(budget.view(cloud).classes[0]?.waiting).toEqual([])
})

test('another tab sees what waits', async () => {
  const [one, other] = [tab(), tab()]
  for (let count = 0; count < 9; count += 1) await ask(one)
  askBehind(one)
  await pass(0.01)
  expect(other.view(cloud).classes[0]?.waiting).toMatchObject([{ label: 'A scan', isHere: false }])
})

test('what is called off leaves the queue unsent, and the next one takes its place', async () => {
  const budget = tab()
  for (let count = 0; count < 9; count += 1) await ask(budget)
  const [first, second, third] = [askBehind(budget), askBehind(budget), askBehind(budget)]
  await pass(0.1)
  first.stop()
  second.stop()
  expect(await first.ended).toMatchObject({ kind: 'aborted' })
  expect(await second.ended).toMatchObject({ kind: 'aborted' })
  await pass(1)
  expect(third.out()).not.toBeNull()
  expect(budget.view(cloud).classes[0]?.windows[1]?.used).toBe(10)
})

describe('a refusal', () => {
  test('stops its class for as long as it says, in both tabs, and nothing else', async () => {
    const [one, other] = [tab(), tab()]
    await refuse(one, limited(41))
    expect(await waitOf(ask(one))).toBe(41)
    expect(await waitOf(ask(other))).toBe(41)
    const behind = askBehind(other)
    expect(await ask(one, { path: sharing })).toBeTypeOf('function')
    await vi.advanceTimersByTimeAsync(20_500)
    expect(await waitOf(ask(one))).toBe(21)
    expect(one.view(cloud).classes[0]?.stoppedUntil).toBe(start + 41_000)
    expect(behind.waits[0]).toMatchObject({ until: start + 41_000, for: 'server' })
    await vi.advanceTimersByTimeAsync(20_500)
    expect(await ask(one)).toBeTypeOf('function')
    expect(behind.out()).toBe(start + 41_000)
  })

  test('that holds longer than any window of its class is not believed', async () => {
    const budget = tab()
    await refuse(budget, limited(86_400 * 365))
    expect(await waitOf(ask(budget))).toBe(3600)
  })

  test('of a database that has too much to do stops nothing', async () => {
    const budget = tab()
    await refuse(budget, new ApiError('server-busy', { status: 429, detail: 'ClickHouse is at capacity. Try again later.' }))
    expect(await ask(budget)).toBeTypeOf('function')
  })

  test('that names the plan raises what background work may ask', async () => {
    const budget = tab()
    await refuse(budget, limited(1, 'paid'))
    await pass(0.1)
    expect(budget.view(cloud).terms).toMatchObject({ plan: 'paid', source: 'told' })
    const behind = Array.from({ length: 60 }, () => askBehind(budget))
    await pass(0.5)
    expect(behind.filter(({ out }) => out() !== null)).toHaveLength(60 - 12 - 1)
  })

  test('outlasts a reload', async () => {
    await refuse(tab(), limited(41))
    expect(await waitOf(ask(tab()))).toBe(41)
  })
})

describe('a clock that is changed', () => {
  test('back by hours keeps a stop for no longer than it had to hold', async () => {
    const budget = tab()
    await refuse(budget, limited(41))
    vi.setSystemTime(start - 5 * 3_600_000)
    expect(await waitOf(ask(budget))).toBeLessThanOrEqual(41)
    const behind = askBehind(budget)
    await pass(1)
    expect(behind.out()).not.toBeNull()
  })

  test('back by hours keeps what was counted for no longer than one window, in a tab that opens later too', async () => {
    for (let count = 0; count < 60; count += 1) await ask(tab())
    vi.setSystemTime(start - 5 * 3_600_000)
    const budget = tab()
    const behind = askBehind(budget)
    await pass(0.1)
    expect(behind.out()).toBeNull()
    await pass(62)
    expect(behind.out()).not.toBeNull()
  })

  test('forward by hours does not end a stop for background work; the person may try', async () => {
    const budget = tab()
    await refuse(budget, limited(600))
    vi.setSystemTime(start + 5 * 3_600_000)
    const behind = askBehind(budget)
    await pass(9)
    expect(behind.out()).toBeNull()
    expect(await ask(budget)).toBeTypeOf('function')
    await pass(1.1)
    expect(behind.out()).not.toBeNull()
  })
})

describe('a host of one’s own', () => {
  test('has no limits until it refuses, and from then on those of PostHog', async () => {
    const budget = tab()
    expect(budget.view(own).terms).toEqual({ isLimited: false })
    const behind = Array.from({ length: 300 }, () => askBehind(budget, { at: own }))
    await pass(0.1)
    expect(behind.every(({ out }) => out() !== null)).toBe(true)
    await refuse(budget, limited(5), { at: own })
    await pass(0.1)
    expect(budget.view(own).terms).toMatchObject({ isLimited: true, isTiered: false })
    const more = askBehind(budget, { at: own })
    await pass(0.5)
    expect(more.out()).toBeNull()
    expect(more.waits.at(-1)?.why).toContain('192 of the 240 a minute')
  })

  test('has the limits that a person chose for it, or none', async () => {
    const kept = { name: '', projectName: null, zone: null, owner: null, keyKept: 'device' as const }
    keepConnection({ ...own, ...kept })
    keepConnection({ ...own, ...kept, id: 'twin', projectId: '2' })
    const budget = tab()
    choosePlan('twin', 'free')
    expect(budget.view(own).terms).toMatchObject({ plan: 'free', source: 'chosen' })
    for (let count = 0; count < 9; count += 1) await ask(budget, { at: own })
    const behind = askBehind(budget, { at: own })
    await pass(0.1)
    expect(behind.out()).toBeNull()
    choosePlan(own.id, 'none')
    await pass(0.01)
    expect(behind.out()).not.toBeNull()
  })
})

describe('whose budget it is', () => {
  const kept = { name: '', projectName: null, zone: null, owner: null, keyKept: 'device' as const }
  const used = (budget: Budget, at: Address) => budget.view(at).classes[0]?.windows[1]?.used

  test('connections with the same host and key share one, others do not', async () => {
    const budget = tab()
    keepConnection({ ...cloud, ...kept })
    keepConnection({ ...cloud, ...kept, id: 'twin' })
    keepConnection({ ...cloud, ...kept, id: 'stranger', key: 'phx_two' })
    await ask(budget, { at: { ...cloud, id: 'twin' } })
    expect(used(budget, cloud)).toBe(1)
    expect(used(budget, { ...cloud, id: 'stranger', key: 'phx_two' })).toBe(0)
  })

  test('what was asked before a connection was kept is counted for it', async () => {
    const budget = tab()
    await ask(budget, { at: { ...cloud, id: 'draft' } })
    keepConnection({ ...cloud, ...kept })
    await ask(budget)
    expect(used(budget, cloud)).toBe(2)
  })

  test('a connection that gets another key begins anew, and one that is forgotten leaves nothing', async () => {
    const budget = tab()
    keepConnection({ ...cloud, ...kept })
    await refuse(budget, limited(600))
    keepConnection({ ...cloud, ...kept, key: 'phx_two' })
    const other = { ...cloud, key: 'phx_two' }
    expect(await ask(budget, { at: other })).toBeTypeOf('function')
    expect(used(budget, other)).toBe(1)
    settings.set((value) => ({ ...value, connections: [] }))
    expect(JSON.stringify([...Array(area.length).keys()].map((index) => area.getItem(area.key(index) ?? '')))).not.toContain(
      cloud.id,
    )
  })

  test('the key is nowhere in what is kept', async () => {
    await ask(tab(), { at: { ...cloud, id: 'x', key: 'phx_secret' } })
    expect(JSON.stringify([area.key(0), area.getItem(area.key(0) ?? '')])).not.toMatch(/secret|posthog\.com/)
  })
})

test('what is kept stays small, however much is asked', async () => {
  const budget = tab()
  for (let minute = 0; minute < 70; minute += 1) {
    for (const path of [list, sharing, '/projects/1/persons/', '/users/@me/']) {
      for (let count = 0; count < 10; count += 1) await ask(budget, { path })
    }
    await ask(budget, { path: '/projects/1/query/', method: 'POST' })
    await pass(1)
  }
  expect(area.length).toBe(1)
  expect(area.getItem(area.key(0) ?? '')?.length).toBeLessThan(2000)
})

test('a part that is damaged is dropped with a notice, and the others still count', async () => {
  await ask(tab())
  area.setItem('replay-desk-budget damaged', '{"version":1,"keys":[')
  const budget = tab()
  await pass(0.01)
  expect(budget.view(cloud).classes[0]?.windows[0]?.used).toBe(1)
  expect(budget.problem()).toContain('had to be dropped')
})

test('a request that ended before the budget was there is counted, and its refusal heard', async () => {
  const budget = tab()
  budget.note({ at: cloud, method: 'GET', path: list }, limited(30))
  expect(budget.view(cloud).classes[0]?.windows[0]?.used).toBe(1)
  expect(await waitOf(ask(budget))).toBe(30)
})
