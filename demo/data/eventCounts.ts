import * as v from 'valibot'

/** What the counts need of an rrweb event; anything else in it is let be. */
const Countable = v.object({
  type: v.number(),
  timestamp: v.number(),
  data: v.fallback(
    v.object({
      source: v.optional(v.number()),
      type: v.optional(v.number()),
      href: v.optional(v.string()),
      plugin: v.optional(v.string()),
      payload: v.fallback(v.object({ level: v.optional(v.string()), payload: v.fallback(v.array(v.string()), []) }), {
        payload: [],
      }),
    }),
    { payload: { payload: [] } },
  ),
})
export type Countable = v.InferOutput<typeof Countable>

const rrweb = { incremental: 3, meta: 4, plugin: 6 }

/** Between what somebody does no longer than this passes while they are active. Milliseconds. */
export const activeGap = 5000

const source = { mutation: 0, mouseMove: 1, mouseInteraction: 2, scroll: 3, resize: 4, input: 5, touchMove: 6, drag: 12 }
const click = 2
const userSources: (number | undefined)[] = Object.values(source).filter((one) => one !== source.mutation)

/** rrweb events as far as they are counted, in the order of their time. */
export function readEvents(raw: readonly unknown[]): Countable[] {
  return raw.map((event) => v.parse(Countable, event)).toSorted((one, other) => one.timestamp - other.timestamp)
}

export function isMeta({ type }: Countable): boolean {
  return type === rrweb.meta
}

/** Whether somebody did it: pointer, scroll, resize, input, touch or drag. */
export function isByUser(event: Countable): boolean {
  return isBySource(event, ...userSources)
}

export function isConsoleLine({ type, data }: Countable): boolean {
  return type === rrweb.plugin && data.plugin === 'rrweb/console@1'
}

export function isClick(event: Countable): boolean {
  return isBySource(event, source.mouseInteraction) && event.data.type === click
}

/** Whether the page changed, scrolled or was left, by which it answers a click. */
export function isAnswer(event: Countable): boolean {
  return isMeta(event) || isBySource(event, source.mutation, source.scroll)
}

function isBySource(event: Countable, ...sources: (number | undefined)[]): boolean {
  return event.type === rrweb.incremental && sources.includes(event.data.source)
}

/** Gaps of at most 5 s between what somebody did. */
export function activeMilliseconds(events: readonly Countable[]): number {
  const times = events.filter(isByUser).map(({ timestamp }) => timestamp)
  return times.reduce((sum, time, index) => {
    const gap = time - (times[index - 1] ?? time)
    return gap <= activeGap ? sum + gap : sum
  }, 0)
}

function consoleCounts(events: readonly Countable[]) {
  const levels = events.filter(isConsoleLine).map(({ data }) => data.payload.level)
  const errors = levels.filter((level) => level === 'error' || level === 'assert').length
  const warnings = levels.filter((level) => level === 'warn' || level === 'countReset').length
  return {
    consoleLogCount: levels.length - errors - warnings,
    consoleWarnCount: warnings,
    consoleErrorCount: errors,
  }
}

function toHundredths(milliseconds: number): number {
  return Math.round(milliseconds / 10) / 100
}

/** The counts of events in the order of their time; see `capturedSessions` for how each is counted. */
export function measureEvents(events: readonly Countable[]) {
  const first = events[0]?.timestamp ?? 0
  const milliseconds = (events.at(-1)?.timestamp ?? first) - first
  const durationSeconds = Math.floor(milliseconds / 1000)
  const activeSeconds = Math.min(durationSeconds, toHundredths(activeMilliseconds(events)))
  return {
    durationSeconds,
    activeSeconds,
    inactiveSeconds: Math.round((durationSeconds - activeSeconds) * 100) / 100,
    clickCount: events.filter(isClick).length,
    keypressCount: events.filter((event) => isBySource(event, source.input)).length,
    mouseActivityCount: events.filter(isByUser).length,
    ...consoleCounts(events),
    startUrl: events.find(isMeta)?.data.href ?? null,
    eventCount: events.length,
  }
}
