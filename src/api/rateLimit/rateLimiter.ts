import { alone, atWork } from '#lib/tabLock.ts'
import { tabParts } from '#lib/tabParts.ts'
import { createNames } from './keyNames.ts'
import { type BudgetView, viewOf } from './usageView.ts'
import { fullMessage, stoppedMessage } from './limitMessages.ts'
import { connectionsNow, type ApiConnection } from '#storage/connections.ts'
import { ApiError } from '#api/http/errors.ts'
import type { Background, Wait } from '#api/http/request.ts'
import { belowProject } from '#api/http/requestInit.ts'
import * as ledger from './usage.ts'
import { roomOf, stopOf, toldOf } from './readUsage.ts'
import { limitsOf, plans, type RateClass, rateClassOf, reserveOf } from './rateClass.ts'
import { settings, tabKeys } from '#storage/settings.ts'
import { countedAs, type KeyLimits, keyLimitsOf } from './keyLimits.ts'

/** One request on its way out. `path` is below /api. */
export type Call = {
  connection: ApiConnection
  method: string
  path: string
  background?: Background | undefined
  signal?: AbortSignal | undefined
}

/** To be told once how a request ended: with its error, or without one. */
export type Release = (error?: unknown) => void

/** A request in the background that has not gone out. `wait` is null as long as nothing but its turn keeps it. */
type Waiter = { connection: ApiConnection; name: string; asked: RateClass; background: Background; wait: Wait | null }

/** Where a refusal does not say how long it holds; in seconds. */
const unsaidSeconds = 10

/** Room is looked for this often at least: a clock that is set forward makes timers late. In milliseconds. */
const longestNapMs = 30_000

const never = new AbortController().signal

function askedClass({ method, path }: Call): RateClass {
  const below = belowProject(path)
  return below === null ? 'general' : rateClassOf(method, below)
}

/** The budget of all keys of this browser: see docs/decisions/009-request-budget.md. `area` is where it is kept. */
export function createBudget(area: () => Storage = () => localStorage) {
  const parts = tabParts({
    name: 'replay-desk-budget',
    area,
    empty: ledger.emptyPart,
    repair: ledger.repairPart,
    asOfNow: (part) => ledger.byClock(part, Date.now()),
    join: (mine, other) => ledger.joined(mine, other, Date.now()),
    isPast: (part) => ledger.isPast(part, Date.now()),
  })
  const names = createNames(connectionsNow, (from, to) => parts.set((mine) => ledger.renamed(mine, from, to)))
  const listeners = new Set<() => void>()
  const waiters = new Set<Waiter>()
  /** Stops as this tab learned of them, by a clock that nobody can set. */
  const steadyStops = new Map<string, { until: number; steady: number }>()
  let version = 0

  function keyLimitsFor({ host }: ApiConnection, name: string): KeyLimits {
    const choice = settings.get().connections.find(({ id }) => id === name)?.plan ?? 'auto'
    return keyLimitsOf(host, choice, toldOf(parts.all(), name))
  }

  /** Until when background work keeps away: a clock that is set forward does not end a stop. */
  function steadyStopOf(name: string, rateClass: RateClass): number | null {
    const now = Date.now()
    const place = `${name} ${rateClass}`
    const until = stopOf(parts.all(), name, rateClass, now)
    if (until !== null && steadyStops.get(place)?.until !== until) {
      steadyStops.set(place, { until, steady: performance.now() + until - now })
    }
    const left = Math.ceil((steadyStops.get(place)?.steady ?? 0) - performance.now())
    return until ?? (left > 0 ? now + left : null)
  }

  /** What keeps a background request from going out now; null where nothing does. */
  function obstacle({ connection, name, asked }: Waiter): Wait | null {
    const keyLimits = keyLimitsFor(connection, name)
    const rateClass = countedAs(asked, keyLimits)
    const stop = steadyStopOf(name, rateClass)
    if (stop !== null) return { until: stop, for: 'server', why: stoppedMessage }
    if (!keyLimits.isLimited) return null
    const limits = limitsOf(rateClass, keyLimits.plan).map((limit) => ({ limit, most: limit.most - reserveOf(limit) }))
    const full = roomOf(parts.all(), name, rateClass, limits, Date.now())
    return full && { until: full.until, for: 'budget', why: fullMessage(rateClass, full.limit, keyLimits) }
  }

  /** Tells the other tabs what waits in this one. */
  function publish() {
    const waiting = new Map<string, ledger.Waiting>()
    for (const { connection, name, asked, background, wait } of waiters) {
      const rateClass = countedAs(asked, keyLimitsFor(connection, name))
      const { label } = background
      if (wait) waiting.set(`${name} ${rateClass} ${label}`, { name, rateClass, label, until: wait.until, why: wait.why })
    }
    const all = [...waiting.values()]
    if (JSON.stringify(all) === JSON.stringify(parts.mine().waiting)) return
    parts.set((mine) => ledger.withWaiting(mine, all, Date.now()))
  }

  function tell(waiter: Waiter, wait = obstacle(waiter)) {
    if (wait === null || (wait.until === waiter.wait?.until && wait.why === waiter.wait.why)) return
    waiter.wait = wait
    waiter.background.onWait?.(wait)
  }

  function onChange() {
    version += 1
    const found = new Map<string, Wait | null>()
    for (const waiter of waiters) {
      const place = `${waiter.name} ${waiter.asked}`
      if (!found.has(place)) found.set(place, obstacle(waiter))
      tell(waiter, found.get(place) ?? null)
    }
    publish()
    for (const listener of listeners) listener()
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }

  /** Resolves at `until`, at any change and where `signal` aborts. */
  function nap(until: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        release()
        signal.removeEventListener('abort', wake)
        resolve()
      }
      const timer = setTimeout(wake, Math.min(longestNapMs, Math.max(0, until - Date.now())))
      const release = subscribe(wake)
      signal.addEventListener('abort', wake)
    })
  }

  /** Counts in its own class too where that has no limits yet: a refusal may tell of them. */
  function count(connection: ApiConnection, name: string, asked: RateClass): Release {
    const rateClass = countedAs(asked, keyLimitsFor(connection, name))
    const classes = new Set([asked, rateClass])
    const then = Date.now()
    parts.set((mine) => [...classes].reduce((part, one) => ledger.withCall(part, name, one, then), mine))
    return (error) => {
      const now = Date.now()
      parts.set((mine) => [...classes].reduce((part, one) => ledger.withAnswer(part, name, one, then, now), mine))
      if (error instanceof ApiError && error.kind === 'rate-limited') refuse(error, name, asked, rateClass)
    }
  }

  function refuse({ at, facts }: ApiError, name: string, asked: RateClass, rateClass: RateClass) {
    const plan = plans.find((one) => new RegExp(`on the ${one} plan`, 'i').test(facts.detail ?? '')) ?? null
    const stopped = plan === null ? rateClass : asked // a plan is named by limits of its own alone
    const until = at + 1000 * (facts.waitSeconds ?? unsaidSeconds)
    parts.set((mine) => ledger.withRefusal(mine, name, stopped, { until, plan, now: Date.now() }))
    steadyStopOf(name, stopped)
  }

  /** Resolves when it is this one's turn and there is room; then it is counted. */
  async function inTurn(waiter: Waiter, signal: AbortSignal): Promise<Release> {
    const { connection, name, asked, background } = waiter
    for (;;) {
      signal.throwIfAborted()
      const wait = obstacle(waiter)
      if (wait === null) {
        const release = count(connection, name, asked)
        if (waiter.wait) background.onWait?.(null)
        await atWork() // by way of the browser's main process, so that the next tab in the queue finds this one counted
        return release
      }
      tell(waiter)
      publish()
      await nap(wait.until, signal)
    }
  }

  async function waitInTurn(waiter: Waiter, signal: AbortSignal): Promise<Release> {
    const { connection, name, asked } = waiter
    // Where nothing is limited there is nothing to queue for, and the queue is what takes the time.
    if (!signal.aborted && !keyLimitsFor(connection, name).isLimited && obstacle(waiter) === null)
      return count(connection, name, asked)
    waiters.add(waiter)
    const onQueued = () => {
      tell(waiter)
      publish()
    }
    try {
      return await alone(`budget ${waiter.name} ${waiter.asked}`, () => inTurn(waiter, signal), onQueued, signal)
    } catch (error) {
      throw signal.aborted ? new ApiError('aborted') : error
    } finally {
      waiters.delete(waiter)
      publish()
    }
  }

  function onSettings() {
    names.update()
    onChange()
  }

  parts.subscribe(onChange)
  settings.subscribe(onSettings)
  tabKeys.subscribe(onSettings)

  return {
    /**
     * Lets a request out: at once what a person waits for, unless the server refuses its class until later (ApiError
     * `rate-limited`); in the background when it is its turn and there is room (ApiError `aborted` where it was called off).
     */
    async acquire(call: Call): Promise<Release> {
      const { connection, background, signal = never } = call
      const name = names.nameOf(connection)
      const asked = askedClass(call)
      if (background) {
        const either = AbortSignal.any([signal, background.signal ?? never])
        return waitInTurn({ connection, name, asked, background, wait: null }, either)
      }
      const until = stopOf(parts.all(), name, countedAs(asked, keyLimitsFor(connection, name)), Date.now())
      if (until !== null) {
        throw new ApiError('rate-limited', { status: 429, waitSeconds: Math.ceil((until - Date.now()) / 1000) })
      }
      return count(connection, name, asked)
    },

    /**
     * Whether one more request stays within what the key may ask for as a whole, the person's part included. True where limits
     * are only assumed: what a person waits for finds them out.
     */
    hasRoom(call: Pick<Call, 'connection' | 'method' | 'path'>): boolean {
      const name = names.nameOf(call.connection)
      const keyLimits = keyLimitsFor(call.connection, name)
      const rateClass = countedAs(askedClass(call), keyLimits)
      if (steadyStopOf(name, rateClass) !== null) return false
      if (!keyLimits.isLimited || keyLimits.source === 'assumed') return true
      const limits = limitsOf(rateClass, keyLimits.plan).map((limit) => ({ limit, most: limit.most }))
      return roomOf(parts.all(), name, rateClass, limits, Date.now()) === null
    },

    /** Whether less than half of every limit is used: only then is anything sent that nobody has asked for yet. */
    isHalfFree(call: Pick<Call, 'connection' | 'method' | 'path'>): boolean {
      const name = names.nameOf(call.connection)
      const keyLimits = keyLimitsFor(call.connection, name)
      const rateClass = countedAs(askedClass(call), keyLimits)
      if (steadyStopOf(name, rateClass) !== null) return false
      if (!keyLimits.isLimited) return true
      const limits = limitsOf(rateClass, keyLimits.plan).map((limit) => ({ limit, most: Math.floor(limit.most / 2) }))
      return roomOf(parts.all(), name, rateClass, limits, Date.now()) === null
    },

    /** Counts a request that has ended already. */
    note(call: Call, error?: unknown) {
      count(call.connection, names.nameOf(call.connection), askedClass(call))(error)
    },

    /** How the budget of this connection's key stands now. */
    view(connection: ApiConnection): BudgetView {
      const name = names.lookUp(connection)
      const keyLimits = keyLimitsFor(connection, name)
      const steadyStop = (rateClass: RateClass) => steadyStopOf(name, rateClass)
      return viewOf({ parts: parts.all(), name, keyLimits, stopOf: steadyStop, now: Date.now() })
    },

    /** Goes up with every change, also of other tabs; fits useSyncExternalStore together with `subscribe`. */
    version: () => version,
    subscribe,
    /** What was wrong with what was kept, for people; null when all is well. */
    problem: parts.problem,
  }
}

export type Budget = ReturnType<typeof createBudget>

/** The one of this tab. */
export const budget = createBudget()
