import * as v from 'valibot'
import type { CaptureRow } from '#api/recordings/captureRates.ts'

const Day = v.object({ day: v.string(), seen: v.number(), recorded: v.number() })
type Day = v.InferOutput<typeof Day>

/** Days on which far fewer sessions were recorded than usual. `to` is null if it goes on. Ratios from 0 to 1. */
const Dip = v.object({ from: v.string(), to: v.nullable(v.string()), ratio: v.number(), usual: v.number() })
export type Dip = v.InferOutput<typeof Dip>

const Text = v.nullable(v.string())

/** Sessions that say the same of their recorder. */
const Evidence = v.object({
  host: Text,
  version: Text,
  status: Text,
  rate: v.nullable(v.number()),
  isBlocked: v.boolean(),
  seen: v.number(),
  recorded: v.number(),
})
export type Evidence = v.InferOutput<typeof Evidence>

/** `evidence` is that of the dip, or of all days without one, most sessions lost first. `missing`: why nothing is known. */
export const CaptureHealth = v.object({
  missing: v.nullable(v.picklist(['scope', 'table'])),
  days: v.array(Day),
  dip: v.nullable(Dip),
  evidence: v.array(Evidence),
})
export type CaptureHealth = v.InferOutput<typeof CaptureHealth>

/** Fewer sessions than this say nothing about a day. */
const leastSeen = 10
/** A day is low if it recorded less than this part of what is usual. */
const lowPart = 0.75
const maxEvidence = 12

export function unknownHealth(missing: 'scope' | 'table'): CaptureHealth {
  return { missing, days: [], dip: null, evidence: [] }
}

export function ratioOf({ seen, recorded }: Pick<Day, 'seen' | 'recorded'>): number {
  return seen === 0 ? 0 : recorded / seen
}

function sum(rows: readonly Pick<Day, 'seen' | 'recorded'>[]) {
  return rows.reduce((all, { seen, recorded }) => ({ seen: all.seen + seen, recorded: all.recorded + recorded }), {
    seen: 0,
    recorded: 0,
  })
}

function byDay(rows: readonly CaptureRow[]): Day[] {
  const days = new Map<string, CaptureRow[]>()
  for (const row of rows) days.set(row.day, [...(days.get(row.day) ?? []), row])
  return [...days].map(([day, all]) => ({ day, ...sum(all) })).toSorted((one, other) => (one.day < other.day ? -1 : 1))
}

/** The ratio that a good quarter of the days exceeds, so that a long dip does not count as usual. */
function usualRatio(days: readonly Day[]): number {
  const ratios = days.map(ratioOf).toSorted((one, other) => one - other)
  return ratios[Math.floor((ratios.length - 1) * 0.75)] ?? 0
}

/** The latest run of low days; null if there is none. */
export function findDip(days: readonly Day[]): Dip | null {
  const telling = days.filter(({ seen }) => seen >= leastSeen)
  const usual = usualRatio(telling)
  const isLow = (day: Day) => ratioOf(day) < usual * lowPart
  const end = telling.findLastIndex(isLow)
  if (end < 0) return null
  const begin = telling.slice(0, end).findLastIndex((day) => !isLow(day)) + 1
  const low = telling.slice(begin, end + 1)
  const before = sum(telling.filter((day) => !isLow(day)))
  const [first] = low
  if (first === undefined || before.seen === 0) return null
  const to = end === telling.length - 1 ? null : (low.at(-1)?.day ?? null)
  return { from: first.day, to, ratio: ratioOf(sum(low)), usual: ratioOf(before) }
}

function evidenceOf(rows: readonly CaptureRow[]): Evidence[] {
  const groups = new Map<string, Evidence>()
  for (const { day: _, ...row } of rows) {
    const { host, version, status, rate, isBlocked } = row
    const name = JSON.stringify([host, version, status, rate, isBlocked])
    const group = groups.get(name)
    groups.set(name, group ? { ...group, ...sum([group, row]) } : row)
  }
  const lost = ({ seen, recorded }: Evidence) => seen - recorded
  return [...groups.values()].toSorted((one, other) => lost(other) - lost(one)).slice(0, maxEvidence)
}

export function captureHealth(rows: readonly CaptureRow[]): CaptureHealth {
  const days = byDay(rows)
  const dip = findDip(days)
  const isInDip = ({ day }: CaptureRow) => dip !== null && day >= dip.from && (dip.to === null || day <= dip.to)
  return { missing: null, days, dip, evidence: evidenceOf(dip === null ? rows : rows.filter(isInDip)) }
}

/** Why sessions like these were not recorded, in a few words (posthog-api.md#h3-sql-over-replay-data). */
export function reasonText({ status, rate, isBlocked, seen, recorded }: Evidence): string {
  if (recorded === seen) return 'Recorded'
  if (isBlocked) return 'Recorder script blocked or not loaded'
  if (rate !== null && rate < 1 && status !== 'buffering') return `Sampling keeps ${Math.round(rate * 100)}%`
  if (status === 'disabled') return 'Recording turned off'
  if (status === 'buffering') return 'Too short, or no trigger yet'
  if (status === 'paused' || status === 'trigger_pending') return 'Paused, or waiting for a trigger'
  if (status === null) return 'SDK gives no reason'
  return ['active', 'sampled'].includes(status) ? 'Nothing arrived' : `Status: ${status}`
}
