import { adding, metaEvent, move, mutation } from '../events.ts'
import { packEvent, packing, packText } from '../pack.ts'
import { element, numbersFrom, type Piece, serialize, type Serialized } from '../page.ts'
import { type } from '../rrweb.ts'
import { type Block, blocksOf } from '../tape.ts'
import { attackedPage, hostileAddress, inHostileWindow } from './attackTape.ts'
import type { Lures } from './lures.ts'

const depth = 2000
const blockLength = 2000

function tower(): Piece {
  return Array.from({ length: depth }).reduce<Piece>((inner) => element('div', {}, inner), { text: 'At the bottom' })
}

/** The JSON of a node. JSON.stringify would run out of stack before it came to the bottom. */
function write({ childNodes, ...node }: Serialized): string {
  const own = JSON.stringify(node)
  return childNodes === undefined ? own : `${own.slice(0, -1)},"childNodes":[${childNodes.map(write).join(',')}]}`
}

/** A document of elements inside each other, of which as many again come later. */
export function deep(lures: Lures, start: number): Block[] {
  const numbers = numbersFrom(1)
  const page = attackedPage({ body: [tower()] }, lures, numbers)
  const data = packText(`{"node":${write(page.root)},"initialOffset":{"top":0,"left":0}}`)
  const text = serialize(element('p', {}, lures.recording.showsLater), numbers)
  const events = [
    metaEvent(start, hostileAddress),
    { type: type.full, timestamp: start + 10, data, cv: packing },
    move(start + 600, 200, 150, page.bodyId),
    packEvent(mutation(start + 2000, { adds: adding(page.bodyId, text) })),
    packEvent(mutation(start + 4000, { adds: adding(page.bodyId, serialize(tower(), numbers)) })),
    move(start + 6000, 420, 260, page.bodyId),
  ]
  return blocksOf(inHostileWindow(events), blockLength)
}
