import type { RecordingFacts } from '../data/recordingFacts.ts'
import { hour } from '../data/timeline.ts'
import { snapshotFailures } from '../data/snapshotFailures.ts'
import { playCaptured } from './capturedTape.ts'
import { mobileTape } from './mobileTape.ts'
import { ongoingTape } from './ongoingTape.ts'
import { type } from './rrweb.ts'
import { type Block, blocksOf, type Line, type Tape, tapeOfBlocks, type TimedLine } from './tape.ts'

/** What recordings play whose snapshots go wrong, where nothing else is said. */
const borrowed = 'shop-checkout'

const hugeLetters = 40_000_000
const shortBlock = 400

function usual({ startedAt }: RecordingFacts): TimedLine[] {
  return playCaptured(borrowed, startedAt, null)
}

function typeOf({ line }: TimedLine): unknown {
  const event = 'event' in line ? line.event : null
  return typeof event === 'object' && event !== null && 'type' in event ? event.type : null
}

function changed(blocks: readonly Block[], change: (block: Block, order: number) => Block): Tape {
  return tapeOfBlocks(blocks.map(change))
}

/** The block without its end: its last line breaks off. */
function cutShort(block: Block): Block {
  const lines = block.lines()
  const half = Math.floor(lines.length / 2)
  const text = JSON.stringify(lines[half] ?? null)
  return { ...block, lines: () => [...lines.slice(0, half), { raw: text.slice(0, Math.floor(text.length / 2)) }] }
}

function withGiant(block: Block): Block {
  const payload = { tag: '$giant', payload: { letters: 'x'.repeat(hugeLetters) } }
  const giant: Line = { windowId: 'giant', event: { type: type.custom, timestamp: block.startedAt, data: payload } }
  return { ...block, lines: () => [giant, ...block.lines()] }
}

type Make = (facts: RecordingFacts, anchor: number) => Tape

const tapes: Partial<Record<keyof typeof snapshotFailures, Make>> = {
  unavailable: (facts) => changed(blocksOf(usual(facts)), (block) => ({ ...block, isLost: true })),
  someLost: (facts) => changed(blocksOf(usual(facts)), (block, order) => ({ ...block, isLost: order === 1 || order === 2 })),
  stillIngesting: () => tapeOfBlocks([]),
  stillRecording: (facts, anchor) => {
    const length = anchor - facts.startedAt - hour / 60
    return ongoingTape(playCaptured('long-visit', facts.startedAt, length), anchor)
  },
  cutShort: (facts) => changed(blocksOf(usual(facts)), (block, order) => (order === 1 ? cutShort(block) : block)),
  slowBlock: (facts) => changed(blocksOf(usual(facts)), (block, order) => ({ ...block, isSlow: order === 2 })),
  manyBlocks: (facts) => tapeOfBlocks(blocksOf(usual(facts), shortBlock)),
  hugeBlock: (facts) => changed(blocksOf(usual(facts)), (block, order) => (order === 1 ? withGiant(block) : block)),
  oneEvent: (facts) => tapeOfBlocks(blocksOf(usual(facts).slice(0, 1))),
  noFullSnapshot: (facts) => tapeOfBlocks(blocksOf(usual(facts).filter((line) => typeOf(line) !== type.full))),
  wireframes: (facts) => tapeOfBlocks(blocksOf(mobileTape(facts, 'wireframes'))),
}

/** The tape of a recording whose snapshots are unusual on purpose; null for all others. `anchor`: when the host began. */
export function unusualTape(facts: RecordingFacts, anchor: number): Tape | null {
  const found = Object.entries(snapshotFailures).find(([, { id }]) => id === facts.id)
  if (found === undefined) return null
  const make = new Map<string, Make>(Object.entries(tapes)).get(found[0])
  return make === undefined ? tapeOfBlocks(blocksOf(usual(facts))) : make(facts, anchor)
}
