import { EventType } from '@rrweb/types'
import { createBatches, type ReplayBatch } from './batches.ts'
import { createClock, readTime } from './decode/clock.ts'
import { findEvents, identified, type RawEvent, readLine } from './decode/readLine.ts'
import { skip, type SkipReason, type Skips } from './decode/skips.ts'
import type { ReplayFacts } from './facts.ts'
import { createStream, type Stream } from './stream.ts'
import { createPrepare } from './decode.ts'
import { createSegmentReader, type SegmentReader } from './segmentReader.ts'
import { createRemovalCounter } from './sanitizer/removalCounter.ts'

/** `joined`: `run` has come up to where `other` began, and goes on with what that one has. */
export type EngineOutput = ({ says: 'batch' } & ReplayBatch) | { says: 'joined'; run: number; other: number; facts: ReplayFacts }

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
type Reading = { stream: Stream; reader: SegmentReader }

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
  const readings = new Map<number, Reading>()
  const finished = new Set<number>()
  const counts = { eventCount: 0, duplicates: 0, isMobile: false, hasFullSnapshot: false }
  /** Events that came before the clock was known. */
  let early: { reading: Reading; raw: RawEvent; time: number }[] = []
  let runs = 0

  const batches = createBatches((batch) => emit({ says: 'batch', ...batch }), fromStart, facts)
  const onSkip = (reason: SkipReason) => skip(skips, reason)
  const prepare = createPrepare({ removals, ownHost, allowedHosts }, skips, () => {
    counts.isMobile = true
  })

  function fromStart(time: number): number {
    return Math.max(0, time - (clock.startedAt() ?? time))
  }

  function facts(): ReplayFacts {
    const spans = streams.flatMap((stream) => {
      const span = stream.span()
      return span ? [{ run: stream.run, from: stream.first() === 0 ? 0 : fromStart(span.from), to: fromStart(span.to) }] : []
    })
    return { ...counts, ...removals.view(), startedAt: clock.startedAt(), spans, skips: { ...skips } }
  }

  function newStream(first: number): Stream {
    runs += 1
    const run = runs
    const stream = createStream(run, first, {
      prepare,
      emit(event, size, isLate) {
        counts.eventCount += 1
        if (event.type === EventType.FullSnapshot) counts.hasFullSnapshot = true
        batches.add(run, event, size, isLate)
      },
    })
    streams.push(stream)
    streams.sort((one, other) => one.first() - other.first())
    return stream
  }

  function place({ stream }: Reading, raw: RawEvent, time: number): void {
    if (clock.isPlausible(time)) stream.add(raw, time)
    else onSkip('far-time')
  }

  function add(reading: Reading, raw: RawEvent): void {
    const time = readTime(raw.event['timestamp'])
    if (time === null) return onSkip('no-time')
    if (seen.has(raw.hash)) {
      counts.duplicates += 1
      return
    }
    seen.add(raw.hash)
    if (clock.startedAt() === null) early.push({ reading, raw, time })
    else place(reading, raw, time)
  }

  /** Whether it is known when all this happens. */
  function settleClock(isAll: boolean): boolean {
    const times = early.map(({ time }) => time)
    if (!clock.settle(times, isAll)) return false
    const all = early
    early = []
    for (const { reading, raw, time } of all) place(reading, raw, time)
    return true
  }

  function begin(segment: number): Reading {
    const known = readings.get(segment)
    if (known) return known
    const before = finished.has(segment - 1) ? streams.find((stream) => stream.last() === segment - 1) : undefined
    before?.extend(segment)
    const stream = before ?? streams.find((one) => one.last() === segment) ?? newStream(segment)
    const onLine = (line: string) => {
      try {
        for (const raw of readLine(line, onSkip)) add(reading, raw)
      } catch {
        onSkip('no-event') // nested deeper than the stack
      }
    }
    const reading: Reading = { stream, reader: createSegmentReader(onLine, onSkip) }
    readings.set(segment, reading)
    return reading
  }

  function flow({ stream }: Reading): void {
    if (!settleClock(false)) return
    stream.flow()
    batches.flush(stream.run, stream.takeDescription(false))
  }

  /** A lane that is complete up to where another one begins goes on with it. */
  function joinNext(stream: Stream | undefined): void {
    const next = stream && finished.has(stream.last()) ? streams.find((other) => other.first() === stream.last() + 1) : undefined
    if (!stream || !next) return
    settleClock(true)
    batches.flush(stream.run, stream.join(next))
    streams.splice(streams.indexOf(next), 1)
    for (const reading of readings.values()) if (reading.stream === next) reading.stream = stream
    emit({ says: 'joined', run: stream.run, other: next.run, facts: facts() })
    joinNext(stream)
  }

  return {
    facts,
    /** A piece of a stretch. The first one begins it. */
    bytes(segment: number, bytes: Uint8Array) {
      const reading = begin(segment)
      reading.reader.push(bytes)
      flow(reading)
    },
    /** Events of a stretch that are there as values: those of a file. */
    values(segment: number, values: readonly unknown[]) {
      const reading = begin(segment)
      for (const value of values) for (const found of findEvents(value, onSkip)) add(reading, identified(found))
      flow(reading)
    },
    /** One of the requests for a stretch is complete. */
    part(segment: number) {
      const reading = begin(segment)
      reading.reader.part()
      flow(reading)
    },
    /** What is not a whole line yet comes again; whole lines that come again are known. */
    undo(segment: number) {
      readings.get(segment)?.reader.undo()
    },
    /** A stretch is complete. */
    end(segment: number) {
      const reading = begin(segment)
      const isLast = segment === starts.length - 1
      reading.reader.part()
      readings.delete(segment)
      finished.add(segment)
      const { stream } = reading
      if (settleClock(isLast)) {
        if (isLast) stream.finish()
        else stream.settle(starts[segment + 1] ?? null)
        batches.flush(stream.run, stream.takeDescription(isLast))
      }
      joinNext(stream)
      joinNext(streams.find((other) => other.last() === stream.first() - 1))
    },
    /** The rest of a stretch did not come: what came stays, and it may be begun again. */
    break(segment: number) {
      readings.delete(segment)
    },
  }
}

export type Engine = ReturnType<typeof createEngine>
