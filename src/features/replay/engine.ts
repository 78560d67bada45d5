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

/** `joined`: `run` has come up to where `other` began, and goes on with what that one has. */
export type EngineOutput =
  | ({ type: 'batch' } & ReplayBatch)
  | { type: 'merged'; streamId: number; otherId: number; facts: ReplayFacts }

export type EngineOptions = {
  /** The host of this page, which recordings must not ask anything of. */
  ownHost: string
  /** Hosts whose files may be shown, such as "cdn.example:8080". */
  allowedHosts: readonly string[]
  /** When each stretch begins, in milliseconds since 1970; null where nobody knows. As many as there are stretches. */
  starts: readonly (number | null)[]
  /** Times that the server named. */
  hints: readonly number[]
  emit: (output: EngineOutput) => void
}

/** A stretch that is being read. Its lane changes where lanes join meanwhile. */
type SegmentReading = { stream: Stream; reader: SegmentReader }

/**
 * Reads stretches of a recording, in any order and in pieces, and gives out its events: unpacked, in the order of time, without
 * copies, with the Meta events that rrweb wants, past the second wall. Nothing that is in a recording makes it throw.
 */
export function createEngine({ ownHost, allowedHosts, starts, hints, emit }: EngineOptions) {
  const skips: Skips = {}
  const removals = createRemovalCounter()
  const clock = createClock(hints)
  const seen = new Set<number>()
  const streams: Stream[] = []
  const readings = new Map<number, SegmentReading>()
  const finishedSegments = new Set<number>()
  const counts = { eventCount: 0, duplicates: 0, isMobile: false, hasFullSnapshot: false }
  /** Events that came before the clock was known. */
  let pendingEvents: { reading: SegmentReading; raw: RawEvent; time: number }[] = []
  let streamCount = 0

  const batcher = createBatcher((batch) => emit({ type: 'batch', ...batch }), sinceStart, facts)
  const onSkip = (reason: SkipReason) => countSkip(skips, reason)
  const decode = createEventDecoder({ removals, ownHost, allowedHosts }, skips, () => {
    counts.isMobile = true
  })

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

  /** Whether it is known when all this happens. */
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

  /** A lane that is complete up to where another one begins goes on with it. */
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
    /** A piece of a stretch. The first one begins it. */
    push(segment: number, bytes: Uint8Array) {
      const reading = openSegment(segment)
      reading.reader.push(bytes)
      release(reading)
    },
    /** Events of a stretch that are there as values: those of a file. */
    pushValues(segment: number, values: readonly unknown[]) {
      const reading = openSegment(segment)
      for (const value of values) for (const event of findEvents(value, onSkip)) add(reading, withHash(event))
      release(reading)
    },
    /** One of the requests for a stretch is complete. */
    endRequest(segment: number) {
      const reading = openSegment(segment)
      reading.reader.endRequest()
      release(reading)
    },
    /** What is not a whole line yet comes again; whole lines that come again are known. */
    discardRequest(segment: number) {
      readings.get(segment)?.reader.discardRequest()
    },
    /** A stretch is complete. */
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
    /** The rest of a stretch did not come: what came stays, and it may be begun again. */
    abandonSegment(segment: number) {
      readings.delete(segment)
    },
  }
}

export type Engine = ReturnType<typeof createEngine>
