import { EventType } from '@rrweb/types'
import { createBatches, type ReplayBatch } from './batches.ts'
import { createClock, readTime } from './decode/clock.ts'
import { findEvents, identified, type RawEvent, readLine } from './decode/readLine.ts'
import { skip, type SkipReason, type Skips } from './decode/skips.ts'
import type { ReplayFacts } from './facts.ts'
import { createLane, type Lane } from './stream.ts'
import { createPrepare } from './decode.ts'
import { createStretchReader, type StretchReader } from './segmentReader.ts'
import { createTally } from './sanitizer/removalCounter.ts'

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
type Reading = { lane: Lane; reader: StretchReader }

/**
 * Reads stretches of a recording, in any order and in pieces, and gives out its events: unpacked, in the order of time, without
 * copies, with the Meta events that rrweb wants, past the second wall. Nothing that is in a recording makes it throw.
 */
export function createEngine({ ownHost, allowedHosts, starts, hints, emit }: EngineOptions) {
  const skips: Skips = {}
  const tally = createTally()
  const clock = createClock(hints)
  const seen = new Set<number>()
  const lanes: Lane[] = []
  const readings = new Map<number, Reading>()
  const finished = new Set<number>()
  const counts = { eventCount: 0, duplicates: 0, isMobile: false, hasFullSnapshot: false }
  /** Events that came before the clock was known. */
  let early: { reading: Reading; raw: RawEvent; time: number }[] = []
  let runs = 0

  const batches = createBatches((batch) => emit({ says: 'batch', ...batch }), fromStart, facts)
  const onSkip = (reason: SkipReason) => skip(skips, reason)
  const prepare = createPrepare({ tally, ownHost, allowedHosts }, skips, () => {
    counts.isMobile = true
  })

  function fromStart(time: number): number {
    return Math.max(0, time - (clock.startedAt() ?? time))
  }

  function facts(): ReplayFacts {
    const spans = lanes.flatMap((lane) => {
      const span = lane.span()
      return span ? [{ run: lane.run, from: lane.first() === 0 ? 0 : fromStart(span.from), to: fromStart(span.to) }] : []
    })
    return { ...counts, ...tally.view(), startedAt: clock.startedAt(), spans, skips: { ...skips } }
  }

  function newLane(first: number): Lane {
    runs += 1
    const run = runs
    const lane = createLane(run, first, {
      prepare,
      emit(event, size, isLate) {
        counts.eventCount += 1
        if (event.type === EventType.FullSnapshot) counts.hasFullSnapshot = true
        batches.add(run, event, size, isLate)
      },
    })
    lanes.push(lane)
    lanes.sort((one, other) => one.first() - other.first())
    return lane
  }

  function place({ lane }: Reading, raw: RawEvent, time: number): void {
    if (clock.isPlausible(time)) lane.add(raw, time)
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

  function begin(stretch: number): Reading {
    const known = readings.get(stretch)
    if (known) return known
    const before = finished.has(stretch - 1) ? lanes.find((lane) => lane.last() === stretch - 1) : undefined
    before?.extend(stretch)
    const lane = before ?? lanes.find((one) => one.last() === stretch) ?? newLane(stretch)
    const onLine = (line: string) => {
      try {
        for (const raw of readLine(line, onSkip)) add(reading, raw)
      } catch {
        onSkip('no-event') // nested deeper than the stack
      }
    }
    const reading: Reading = { lane, reader: createStretchReader(onLine, onSkip) }
    readings.set(stretch, reading)
    return reading
  }

  function flow({ lane }: Reading): void {
    if (!settleClock(false)) return
    lane.flow()
    batches.flush(lane.run, lane.takeDescription(false))
  }

  /** A lane that is complete up to where another one begins goes on with it. */
  function joinNext(lane: Lane | undefined): void {
    const next = lane && finished.has(lane.last()) ? lanes.find((other) => other.first() === lane.last() + 1) : undefined
    if (!lane || !next) return
    settleClock(true)
    batches.flush(lane.run, lane.join(next))
    lanes.splice(lanes.indexOf(next), 1)
    for (const reading of readings.values()) if (reading.lane === next) reading.lane = lane
    emit({ says: 'joined', run: lane.run, other: next.run, facts: facts() })
    joinNext(lane)
  }

  return {
    facts,
    /** A piece of a stretch. The first one begins it. */
    bytes(stretch: number, bytes: Uint8Array) {
      const reading = begin(stretch)
      reading.reader.push(bytes)
      flow(reading)
    },
    /** Events of a stretch that are there as values: those of a file. */
    values(stretch: number, values: readonly unknown[]) {
      const reading = begin(stretch)
      for (const value of values) for (const found of findEvents(value, onSkip)) add(reading, identified(found))
      flow(reading)
    },
    /** One of the requests for a stretch is complete. */
    part(stretch: number) {
      const reading = begin(stretch)
      reading.reader.part()
      flow(reading)
    },
    /** What is not a whole line yet comes again; whole lines that come again are known. */
    undo(stretch: number) {
      readings.get(stretch)?.reader.undo()
    },
    /** A stretch is complete. */
    end(stretch: number) {
      const reading = begin(stretch)
      const isLast = stretch === starts.length - 1
      reading.reader.part()
      readings.delete(stretch)
      finished.add(stretch)
      const { lane } = reading
      if (settleClock(isLast)) {
        if (isLast) lane.finish()
        else lane.settle(starts[stretch + 1] ?? null)
        batches.flush(lane.run, lane.takeDescription(isLast))
      }
      joinNext(lane)
      joinNext(lanes.find((other) => other.last() === lane.first() - 1))
    },
    /** The rest of a stretch did not come: what came stays, and it may be begun again. */
    break(stretch: number) {
      readings.delete(stretch)
    },
  }
}

export type Engine = ReturnType<typeof createEngine>
