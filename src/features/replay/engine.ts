import { EventType } from '@rrweb/types'
import { createBatcher, type ReplayBatch } from './batcher.ts'
import { createClock, readTime } from './decode/clock.ts'
import { findEvents, withHash, type RawEvent, readLine } from './decode/readLine.ts'
import { countSkip, type SkipReason, type Skips } from './decode/skips.ts'
import type { ReplayFacts } from './facts.ts'
import { createStream, type Stream } from './stream.ts'
import { createEventDecoder } from './decode.ts'
import { createSegmentReader, type SegmentReader } from './segmentReader.ts'
import { createRemovalCounter } from './sanitizer/removalCounter.ts'

/** `merged`: stream `streamId` has reached the start of `otherId` and continues with its events. */
export type EngineOutput =
  | ({ type: 'batch' } & ReplayBatch)
  | { type: 'merged'; streamId: number; otherId: number; facts: ReplayFacts }

export type EngineOptions = {
  /** Host of this page, which recordings must not request. */
  ownHost: string
  /** Hosts whose files may load, such as "cdn.example:8080". */
  allowedHosts: readonly string[]
  /** Start of each segment, in milliseconds since 1970; null if unknown. */
  starts: readonly (number | null)[]
  /** Times that the server listed. */
  hints: readonly number[]
  emit: (output: EngineOutput) => void
}

/** `stream` changes when streams merge. */
type SegmentReading = { stream: Stream; reader: SegmentReader }

/**
 * Reads segments in any order and in chunks, and emits events: decompressed, sanitized, in time order, without duplicates, with
 * the Meta events that rrweb needs. Never throws, whatever a recording contains.
 */
export function createEngine({ ownHost, allowedHosts, starts, hints, emit }: EngineOptions) {
  const skips: Skips = {}
  const removals = createRemovalCounter()
  const clock = createClock(hints)
  const seen = new Set<number>()
  const streams: Stream[] = []
  const readings = new Map<number, SegmentReading>()
  const finishedSegments = new Set<number>()
  const counts = { eventCount: 0, duplicates: 0, hasFullSnapshot: false }
  /** Events that arrived before the start was known. */
  let pendingEvents: { reading: SegmentReading; raw: RawEvent; time: number }[] = []
  let streamCount = 0

  const batcher = createBatcher(
    (batch) => emit({ type: 'batch', ...batch }),
    sinceStart,
    facts,
    (count) => removals.countRemoved('excess', count),
  )
  const onSkip = (reason: SkipReason) => countSkip(skips, reason)
  const decode = createEventDecoder({ removals, ownHost, allowedHosts }, skips)

  function sinceStart(time: number): number {
    return Math.max(0, time - (clock.startedAt() ?? time))
  }

  function facts(): ReplayFacts {
    const ranges = streams.flatMap((stream) => {
      const range = stream.range()
      return range
        ? [{ streamId: stream.id, from: stream.firstSegment() === 0 ? 0 : sinceStart(range.from), to: sinceStart(range.to) }]
        : []
    })
    return { ...counts, ...removals.counts(), startedAt: clock.startedAt(), ranges, skips: { ...skips } }
  }

  function newStream(first: number): Stream {
    streamCount += 1
    const id = streamCount
    const stream = createStream(id, first, {
      decode,
      emit(event, size, isLate) {
        counts.eventCount += 1
        if (event.type === EventType.FullSnapshot) counts.hasFullSnapshot = true
        batcher.add(id, event, size, isLate)
      },
    })
    streams.push(stream)
    streams.sort((one, other) => one.firstSegment() - other.firstSegment())
    return stream
  }

  function addToStream({ stream }: SegmentReading, raw: RawEvent, time: number): void {
    if (clock.isPlausible(time)) stream.add(raw, time)
    else onSkip('far-time')
  }

  function add(reading: SegmentReading, raw: RawEvent): void {
    const time = readTime(raw.event['timestamp'])
    if (time === null) return onSkip('no-time')
    if (seen.has(raw.hash)) {
      counts.duplicates += 1
      return
    }
    seen.add(raw.hash)
    if (clock.startedAt() === null) pendingEvents.push({ reading, raw, time })
    else addToStream(reading, raw, time)
  }

  /** Returns whether the start is known. */
  function setStart(isComplete: boolean): boolean {
    const times = pendingEvents.map(({ time }) => time)
    if (!clock.setStart(times, isComplete)) return false
    const events = pendingEvents
    pendingEvents = []
    for (const { reading, raw, time } of events) addToStream(reading, raw, time)
    return true
  }

  function openSegment(segment: number): SegmentReading {
    const existing = readings.get(segment)
    if (existing) return existing
    const previous = finishedSegments.has(segment - 1)
      ? streams.find((stream) => stream.lastSegment() === segment - 1)
      : undefined
    previous?.extend(segment)
    const stream = previous ?? streams.find((one) => one.lastSegment() === segment) ?? newStream(segment)
    const onLine = (line: string) => {
      try {
        for (const raw of readLine(line, onSkip)) add(reading, raw)
      } catch {
        onSkip('no-event') // nested deeper than the stack
      }
    }
    const reading: SegmentReading = { stream, reader: createSegmentReader(onLine, onSkip) }
    readings.set(segment, reading)
    return reading
  }

  function release({ stream }: SegmentReading): void {
    if (!setStart(false)) return
    stream.releaseReady()
    batcher.flush(stream.id, stream.takeDescription(false))
  }

  /** Merges a complete stream with the one that starts where it ends. */
  function mergeNext(stream: Stream | undefined): void {
    const nextStream =
      stream && finishedSegments.has(stream.lastSegment())
        ? streams.find((other) => other.firstSegment() === stream.lastSegment() + 1)
        : undefined
    if (!stream || !nextStream) return
    setStart(true)
    batcher.flush(stream.id, stream.merge(nextStream))
    streams.splice(streams.indexOf(nextStream), 1)
    for (const reading of readings.values()) if (reading.stream === nextStream) reading.stream = stream
    emit({ type: 'merged', streamId: stream.id, otherId: nextStream.id, facts: facts() })
    mergeNext(stream)
  }

  return {
    facts,
    /** Takes a chunk of a segment. The first chunk opens it. */
    push(segment: number, bytes: Uint8Array) {
      const reading = openSegment(segment)
      reading.reader.push(bytes)
      release(reading)
    },
    /** Takes parsed events of a file. */
    pushValues(segment: number, values: readonly unknown[]) {
      const reading = openSegment(segment)
      for (const value of values) for (const event of findEvents(value, onSkip)) add(reading, withHash(event))
      release(reading)
    },
    endRequest(segment: number) {
      const reading = openSegment(segment)
      reading.reader.endRequest()
      release(reading)
    },
    /** Drops an incomplete line, which will arrive again. Complete lines that repeat count as duplicates. */
    discardRequest(segment: number) {
      readings.get(segment)?.reader.discardRequest()
    },
    endSegment(segment: number) {
      const reading = openSegment(segment)
      const isLast = segment === starts.length - 1
      reading.reader.endRequest()
      readings.delete(segment)
      finishedSegments.add(segment)
      const { stream } = reading
      if (setStart(isLast)) {
        if (isLast) stream.finish()
        else stream.endSegment(starts[segment + 1] ?? null)
        batcher.flush(stream.id, stream.takeDescription(isLast))
      }
      mergeNext(stream)
      mergeNext(streams.find((other) => other.lastSegment() === stream.firstSegment() - 1))
    },
    /** The rest of a segment failed. What arrived stays, and the segment can start again. */
    abandonSegment(segment: number) {
      readings.delete(segment)
    },
  }
}

export type Engine = ReturnType<typeof createEngine>
