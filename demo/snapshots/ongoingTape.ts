import { hour } from '../data/timeline.ts'
import { playCaptured } from './capturedTape.ts'
import { type Block, blocksOf, collecting, type Line, type Tape, type TimedLine } from './tape.ts'

const breath = 1500
/** Nobody keeps a tab open for ever. */
const longest = 6 * hour

/** A visit that begins at a moment. */
type Play = (start: number) => TimedLine[]

const moveJobs: Play = (start) => playCaptured('workshop-board', start, null)

/** What is recorded from one moment up to another, by somebody who repeats one visit since `since`. */
function recordedBetween(play: Play, since: number, from: number, to: number): TimedLine[] {
  const round = Math.max(...play(0).map(({ time }) => time)) + breath
  const first = Math.floor((from - since) / round)
  const last = Math.floor((to - 1 - since) / round)
  return Array.from({ length: last - first + 1 }, (_, order) => play(since + (first + order) * round))
    .flat()
    .filter(({ time }) => time >= from && time < to)
}

function inWindow(lines: readonly TimedLine[], windowId: unknown): Line[] {
  return lines.map(({ line }) => ('raw' in line ? line : { windowId, event: line.event }))
}

/**
 * A recording that goes on: what there was when the host began (`head`), and from then on (`since`, milliseconds) a new block
 * every ten seconds, each there as soon as it is over, for six hours, of somebody who repeats a visit.
 */
export function ongoingTape(head: readonly TimedLine[], since: number, play = moveJobs): Tape {
  const initialState = blocksOf(head)
  const lastLine = head.at(-1)?.line
  const windowId = lastLine !== undefined && 'windowId' in lastLine ? lastLine.windowId : 'only'

  function blockAt(order: number): Block {
    const startedAt = since + order * collecting
    const endedAt = startedAt + collecting - 1
    return { startedAt, endedAt, lines: () => inWindow(recordedBetween(play, since, startedAt, endedAt + 1), windowId) }
  }

  return (now) => {
    const count = Math.floor(Math.min(Math.max(0, now - since), longest) / collecting)
    return [...initialState, ...Array.from({ length: count }, (_, order) => blockAt(order))]
  }
}
