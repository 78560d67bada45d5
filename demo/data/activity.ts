import { mix, part } from './mix.ts'

/** What is counted in a recording. Seconds are whole; active and inactive ones add up to the duration. */
export type Activity = {
  durationSeconds: number
  activeSeconds: number
  inactiveSeconds: number
  clickCount: number
  keypressCount: number
  mouseActivityCount: number
  consoleLogCount: number
  consoleWarnCount: number
  consoleErrorCount: number
  activityScore: number
}
export type Measure = keyof Activity

const purposes = { length: 10, spread: 11, engagement: 12, clicks: 13, keys: 14, mouse: 15, errors: 16, warnings: 17, logs: 18 }

/** Short of `youngest` in timeline.ts. */
const longest = 5400
const shortest = 3

/** Lengths drawn once, from which each visit gets one: most take two minutes, a few an hour (a log-normal spread). */
const lengths = Array.from({ length: 4096 }, (_, draw) => {
  const radius = Math.sqrt(-2 * Math.log(1 - part(0, draw, purposes.length)))
  const angle = 2 * Math.PI * part(0, draw, purposes.spread)
  const seconds = Math.round(Math.exp(4.95 + 1.2 * radius * Math.cos(angle)))
  return Math.min(longest, Math.max(shortest, seconds))
})

function durationOf(seed: number, index: number): number {
  return lengths[mix(seed, index, purposes.length) % lengths.length] ?? shortest
}

function activeOf(seed: number, index: number): number {
  const engaged = 0.08 + 0.92 * part(seed, index, purposes.engagement) ** 0.8
  return Math.round(durationOf(seed, index) * engaged)
}

/** A count that grows with activity: zero for some visits, low for most, high for a few. */
function heldBy(seed: number, index: number, purpose: number, none: number, perSecond: number): number {
  const share = part(seed, index, purpose)
  return share < none ? 0 : Math.floor(activeOf(seed, index) * perSecond * ((share - none) / (1 - none)) ** 2)
}

/** Nothing for most visits, a few for some, very many for hardly any. */
function lines(seed: number, index: number, purpose: number, none: number, usual: number): number {
  const number = mix(seed, index, purpose)
  const share = number / 0x1_0000_0000
  if (share < none) return 0
  const rare = number % 97 === 0 ? 20 : 1
  return Math.min(2000, 1 + Math.floor(-Math.log((1 - share) / (1 - none)) * usual * rare))
}

function clicksOf(seed: number, index: number): number {
  return heldBy(seed, index, purposes.clicks, 0.06, 0.32)
}

/** How lively a recording was, from 0 to 100, to two digits. */
export function scoreOf(durationSeconds: number, activeSeconds: number, clickCount: number): number {
  const engaged = durationSeconds === 0 ? 0 : activeSeconds / durationSeconds
  return Math.round(100 * (engaged * 60 + 40 * (1 - Math.exp(-clickCount / 15)))) / 100
}

const measures: Record<Measure, (seed: number, index: number) => number> = {
  durationSeconds: durationOf,
  activeSeconds: activeOf,
  inactiveSeconds: (seed, index) => durationOf(seed, index) - activeOf(seed, index),
  clickCount: clicksOf,
  keypressCount: (seed, index) => heldBy(seed, index, purposes.keys, 0.5, 0.9),
  mouseActivityCount: (seed, index) => clicksOf(seed, index) * 3 + heldBy(seed, index, purposes.mouse, 0, 4),
  consoleLogCount: (seed, index) => lines(seed, index, purposes.logs, 0.3, 9),
  consoleWarnCount: (seed, index) => lines(seed, index, purposes.warnings, 0.6, 3),
  consoleErrorCount: (seed, index) => lines(seed, index, purposes.errors, 0.78, 2.5),
  activityScore: (seed, index) => scoreOf(durationOf(seed, index), activeOf(seed, index), clicksOf(seed, index)),
}

/** One count of a generated recording, cheap enough for a million of them. */
export function measureOf(seed: number, index: number, measure: Measure): number {
  return measures[measure](seed, index)
}

/** An object with every measure. */
export function eachMeasure<Value>(valueOf: (measure: Measure) => Value): Record<Measure, Value> {
  return {
    durationSeconds: valueOf('durationSeconds'),
    activeSeconds: valueOf('activeSeconds'),
    inactiveSeconds: valueOf('inactiveSeconds'),
    clickCount: valueOf('clickCount'),
    keypressCount: valueOf('keypressCount'),
    mouseActivityCount: valueOf('mouseActivityCount'),
    consoleLogCount: valueOf('consoleLogCount'),
    consoleWarnCount: valueOf('consoleWarnCount'),
    consoleErrorCount: valueOf('consoleErrorCount'),
    activityScore: valueOf('activityScore'),
  }
}
