import { adding, fullEvent, metaEvent, move, mutation } from '../events.ts'
import { packEvent, type ReplayEvent } from '../pack.ts'
import { type } from '../rrweb.ts'
import type { TimedLine } from '../tape.ts'
import {
  type Attributes,
  element,
  type Numbers,
  numbersFrom,
  type Page,
  pageOf,
  type Piece,
  serialize,
  type Serialized,
} from '../page.ts'
import type { Lures } from './lures.ts'

/** What stands in the way of whoever plays a recording. */
export type Attack = {
  head?: readonly Piece[]
  body: readonly Piece[]
  /** Attributes of the body element. */
  bodyAttributes?: Attributes
  /** Too large to be tried again by changes. */
  once?: true
  /** Further events, given the page and fresh numbers; times are milliseconds from the start. */
  events?: (page: Page, numbers: Numbers) => readonly { at: number; data: unknown; type?: number }[]
}

export const hostileWindow = 'hostile-window'
export const hostileAddress = 'https://www.leafandkettle.example/demo/hostile'
/** When the later text is added, and when all is over, in milliseconds from the start. */
const later = 2000
const end = 6000

type Bare = { node: Serialized; attributes: Attributes; textValues: { id: number; value: string }[] }

/** An element without its attributes and textValues, which a later change gives back to it. */
function bare(piece: Piece, numbers: Numbers): Bare[] {
  if (!('tag' in piece)) return []
  const texts = piece.children.flatMap((child) => ('text' in child ? [child] : []))
  const empty = texts.map((child) => ({ ...child, text: '' }))
  const serialized = serialize({ ...piece, attributes: {}, children: empty }, numbers)
  const textValues = (serialized.childNodes ?? []).map(({ id }, order) => ({ id, value: texts[order]?.text ?? '' }))
  return [{ node: serialized, attributes: piece.attributes, textValues }]
}

/** The page on which an attack stands, with the text that a correct player shows. */
export function attackedPage({ head = [], body, bodyAttributes = {} }: Attack, { recording }: Lures, numbers: Numbers): Page {
  const heading = element('h1', {}, recording.shows)
  return pageOf(head, element('body', bodyAttributes, heading, ...body), numbers, recording.title)
}

/**
 * An attack tried in four ways, one after another: in the full snapshot, by nodes that a change adds, by attributes and by
 * textValues that a change sets on nodes added without them. Takes six seconds; packed as the SDK packs.
 */
export function attackEvents(attack: Attack, lures: Lures, start: number): ReplayEvent[] {
  const numbers = numbersFrom(1)
  const page = attackedPage(attack, lures, numbers)
  const pieces = [...(attack.head ?? []), ...attack.body]
  const text = serialize(element('p', {}, lures.recording.showsLater), numbers)
  const inBody = (attack.once === true ? [] : attack.body).map((piece) => serialize(piece, numbers))
  const inHead = (attack.head ?? []).map((piece) => serialize(piece, numbers))
  const bares = attack.once === true ? [] : pieces.flatMap((piece) => bare(piece, numbers))
  const attributes = [
    ...bares.map((one) => ({ id: one.node.id, attributes: one.attributes })),
    { id: page.bodyId, attributes: attack.bodyAttributes ?? {} },
  ]
  const further = attack.events?.(page, numbers) ?? []
  return [
    metaEvent(start, hostileAddress),
    fullEvent(start + 10, page.root),
    move(start + 600, 200, 150, page.bodyId),
    mutation(start + later, {
      adds: [...adding(page.bodyId, text, ...inBody, ...bares.map((one) => one.node)), ...adding(page.headId, ...inHead)],
    }),
    mutation(start + later + 500, { attributes }),
    mutation(start + later + 1000, { texts: bares.flatMap(({ textValues }) => textValues) }),
    ...further.map(({ at, data, type: kind = type.change }) => ({ type: kind, timestamp: start + at, data })),
    move(start + end, 420, 260, page.bodyId),
  ]
    .toSorted((one, other) => one.timestamp - other.timestamp)
    .map(packEvent)
}

export function inHostileWindow(events: readonly ReplayEvent[]): TimedLine[] {
  return events.map((event) => ({ time: event.timestamp, line: { windowId: hostileWindow, event } }))
}
