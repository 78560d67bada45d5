import { benchRecordings } from '../../data/benchRecordings.ts'
import { type Block, collecting, type Tape, tapeOfBlocks, type TimedLine } from '../tape.ts'
import { benchSegment, segmentSeconds } from './benchSegment.ts'

const benchWindow = 'bench-window'
/** Segments maxSegments of those made last: what one answer needs. */
const maxSegments = 2

function createSegments(seed: number, start: number, duration: number) {
  const made = new Map<number, TimedLine[]>()

  return function segmentAt(order: number): TimedLine[] {
    const first = order * segmentSeconds
    const make = () =>
      benchSegment(seed + order, start, first, Math.min(segmentSeconds, duration - first)).map((event) => ({
        time: event.timestamp,
        line: { windowId: benchWindow, event },
      }))
    const segment = made.get(order) ?? make()
    made.delete(order)
    made.set(order, segment)
    const oldest = made.keys().next().value
    if (made.size > maxSegments && oldest !== undefined) made.delete(oldest)
    return segment
  }
}

/**
 * What a recording for measurements plays, from its start (milliseconds); null where the id is of no such recording. A block
 * is made when it is read, with the few minutes around it, so that even the largest is listed at once.
 */
export function benchTape(id: string, start: number): Tape | null {
  const recording = benchRecordings.find((one) => one.id === id)
  if (recording === undefined) return null
  const { durationSeconds, megabytes } = recording
  const segmentAt = createSegments(megabytes, start, durationSeconds)
  const blockSeconds = collecting / 1000
  const blocks: Block[] = Array.from({ length: Math.ceil(durationSeconds / blockSeconds) }, (_, order) => {
    const startedAt = start + order * collecting
    const endedAt = Math.min(startedAt + collecting, start + durationSeconds * 1000) - 1
    const segment = Math.floor((order * blockSeconds) / segmentSeconds)
    return {
      startedAt,
      endedAt,
      lines: () => segmentAt(segment).flatMap(({ time, line }) => (time >= startedAt && time <= endedAt ? [line] : [])),
    }
  })
  return tapeOfBlocks(blocks)
}
