import { asApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#api/http/request.ts'
import { dropReplays, tidyReplays } from '#storage/replayCache.ts'
import { settings } from '#storage/settings.ts'
import { fetchSegment } from '#api/snapshots/fetchSegment.ts'
import { listSnapshots, planSegments, type SnapshotBlock, type Segment } from '#api/snapshots/snapshots.ts'
import { type Scheduler, createScheduler } from './scheduler.ts'
import { type OpenDecoder, openWorker } from './decoder.ts'
import { gapsOf } from './gaps.ts'
import { createCacheWriter, type KnownRecording, mayGrow } from './cacheWriter.ts'
import { nextSegment, type SegmentState } from './nextSegment.ts'
import type { FromDecoder } from './protocol.ts'
import { endOf, endOfError, mayRetry, type ReplayEnd } from './replayEnd.ts'
import { createReplayStore, lengthOf, type ReplayLoad } from './replayLoad.ts'

export type LoadOptions = {
  /** Ends it, like `close`. */
  signal?: AbortSignal
  /** Where to begin, in milliseconds from the start: what lies there is asked for first. */
  startAt?: number
  /** What is known of the recording; null where only its id is. */
  recording?: KnownRecording | null
  /** Hosts whose files may be shown, such as "cdn.example:8080"; none unless somebody wants them. */
  allowedHosts?: readonly string[]
  /** For tests: decodes without a worker. */
  openDecoder?: OpenDecoder
}

/** A stretch on its way. `answer` hears whether the decoder has it as a whole. */
type Loading = SegmentState & {
  segment: Segment
  asking: Scheduler | null
  answer: ((isDone: boolean) => void) | null
  isSettled: boolean
}

/** Ahead of play there is at least this much, times its speed. In milliseconds. */
const ahead = 60_000

/** What is wanted now may overtake what was wanted before, and nothing else. */
const mostRequests = 2

/** A recording that began within this may not have arrived yet; in milliseconds. */
const arrival = 3_600_000

const longestSession = 25 * 3_600_000

/** Why a recording has no blocks. */
function endOfNothing(recording: KnownRecording | null): ReplayEnd {
  const now = Date.now()
  if (recording?.expiryTime && recording.expiryTime.getTime() <= now) return { kind: 'expired' }
  const isYoung = now - (recording?.endTime ?? recording?.startTime ?? new Date(0)).getTime() < arrival
  return { kind: recording?.ongoing || isYoung ? 'not-yet' : 'nothing' }
}

function durationOf(segments: readonly Segment[]): number | null {
  const starts = segments.flatMap(({ start }) => start ?? [])
  const ends = segments.flatMap(({ end }) => end ?? [])
  if (starts.length === 0 || ends.length === 0) return null
  const duration = Math.max(...ends) - Math.min(...starts)
  return duration >= 0 && duration <= longestSession ? duration : null
}

/**
 * Loads a recording so that it can be watched while it comes (posthog-api.md#j-snapshots): its blocks in stretches of at most 20,
 * each once, those first that are wanted first, and none that nobody comes near to. They are decoded and cleaned in a worker.
 * What was watched to its end is kept in this browser where the settings say so, and then nothing is asked for at all. Nothing is
 * thrown: what goes wrong is the `end` of the state.
 */
export function loadSnapshots(connection: ApiConnection, id: string, options: LoadOptions): ReplayLoad {
  const { recording = null, allowedHosts = [], openDecoder = openWorker } = options
  const leaving = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, leaving.signal]) : leaving.signal
  const store = createReplayStore()
  const cacheWriter = createCacheWriter(connection, id, recording)
  const decoder = openDecoder(hear)
  let all: Loading[] = []
  let isGrowing = false
  let isListed = false
  let waitingOne: Loading | null = null
  let wish = { at: options.startAt ?? 0, ahead, isAll: false }

  function hear(message: FromDecoder): void {
    if (signal.aborted) return
    switch (message.says) {
      case 'batch':
        store.take(message)
        decoder.say({ do: 'more' })
        step()
        break
      case 'joined':
        store.join(message.run, message.other, message.facts)
        break
      case 'absent':
        all[message.segment]?.answer?.(false)
        break
      case 'done':
        store.note(message.facts)
        all[message.segment]?.answer?.(true)
        break
      case 'settled':
        settle(all[message.segment])
        break
      case 'broken':
        store.set({ end: { kind: 'broken' }, waiting: null })
        break
      default:
    }
  }

  /** A worker that has nothing left to do would only hold memory. */
  function settle(one: Loading | undefined): void {
    if (one) one.isSettled = true
    if (all.every(({ isSettled }) => isSettled)) decoder.close()
  }

  function fail(thrown: unknown): void {
    if (signal.aborted) return
    const end = endOfError(asApiError(thrown))
    if (end.kind === 'deleted' || end.kind === 'missing') void dropReplays(connection, [id])
    store.set({ end, waiting: null })
  }

  /** Whether play stands still, or would, for want of what comes next. */
  function isPressing(): boolean {
    return store.watched.get().runs.every(({ from, to }) => wish.at < from || wish.at >= to)
  }

  function createOwnScheduler(one: Loading | null): Scheduler {
    return createScheduler({
      connection,
      id,
      signal,
      isPressing,
      onWait(wait) {
        if (one && one.status !== 'todo') one.status = wait ? 'waiting' : 'loading'
        if (wait) waitingOne = one
        else if (waitingOne !== one) return
        store.set({ waiting: wait && { until: wait.until, why: wait.why } })
      },
    })
  }

  /** Hears from the decoder whether it has a stretch as a whole. */
  function answered(one: Loading): Promise<boolean> {
    return new Promise((resolve) => {
      one.answer = resolve
    })
  }

  async function load(one: Loading, segment: number): Promise<void> {
    const keeping = cacheWriter.cacheTargetOf(one.segment, segment === all.length - 1, isGrowing)
    if (keeping) {
      const found = answered(one)
      decoder.say({ do: 'recall', segment, keeping })
      if (await found) return
    }
    const asking = createOwnScheduler(one)
    one.asking = asking
    try {
      await fetchSegment(connection, id, one.segment, asking.go, {
        bytes: (bytes) => decoder.say({ do: 'bytes', segment, bytes: new Uint8Array(bytes), keeping }),
        part: () => decoder.say({ do: 'part', segment }),
        undo: () => decoder.say({ do: 'undo', segment }),
      })
    } catch (error) {
      decoder.say({ do: 'break', segment })
      throw error
    }
    const done = answered(one)
    decoder.say({ do: 'end', segment })
    await done
  }

  async function run(one: Loading, segment: number): Promise<void> {
    one.status = 'loading'
    try {
      await load(one, segment)
      one.status = 'done'
      const done = all.filter(({ status }) => status === 'done')
      const gaps = gapsOf(
        done.flatMap(({ segment: { blocks } }) => blocks),
        store.watched.get(),
        done.length === all.length,
      )
      store.set({ segments: { known: all.length, loaded: done.length }, hasTail: all.at(-1)?.status === 'done', gaps })
    } catch (error) {
      one.status = 'todo'
      if (!one.asking?.isCalledOff()) fail(error)
    }
    step()
  }

  /** What waits and is not what is wanted next gives way; what is, may go at once by now. */
  function turnTo(next: number | null): void {
    for (const [index, { status, asking }] of all.entries()) {
      if (status !== 'waiting') continue
      if (index === next) asking?.hurry()
      else asking?.callOff()
    }
  }

  function step(): void {
    const { end, facts } = store.watched.get()
    if (!isListed || signal.aborted || end !== null) return
    if (all.every(({ status }) => status === 'done')) {
      store.set({ end: endOf(facts, isGrowing), duration: lengthOf(facts), waiting: null })
      return
    }
    while (all.filter(({ status }) => status === 'loading').length < mostRequests) {
      const next = nextSegment(all, facts.startedAt, facts.spans, wish)
      const one = next === null ? undefined : all[next]
      turnTo(next)
      if (next === null || one?.status !== 'todo') return
      void run(one, next)
    }
  }

  function plan(blocks: SnapshotBlock[]): void {
    const segments = planSegments(blocks)
    if (segments.length === 0) return store.set({ end: endOfNothing(recording) })
    isListed = true
    all = segments.map((segment) => ({
      segment,
      start: segment.start,
      status: 'todo',
      asking: null,
      answer: null,
      isSettled: false,
    }))
    const times = segments.flatMap(({ start, end }) => [start, end]).filter((time) => time !== null)
    const starts = segments.map(({ start }) => start)
    decoder.say({ do: 'open', ownHost: globalThis.location?.host ?? '', allowedHosts, starts, hints: times })
    store.set({ duration: durationOf(segments), segments: { known: all.length, loaded: 0 } })
    step()
  }

  async function list(): Promise<void> {
    try {
      const kept = await cacheWriter.readCached()
      const blocks = kept ?? (await createOwnScheduler(null).go((sendOptions) => listSnapshots(connection, id, sendOptions)))
      isGrowing = kept === null && mayGrow(blocks, recording, Date.now())
      if (kept === null && !isGrowing && blocks.length > 0) cacheWriter.keep(blocks)
      if (!signal.aborted) plan(blocks)
    } catch (error) {
      fail(error)
    }
  }

  function close(): void {
    leaving.abort()
    decoder.close()
    store.close()
  }

  options.signal?.addEventListener('abort', close, { once: true })
  void tidyReplays(settings.get().connections)
  void list()

  return {
    ...store.watched,
    want(time, speed = 1) {
      wish = { ...wish, at: time, ahead: ahead * Math.max(1, speed) }
      step()
    },
    wantAll() {
      wish = { ...wish, isAll: true }
      step()
    },
    retry() {
      const { end } = store.watched.get()
      if (end === null || !mayRetry(end)) return
      store.set({ end: null })
      if (isListed) step()
      else void list()
    },
    close,
  }
}
