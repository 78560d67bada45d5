import { adding, fullEvent, metaEvent, move, mutation } from '../events.ts'
import { packEvent, type ReplayEvent } from '../pack.ts'
import { element, numbersFrom, serialize } from '../page.ts'
import { type Block, blocksOf, type Line } from '../tape.ts'
import { attackedPage, hostileAddress, hostileWindow, inHostileWindow } from './attackTape.ts'
import type { Lures } from './lures.ts'

/** Damaged recordings are a plain page with its two texts, and around it what should not be there. */

const blockLength = 2000

export function plainEvents(lures: Lures, start: number): ReplayEvent[] {
  const numbers = numbersFrom(1)
  const page = attackedPage({ body: [element('p', {}, 'A plain page')] }, lures, numbers)
  const text = serialize(element('p', {}, lures.recording.showsLater), numbers)
  return [
    metaEvent(start, hostileAddress),
    fullEvent(start + 10, page.root),
    move(start + 600, 200, 150, page.bodyId),
    mutation(start + 2000, { adds: adding(page.bodyId, text) }),
    move(start + 2600, 240, 190, page.bodyId),
    move(start + 4200, 300, 220, page.bodyId),
    move(start + 6000, 420, 260, page.bodyId),
  ]
}

export function blocksOfEvents(events: readonly ReplayEvent[]): Block[] {
  return blocksOf(inHostileWindow(events.map(packEvent)), blockLength)
}

export function plainBlocks(lures: Lures, start: number): Block[] {
  return blocksOfEvents(plainEvents(lures, start))
}

/** The blocks with other lines in them. */
export function withLines(blocks: readonly Block[], change: (lines: readonly Line[], order: number) => readonly Line[]): Block[] {
  return blocks.map((block, order) => ({ ...block, lines: () => change(block.lines(), order) }))
}

export function lineOf(event: unknown): Line {
  return { windowId: hostileWindow, event }
}

/** Puts further lines between those of a block. */
export function among(extra: readonly Line[]) {
  return (lines: readonly Line[]) =>
    lines.flatMap((line, order) => [...extra.filter((_, index) => index % lines.length === order), line])
}
