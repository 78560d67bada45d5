import { asApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { dropReplays, tidyReplays } from '#storage/replayCache.ts'
import { settings } from '#storage/settings.ts'
import { fetchSegment } from '#api/snapshots/fetchSegment.ts'
import { listSnapshots, planSegments, type SnapshotBlock, type Segment } from '#api/snapshots/snapshots.ts'
import { type Scheduler, createScheduler } from './scheduler.ts'
import { type OpenDecoder, openWorker } from './decoder.ts'
import { gapsOf } from './gaps.ts'
import { createCacheWriter, type KnownRecording, mayGrow } from './cacheWriter.ts'
import { type LoadTarget, nextSegment, type SegmentState } from './nextSegment.ts'
import type { DecoderMessage } from './protocol.ts'
import { endOf, endOfError, mayRetry, type ReplayEnd } from './replayEnd.ts'
import { createReplayStore, loadedDuration, type ReplayLoad } from './replayLoad.ts'

export type LoadOptions = {
  /** Stops loading, like `close`. */
  signal?: AbortSignal
  /** Position to load first, in milliseconds from the start. */
  startAt?: number
  /** Null if only the ID is known. */
  recording?: KnownRecording | null
  /** Hosts whose files may load, such as "cdn.example:8080". */
  allowedHosts?: readonly string[]
  /** For tests: decodes without a worker. */
  openDecoder?: OpenDecoder
}

/** `onDecoded` receives whether the decoder has the whole segment. */
type SegmentLoad = SegmentState & {
  segment: Segment
  scheduler: Scheduler | null
  onDecoded: ((isDone: boolean) => void) | null
  isStored: boolean
}

/** Milliseconds to load ahead, at speed 1. */
const defaultLookahead = 60_000

/** A second request lets a seek overtake what is already loading. */
const maxRequests = 2

/** A recording this young may not have been ingested yet, in milliseconds. */
const ingestionDelay = 3_600_000

const maxSession = 25 * 3_600_000

function endWithoutBlocks(recording: KnownRecording | null): ReplayEnd {
  const now = Date.now()
  if (recording?.expiryTime && recording.expiryTime.getTime() <= now) return { kind: 'expired' }
  const isRecent = now - (recording?.endTime ?? recording?.startTime ?? new Date(0)).getTime() < ingestionDelay
  return { kind: recording?.ongoing || isRecent ? 'not-yet' : 'empty' }
}

function listedDuration(segments: readonly Segment[]): number | null {
  const starts = segments.flatMap(({ start }) => start ?? [])
  const ends = segments.flatMap(({ end }) => end ?? [])
  if (starts.length === 0 || ends.length === 0) return null
  const duration = Math.max(...ends) - Math.min(...starts)
  return duration >= 0 && duration <= maxSession ? duration : null
}

/**
 * Loads a recording for playback while it loads (posthog-api.md#j-snapshots): segments of at most 20 blocks, once each, most
 * urgent first, and only those near playback. A worker decodes and sanitizes them. Completely watched recordings are cached if
 * Settings allow it and then need no request. Never throws: failures are in `end` of the state.
 */
export function loadSnapshots(connection: ApiConnection, id: string, options: LoadOptions): ReplayLoad {
  const { recording = null, allowedHosts = [], openDecoder = openWorker } = options
  const abortController = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, abortController.signal]) : abortController.signal
  const store = createReplayStore()
  const cacheWriter = createCacheWriter(connection, id, recording)
  const decoder = openDecoder(onMessage)
  let loads: SegmentLoad[] = []
  let isGrowing = false
  let hasBlockList = false
  let waitingLoad: SegmentLoad | null = null
  let target: LoadTarget = { position: options.startAt ?? 0, lookahead: defaultLookahead, loadsAll: false }

  function onMessage(message: DecoderMessage): void {
    if (signal.aborted) return
    switch (message.type) {
      case 'batch':
        store.addBatch(message)
        decoder.send({ type: 'ack' })
        loadNext()
        break
      case 'merged':
        store.merge(message.streamId, message.otherId, message.facts)
        break
      case 'not-cached':
        loads[message.segment]?.onDecoded?.(false)
        break
      case 'decoded':
        store.setFacts(message.facts)
        loads[message.segment]?.onDecoded?.(true)
        break
      case 'stored':
        markStored(loads[message.segment])
        break
      case 'crashed':
      case 'too-slow':
        store.set({ end: { kind: message.type }, waiting: null })
        break
      default:
    }
  }

  /** An idle worker would only use memory. */
  function markStored(load: SegmentLoad | undefined): void {
    if (load) load.isStored = true
    if (loads.every(({ isStored }) => isStored)) decoder.close()
  }

  function fail(cause: unknown): void {
    if (signal.aborted) return
    const end = endOfError(asApiError(cause))
    if (end.kind === 'deleted' || end.kind === 'missing') void dropReplays(connection, [id])
    store.set({ end, waiting: null })
  }

  /** Whether playback is waiting for data. */
  function isUrgent(): boolean {
    return store.get().ranges.every(({ from, to }) => target.position < from || target.position >= to)
  }

  function createLoadScheduler(load: SegmentLoad | null): Scheduler {
    return createScheduler({
      connection,
      id,
      signal,
      isUrgent,
      onWait(wait) {
        if (load && load.status !== 'todo') load.status = wait ? 'waiting' : 'loading'
        if (wait) waitingLoad = load
        else if (waitingLoad !== load) return
        store.set({ waiting: wait && { until: wait.until, why: wait.why } })
      },
    })
  }

  /** Resolves to whether the decoder has the whole segment. */
  function waitForDecoder(load: SegmentLoad): Promise<boolean> {
    return new Promise((resolve) => {
      load.onDecoded = resolve
    })
  }

  async function loadSegment(load: SegmentLoad, segment: number): Promise<void> {
    const cacheTarget = cacheWriter.cacheTargetOf(load.segment, segment === loads.length - 1, isGrowing)
    if (cacheTarget) {
      const isCached = waitForDecoder(load)
      decoder.send({ type: 'read-cache', segment, cacheTarget })
      if (await isCached) return
    }
    const scheduler = createLoadScheduler(load)
    load.scheduler = scheduler
    try {
      await fetchSegment(connection, id, load.segment, scheduler.run, {
        bytes: (bytes) => decoder.send({ type: 'bytes', segment, bytes: new Uint8Array(bytes), cacheTarget }),
        part: () => decoder.send({ type: 'end-request', segment }),
        undo: () => decoder.send({ type: 'discard-request', segment }),
      })
    } catch (error) {
      decoder.send({ type: 'abandon-segment', segment })
      throw error
    }
    const decoded = waitForDecoder(load)
    decoder.send({ type: 'end-segment', segment })
    await decoded
  }

  async function startSegment(load: SegmentLoad, segment: number): Promise<void> {
    load.status = 'loading'
    try {
      await loadSegment(load, segment)
      load.status = 'done'
      const done = loads.filter(({ status }) => status === 'done')
      const gaps = gapsOf(
        done.flatMap(({ segment: { blocks } }) => blocks),
        store.get(),
        done.length === loads.length,
      )
      store.set({ segments: { known: loads.length, loaded: done.length }, hasTail: loads.at(-1)?.status === 'done', gaps })
    } catch (error) {
      load.status = 'todo'
      if (!load.scheduler?.isCanceled()) fail(error)
    }
    loadNext()
  }

  /** Cancels queued segments other than the next one, which may be sent now. */
  function prioritizeSegment(next: number | null): void {
    for (const [index, { status, scheduler }] of loads.entries()) {
      if (status !== 'waiting') continue
      if (index === next) scheduler?.expedite()
      else scheduler?.cancel()
    }
  }

  function loadNext(): void {
    const { end, facts } = store.get()
    if (!hasBlockList || signal.aborted || end !== null) return
    if (loads.every(({ status }) => status === 'done')) {
      store.set({ end: endOf(facts, isGrowing), duration: loadedDuration(facts), waiting: null })
      return
    }
    while (loads.filter(({ status }) => status === 'loading').length < maxRequests) {
      const next = nextSegment(loads, facts.startedAt, facts.ranges, target)
      const load = next === null ? undefined : loads[next]
      prioritizeSegment(next)
      if (next === null || load?.status !== 'todo') return
      void startSegment(load, next)
    }
  }

  function startLoading(blocks: SnapshotBlock[]): void {
    const segments = planSegments(blocks)
    if (segments.length === 0) return store.set({ end: endWithoutBlocks(recording) })
    hasBlockList = true
    loads = segments.map((segment) => ({
      segment,
      start: segment.start,
      status: 'todo',
      scheduler: null,
      onDecoded: null,
      isStored: false,
    }))
    const times = segments.flatMap(({ start, end }) => [start, end]).filter((time) => time !== null)
    const starts = segments.map(({ start }) => start)
    decoder.send({ type: 'open', ownHost: globalThis.location?.host ?? '', allowedHosts, starts, hints: times })
    store.set({ duration: listedDuration(segments), segments: { known: loads.length, loaded: 0 } })
    loadNext()
  }

  async function loadBlockList(): Promise<void> {
    try {
      const cached = await cacheWriter.readCached()
      const blocks = cached ?? (await createLoadScheduler(null).run((sendOptions) => listSnapshots(connection, id, sendOptions)))
      isGrowing = cached === null && mayGrow(blocks, recording, Date.now())
      if (cached === null && !isGrowing && blocks.length > 0) cacheWriter.storeBlocks(blocks)
      if (!signal.aborted) startLoading(blocks)
    } catch (error) {
      fail(error)
    }
  }

  function close(): void {
    abortController.abort()
    decoder.close()
    store.close()
  }

  options.signal?.addEventListener('abort', close, { once: true })
  void tidyReplays(settings.get().connections)
  void loadBlockList()

  return {
    get: store.get,
    subscribe: store.subscribe,
    prioritize(position, speed = 1) {
      target = { ...target, position, lookahead: defaultLookahead * Math.max(1, speed) }
      loadNext()
    },
    loadAll() {
      target = { ...target, loadsAll: true }
      loadNext()
    },
    retry() {
      const { end } = store.get()
      if (end === null || !mayRetry(end)) return
      store.set({ end: null })
      if (hasBlockList) loadNext()
      else void loadBlockList()
    },
    close,
  }
}
