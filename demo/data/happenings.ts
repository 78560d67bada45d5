import * as v from 'valibot'
import { snapshotEvents } from './capturedSessions.ts'
import { createDocumentMirror } from './documentMirror.ts'
import { type Countable, isAnswer, isClick, isConsoleLine, isMeta, readEvents } from './eventCounts.ts'
import type { ConsoleMessage } from './recordingDetails.ts'

/**
 * Something that a visitor did or met in a captured session. `at` is in milliseconds of the captured clock; `text` is the message
 * of an exception or the label of what was clicked.
 */
export type Happening = {
  event: '$pageview' | '$autocapture' | '$exception' | '$rageclick' | '$dead_click' | 'failed request'
  at: number
  url: string | null
  text: string | null
}

/** So many clicks on one element within this time are a rage click. The SDK wants them a second apart; visits of the demo are slower. */
const rage = { clicks: 3, milliseconds: 6000 }

/** A click that nothing answers for this long is a dead click, as in the SDK. */
const deadAfterMs = 2500

export function messageOf({ data }: Countable): ConsoleMessage {
  const { level, payload } = data.payload
  const message = payload.map((one) => one.replaceAll(/^"|"$/g, '')).join(' ')
  if (level === 'error' || level === 'assert') return { level: 'error', message }
  return { level: level === 'warn' ? 'warn' : 'info', message }
}

/** A page that is shown anew says its address once more, which begins no other page. */
export function pageStarts(events: readonly Countable[]): { timestamp: number; href: string }[] {
  const metas = events.filter(isMeta).map(({ timestamp, data }) => ({ timestamp, href: data.href ?? '' }))
  return metas.filter(({ href }, order) => href !== metas[order - 1]?.href)
}

type Click = { at: number; window: string; id: number; tag: string; text: string | null }

const fields = new Set(['input', 'select', 'textarea', 'label', 'option'])
const Target = v.object({ data: v.object({ id: v.number() }) })

type Recorded = { windowId: string; event: Record<string, unknown>; read: Countable }

function clicksOf(all: readonly Recorded[]): Click[] {
  const mirrors = new Map<string, ReturnType<typeof createDocumentMirror>>()
  return all.flatMap(({ windowId, event, read }) => {
    const mirror = mirrors.get(windowId) ?? createDocumentMirror()
    mirrors.set(windowId, mirror)
    mirror.apply(event)
    const target = isClick(read) ? v.safeParse(Target, event) : null
    if (target === null || !target.success) return []
    const { id } = target.output.data
    const element = mirror.element(id)
    return [{ at: read.timestamp, window: windowId, id, tag: element?.tag ?? '', text: element?.label || null }]
  })
}

function isRage({ at, id, window }: Click, clicks: readonly Click[]): boolean {
  const same = clicks.filter((one) => one.id === id && one.window === window && one.at <= at && at - one.at <= rage.milliseconds)
  return same.length === rage.clicks
}

function isDead({ at, tag }: Click, events: readonly Countable[]): boolean {
  if (fields.has(tag)) return false
  return !events.some((event) => isAnswer(event) && event.timestamp > at && event.timestamp <= at + deadAfterMs)
}

const NetworkLine = v.object({
  type: v.literal(6),
  timestamp: v.number(),
  data: v.object({
    plugin: v.literal('rrweb/network@1'),
    payload: v.object({ requests: v.array(v.object({ responseStatus: v.optional(v.number()) })) }),
  }),
})

function failedRequests({ event }: Recorded): number[] {
  const line = v.safeParse(NetworkLine, event)
  if (!line.success) return []
  const failed = line.output.data.payload.requests.filter(({ responseStatus = 0 }) => responseStatus >= 400)
  return failed.map(() => line.output.timestamp)
}

function readHappenings(file: string): Happening[] {
  const all = snapshotEvents(file)
    .flatMap((one) => readEvents([one.event]).map((read) => ({ ...one, read })))
    .toSorted((one, other) => one.read.timestamp - other.read.timestamp)
  const events = all.map(({ read }) => read)
  const pages = pageStarts(events)
  const clicks = clicksOf(all)
  const happening = (event: Happening['event'], at: number, text: string | null): Happening => {
    const url = pages.findLast(({ timestamp }) => timestamp <= at)?.href ?? null
    return { event, at, url, text }
  }
  return [
    ...pages.map(({ timestamp }) => happening('$pageview', timestamp, null)),
    ...clicks.map(({ at, text }) => happening('$autocapture', at, text)),
    ...clicks.filter((one) => isRage(one, clicks)).map(({ at, text }) => happening('$rageclick', at, text)),
    ...clicks.filter((one) => isDead(one, events)).map(({ at, text }) => happening('$dead_click', at, text)),
    ...events.flatMap((event) => {
      const { level, message } = isConsoleLine(event) ? messageOf(event) : { level: null, message: '' }
      return level === 'error' ? [happening('$exception', event.timestamp, message)] : []
    }),
    ...all.flatMap(failedRequests).map((at) => happening('failed request', at, null)),
  ].toSorted((one, other) => one.at - other.at)
}

const known = new Map<string, Happening[]>()

/** What happened in the captured session of this file, by what was recorded, in the order of time. Read once. */
export function happeningsOf(file: string): readonly Happening[] {
  const found = known.get(file) ?? readHappenings(file)
  known.set(file, found)
  return found
}
