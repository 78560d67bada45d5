import { withTabLock, heldTabLocks } from '#lib/tabLock.ts'
import { createListeners } from '#lib/listeners.ts'
import { tabValues } from '#lib/tabValues.ts'
import { createNames } from './keyNames.ts'
import { type UsageView, usageView } from './usageView.ts'
import { limitReachedMessage, pausedMessage } from './limitMessages.ts'
import { connectionsNow, type ApiConnection } from '#storage/connections.ts'
import { ApiError } from '#api/http/errors.ts'
import type { Background, Wait } from '#api/rateLimit/background.ts'
import { pathInProject } from '#api/http/requestInit.ts'
import * as usage from './usage.ts'
import { nextRoom, pausedUntil, reportedLimits } from './readUsage.ts'
import { type Limit, limitsOf, type Plan, plans, type RateClass, rateClassOf, reserveOf } from './rateClass.ts'
import { settings, tabKeys } from '#storage/settings.ts'
import { countedAs, type KeyLimits, keyLimitsOf } from './keyLimits.ts'

/** `path` is below /api. */
export type Call = {
  connection: ApiConnection
  method: string
  path: string
  background?: Background | undefined
  signal?: AbortSignal | undefined
}

/** Call this once when the request has ended, with its error if any. */
export type Release = (error?: unknown) => void

/** A background request that was not sent yet. `wait` is null while only others are ahead of it. */
type Waiter = { connection: ApiConnection; name: string; requested: RateClass; background: Background; wait: Wait | null }

/** If a refusal does not say how long it lasts. */
const defaultPauseSeconds = 10

/** Checks at least this often, since a clock that is set forward makes timers late. */
const maxSleepMs = 30_000

const never = new AbortController().signal

function requestedClass({ method, path }: Call): RateClass {
  const below = pathInProject(path)
  return below === null ? 'general' : rateClassOf(method, below)
}

/** Limits the requests of all keys of this browser; see docs/decisions/009-request-budget.md. `area` is where usage is stored. */
export function createRateLimiter(area: () => Storage = () => localStorage) {
  const usages = tabValues({
    name: 'replay-desk-budget',
    area,
    empty: usage.emptyTabUsage,
    repair: usage.repairTabUsage,
    atNow: (one) => usage.adjustedToClock(one, Date.now()),
    join: (mine, other) => usage.merged(mine, other, Date.now()),
    isPast: (one) => usage.isPast(one, Date.now()),
  })
  const names = createNames(connectionsNow, (from, to) => usages.set((mine) => usage.withKeyRenamed(mine, from, to)))
  const { notify, subscribe } = createListeners()
  const waiters = new Set<Waiter>()
  /** Pauses as this tab learned of them, by a clock that cannot be set. */
  const steadyPauses = new Map<string, { until: number; steady: number }>()
  let version = 0

  function keyLimitsFor({ host }: ApiConnection, name: string): KeyLimits {
    const choice = settings.get().connections.find(({ id }) => id === name)?.plan ?? 'auto'
    return keyLimitsOf(host, choice, reportedLimits(usages.all(), name))
  }

  /** When a pause ends for background work; a clock that is set forward does not end it. */
  function steadyPauseOf(name: string, rateClass: RateClass): number | null {
    const now = Date.now()
    const key = `${name} ${rateClass}`
    const until = pausedUntil(usages.all(), name, rateClass, now)
    if (until !== null && steadyPauses.get(key)?.until !== until) {
      steadyPauses.set(key, { until, steady: performance.now() + until - now })
    }
    const left = Math.ceil((steadyPauses.get(key)?.steady ?? 0) - performance.now())
    return until ?? (left > 0 ? now + left : null)
  }

  /** The latest end of the pauses of these classes; null if none is paused. */
  function steadyPauseOfAny(name: string, classes: readonly RateClass[]): number | null {
    const ends = classes.flatMap((one) => steadyPauseOf(name, one) ?? [])
    return ends.length === 0 ? null : Math.max(...ends)
  }

  /** The limit that allows one more request last, and when; null if all do now. `mostOf`: how much of a limit may be used. */
  function fullLimit(name: string, classes: readonly RateClass[], plan: Plan, mostOf: (limit: Limit) => number) {
    const waits = classes.flatMap((rateClass) => {
      const limits = limitsOf(rateClass, plan).map((limit) => ({ limit, most: mostOf(limit) }))
      const full = nextRoom(usages.all(), name, rateClass, limits, Date.now())
      return full ? [{ ...full, rateClass }] : []
    })
    return waits.toSorted((one, other) => other.until - one.until)[0] ?? null
  }

  /** Why a background request may not be sent now; null if it may. */
  function obstacle({ connection, name, requested }: Waiter): Wait | null {
    const keyLimits = keyLimitsFor(connection, name)
    const classes = countedAs(requested, keyLimits)
    const stop = steadyPauseOfAny(name, classes)
    if (stop !== null) return { until: stop, for: 'server', why: pausedMessage }
    if (!keyLimits.isLimited) return null
    const full = fullLimit(name, classes, keyLimits.plan, (limit) => limit.max - reserveOf(limit))
    return full && { until: full.until, for: 'budget', why: limitReachedMessage(full.rateClass, full.limit, keyLimits) }
  }

  /** Shows the other tabs what waits in this one. */
  function publish() {
    const waiting = new Map<string, usage.Waiting>()
    for (const { connection, name, requested, background, wait } of waiters) {
      const [rateClass] = countedAs(requested, keyLimitsFor(connection, name))
      const { label } = background
      if (wait) waiting.set(`${name} ${rateClass} ${label}`, { name, rateClass, label, until: wait.until, why: wait.why })
    }
    const all = [...waiting.values()]
    if (JSON.stringify(all) === JSON.stringify(usages.mine().waiting)) return
    usages.set((mine) => usage.withWaiting(mine, all, Date.now()))
  }

  function notifyWaiter(waiter: Waiter, wait = obstacle(waiter)) {
    if (wait === null || (wait.until === waiter.wait?.until && wait.why === waiter.wait.why)) return
    waiter.wait = wait
    waiter.background.onWait?.(wait)
  }

  function onChange() {
    version += 1
    const obstacles = new Map<string, Wait | null>()
    for (const waiter of waiters) {
      const key = `${waiter.name} ${waiter.requested}`
      if (!obstacles.has(key)) obstacles.set(key, obstacle(waiter))
      notifyWaiter(waiter, obstacles.get(key) ?? null)
    }
    publish()
    notify()
  }

  /** Resolves at `until`, at any change, or when `signal` aborts. */
  function sleepUntilChange(until: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        release()
        signal.removeEventListener('abort', wake)
        resolve()
      }
      const timer = setTimeout(wake, Math.min(maxSleepMs, Math.max(0, until - Date.now())))
      const release = subscribe(wake)
      signal.addEventListener('abort', wake)
    })
  }

  /** Also counts in the requested class, which may turn out to have limits of its own. */
  function count(connection: ApiConnection, name: string, requested: RateClass): Release {
    const counted = countedAs(requested, keyLimitsFor(connection, name))
    const classes = new Set([requested, ...counted])
    const then = Date.now()
    usages.set((mine) => [...classes].reduce((tab, one) => usage.withCall(tab, name, one, then), mine))
    return (error) => {
      const now = Date.now()
      usages.set((mine) => [...classes].reduce((tab, one) => usage.withResponse(tab, name, one, then, now), mine))
      if (error instanceof ApiError && error.kind === 'rate-limited') refuse(error, name, requested, counted)
    }
  }

  function refuse({ at, facts }: ApiError, name: string, requested: RateClass, counted: readonly RateClass[]) {
    const plan = plans.find((one) => new RegExp(`on the ${one} plan`, 'i').test(facts.detail ?? '')) ?? null
    const stopped = plan === null ? (counted.at(-1) ?? requested) : requested // only a class with limits by plan names it
    const until = at + 1000 * (facts.waitSeconds ?? defaultPauseSeconds)
    usages.set((mine) => usage.withRefusal(mine, name, stopped, { until, plan, now: Date.now() }))
    steadyPauseOf(name, stopped)
  }

  /** Resolves once the limits allow the request, which is counted by then. */
  async function inTurn(waiter: Waiter, signal: AbortSignal): Promise<Release> {
    const { connection, name, requested, background } = waiter
    for (;;) {
      signal.throwIfAborted()
      const wait = obstacle(waiter)
      if (wait === null) {
        const release = count(connection, name, requested)
        if (waiter.wait) background.onWait?.(null)
        await heldTabLocks() // goes through the browser's main process, so the next tab in the queue sees this request counted
        return release
      }
      notifyWaiter(waiter)
      publish()
      await sleepUntilChange(wait.until, signal)
    }
  }

  async function waitInTurn(waiter: Waiter, signal: AbortSignal): Promise<Release> {
    const { connection, name, requested } = waiter
    // Without limits there is nothing to queue for, and queuing is what takes time.
    if (!signal.aborted && !keyLimitsFor(connection, name).isLimited && obstacle(waiter) === null)
      return count(connection, name, requested)
    waiters.add(waiter)
    const onQueued = () => {
      notifyWaiter(waiter)
      publish()
    }
    try {
      return await withTabLock(`budget ${waiter.name} ${waiter.requested}`, () => inTurn(waiter, signal), onQueued, signal)
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

  usages.subscribe(onChange)
  settings.subscribe(onSettings)
  tabKeys.subscribe(onSettings)

  return {
    /**
     * What a person waits for is sent immediately unless its class is paused (ApiError `rate-limited`); background requests wait
     * their turn (ApiError `aborted` if they are called off).
     */
    async acquire(call: Call): Promise<Release> {
      const { connection, background, signal = never } = call
      const name = names.nameOf(connection)
      const requested = requestedClass(call)
      if (background) {
        const either = AbortSignal.any([signal, background.signal ?? never])
        return waitInTurn({ connection, name, requested, background, wait: null }, either)
      }
      const classes = countedAs(requested, keyLimitsFor(connection, name))
      const until = Math.max(...classes.map((one) => pausedUntil(usages.all(), name, one, Date.now()) ?? 0))
      if (until > 0) {
        throw new ApiError('rate-limited', { status: 429, waitSeconds: Math.ceil((until - Date.now()) / 1000) })
      }
      return count(connection, name, requested)
    },

    /**
     * Whether one more request is within the key's limits, the person's reserve included. True while limits are only assumed:
     * requests of the person find them out.
     */
    hasRoom(call: Pick<Call, 'connection' | 'method' | 'path'>): boolean {
      const name = names.nameOf(call.connection)
      const keyLimits = keyLimitsFor(call.connection, name)
      const classes = countedAs(requestedClass(call), keyLimits)
      if (steadyPauseOfAny(name, classes) !== null) return false
      if (!keyLimits.isLimited || keyLimits.source === 'assumed') return true
      return fullLimit(name, classes, keyLimits.plan, ({ max }) => max) === null
    },

    /** Whether less than half of every limit is used, which allows requests ahead of time. */
    isHalfFree(call: Pick<Call, 'connection' | 'method' | 'path'>): boolean {
      const name = names.nameOf(call.connection)
      const keyLimits = keyLimitsFor(call.connection, name)
      const classes = countedAs(requestedClass(call), keyLimits)
      if (steadyPauseOfAny(name, classes) !== null) return false
      if (!keyLimits.isLimited) return true
      return fullLimit(name, classes, keyLimits.plan, ({ max }) => Math.floor(max / 2)) === null
    },

    /** Counts a request that has already ended. */
    countEnded(call: Call, error?: unknown) {
      count(call.connection, names.nameOf(call.connection), requestedClass(call))(error)
    },

    view(connection: ApiConnection): UsageView {
      const name = names.lookUp(connection)
      const keyLimits = keyLimitsFor(connection, name)
      const steadyStop = (rateClass: RateClass) => steadyPauseOf(name, rateClass)
      return usageView({ usages: usages.all(), name, keyLimits, pausedUntilOf: steadyStop, now: Date.now() })
    },

    /** Increases with every change, also of other tabs; fits useSyncExternalStore together with `subscribe`. */
    version: () => version,
    subscribe,
    /** What was wrong with stored usage, as a sentence for the screen; null if all is well. */
    problem: usages.problem,
  }
}

export type RateLimiter = ReturnType<typeof createRateLimiter>

export const rateLimiter = createRateLimiter()
