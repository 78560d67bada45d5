import { snapshotEvents } from '../capturedSessions.ts'
import {
  activeGap,
  activeMilliseconds,
  type Countable,
  isByUser,
  isConsoleLine,
  isMeta,
  measureEvents,
  readEvents,
} from '../eventCounts.ts'
import { type Happening, happeningsOf, messageOf, pageStarts } from '../happenings.ts'
import { longestGaps } from '../pace.ts'
import type { ConsoleMessage } from '../recordingDetails.ts'

/** The captured visits of the shop, and how often each comes. */
const visits = [
  { name: 'order', weight: 6, isPhone: false },
  { name: 'order-lapsang', weight: 5, isPhone: false },
  { name: 'order-sencha', weight: 5, isPhone: false },
  { name: 'join', weight: 4, isPhone: false },
  { name: 'join-green', weight: 3, isPhone: false },
  { name: 'browse', weight: 18, isPhone: false },
  { name: 'browse-black', weight: 15, isPhone: false },
  { name: 'read', weight: 19, isPhone: false },
  { name: 'declined', weight: 5, isPhone: false },
  { name: 'declined-jasmine', weight: 4, isPhone: false },
  { name: 'orders', weight: 9, isPhone: false },
  { name: 'gift', weight: 0, isPhone: false }, // only the named visitor's
  { name: 'tabs', weight: 12, isPhone: false },
  { name: 'phone-browse', weight: 65, isPhone: true },
  { name: 'phone-order', weight: 19, isPhone: true },
  { name: 'phone-order-glass', weight: 16, isPhone: true },
] as const

export type VisitName = (typeof visits)[number]['name']

/** The part of a captured visit from one moment to another, both included, in milliseconds of its own clock. */
export type Played = { visit: VisitName; from: number; until: number; seed: number }

/** A pause that grows where a row is longer, and the two things somebody did around it, if that counts as being active. */
type Pause = { around: { from: number; length: number } | null }

/** A part of a visit, from the beginning of a page to a pause, and what is in it. */
export type VisitPart = ReturnType<typeof measureEvents> &
  Omit<Played, 'seed'> & {
    weight: number
    isPhone: boolean
    /** Whether whoever did this is known by name. */
    isNamed: boolean
    isWhole: boolean
    /** At its own pace. */
    milliseconds: number
    activeMilliseconds: number
    pauses: readonly Pause[]
    sizeBytes: number
    /** The addresses of its pages, in order. */
    pages: readonly string[]
    consoleMessages: readonly ConsoleMessage[]
    events: readonly string[]
  }

/** Nobody leaves in the middle of something: a part ends before a pause of this length, and lasts a while. Milliseconds. */
const hesitation = 700
const shortest = 2500

/** Most visits are seen from their first page on, and many to their end. */
const firstPageWeight = 4
const wholeWeight = 5

function namesOfEvents(
  pages: readonly string[],
  messages: readonly ConsoleMessage[],
  happenings: readonly Happening[],
  clickCount: number,
): string[] {
  const isOn = (path: string) => pages.some((page) => page.includes(path))
  const isSaid = (words: string) => messages.some(({ message }) => message.includes(words))
  return [
    '$pageview',
    '$pageleave',
    ...(clickCount > 0 ? ['$autocapture'] : []),
    ...(messages.some(({ level }) => level === 'error') ? ['$exception'] : []),
    ...(['$rageclick', '$dead_click'] as const).filter((name) => happenings.some(({ event }) => event === name)),
    ...(isOn('/products/') ? ['product viewed'] : []),
    ...(isSaid('basket: ') ? ['added to cart'] : []),
    ...(isOn('/checkout') ? ['checkout started'] : []),
    ...(isOn('/thank-you') ? ['order placed'] : []),
    ...(isSaid('is in') ? ['member joined'] : []),
  ]
}

/** Where a visit can be left, from a moment on. */
function endsOf(events: readonly Countable[], from: number): number[] {
  const later = events.filter(({ timestamp }) => timestamp >= from)
  const acts = later.filter((event) => isByUser(event) || isMeta(event)).map(({ timestamp }) => timestamp)
  const beforePauses = acts.flatMap((time, order) => {
    const next = acts[order + 1]
    if (next === undefined || next - time < hesitation) return []
    return later.findLast(({ timestamp }) => timestamp < next)?.timestamp ?? []
  })
  const last = later.at(-1)?.timestamp ?? from
  return [...new Set([...beforePauses, last])].filter((until) => until - from >= shortest)
}

function pausesOf(events: readonly Countable[]): Pause[] {
  const acts = events.filter(isByUser).map(({ timestamp }) => timestamp)
  return longestGaps(events.map(({ timestamp }) => timestamp)).map((gap) => {
    const next = acts.findIndex((time) => time > gap.from)
    const from = acts[next - 1]
    const length = (acts[next] ?? 0) - (from ?? 0)
    return { around: from === undefined || length > activeGap ? null : { from, length } }
  })
}

type Sized = { event: Countable; bytes: number }

function partOf(visit: (typeof visits)[number], all: readonly Sized[], from: number, until: number) {
  const played = all.filter(({ event }) => event.timestamp >= from && event.timestamp <= until)
  const events = played.map(({ event }) => event)
  const pages = pageStarts(events).map(({ href }) => href)
  const messages = events.filter(isConsoleLine).map(messageOf)
  const counts = measureEvents(events)
  const happenings = happeningsOf(visitFile(visit.name)).filter(({ at }) => at >= from && at <= until)
  const happened = namesOfEvents(pages, messages, happenings, counts.clickCount)
  const isWhole = until === all.at(-1)?.event.timestamp
  return {
    ...counts,
    visit: visit.name,
    from,
    until,
    isPhone: visit.isPhone,
    isNamed: pages.some((page) => /\/(thank-you|account)\b/.test(page)) || happened.includes('member joined'),
    isWhole,
    weight: (from === all[0]?.event.timestamp ? firstPageWeight : 1) * (isWhole ? wholeWeight : 1),
    milliseconds: until - from,
    activeMilliseconds: activeMilliseconds(events),
    pauses: pausesOf(events),
    sizeBytes: played.reduce((sum, { bytes }) => sum + bytes, 0),
    pages,
    consoleMessages: messages,
    events: happened,
  }
}

function partsOf(visit: (typeof visits)[number]): VisitPart[] {
  const raw = snapshotEvents(visitFile(visit.name))
  const all = raw
    .flatMap(({ event }) => readEvents([event]).map((one) => ({ event: one, bytes: JSON.stringify(event).length })))
    .toSorted((one, other) => one.event.timestamp - other.event.timestamp)
  const events = all.map(({ event }) => event)
  const isOneTab = new Set(raw.map(({ windowId }) => windowId)).size === 1
  // Nobody begins where an order ends.
  const pages = pageStarts(events).filter(({ href }) => !href.endsWith('/thank-you'))
  const starts = [events[0]?.timestamp ?? 0, ...(isOneTab ? pages.slice(1).map(({ timestamp }) => timestamp) : [])]
  const parts = starts.flatMap((from) => endsOf(events, from).map((until) => partOf(visit, all, from, until)))
  const sum = parts.reduce((weights, { weight }) => weights + weight, 0)
  return parts.map((part) => ({ ...part, weight: (part.weight * visit.weight) / sum }))
}

/** The name under which a visit is stored, for `snapshotEvents`. */
export function visitFile(name: VisitName): string {
  return `tea/${name}`
}

let made: VisitPart[] | undefined

/** Every part of a captured visit that a row may play. Made when first asked for. */
export function visitParts(): readonly VisitPart[] {
  return (made ??= visits.flatMap(partsOf))
}
