import { type Measure, scoreOf } from '../activity.ts'
import { activeGap } from '../eventCounts.ts'
import type { Contents } from '../generator.ts'
import { mix, part as shareOf } from '../mix.ts'
import { growthOf } from '../pace.ts'
import type { People } from '../people.ts'
import { commentsOf, otherViewersOf } from '../recordingDetails.ts'
import type { RecordingFacts } from '../recordingFacts.ts'
import type { Site } from '../sites.ts'
import { arrivalOf } from '../visits.ts'
import { usesPhone } from './shopHabits.ts'
import { type Played, type VisitPart, visitParts } from './visitParts.ts'

const purposes = { part: 150, lingers: 151, spread: 152, angle: 153, pauses: 154 }

/** Some go straight on; others are away for half a minute, a few for half an hour. */
const goStraightOn = 0.3
const longestAbsence = 1740

function absenceOf(seed: number, index: number): number {
  if (shareOf(seed, index, purposes.lingers) < goStraightOn) return 0
  const radius = Math.sqrt(-2 * Math.log(1 - shareOf(seed, index, purposes.spread)))
  const normal = radius * Math.cos(2 * Math.PI * shareOf(seed, index, purposes.angle))
  return Math.min(longestAbsence, Math.round(Math.exp(3.4 + 1.5 * normal)))
}

type Draw = (share: number) => VisitPart

/** Draws in proportion to the weight of each, in a few steps. */
function createDraw(parts: readonly VisitPart[]): Draw {
  let sum = 0
  const sums = parts.map(({ weight }) => (sum += weight))
  return (share) => {
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      if ((sums[middle] ?? 0) > share * sum) high = middle
      else low = middle + 1
    }
    const found = parts[low]
    if (found === undefined) throw new Error('No visit was captured. Record them: npm run demo:record')
    return found
  }
}

/** How long somebody was active where the pauses of a part have grown by `missing` milliseconds. */
function activityWithLongerPauses({ activeMilliseconds: active, pauses }: VisitPart, missing: number, seed: number): number {
  const growth = growthOf(pauses.length, missing, seed)
  const added = new Map<number, { length: number; growth: number }>()
  for (const [order, { around }] of pauses.entries()) {
    if (around === null) continue
    const before = added.get(around.from)?.growth ?? 0
    added.set(around.from, { length: around.length, growth: before + (growth[order] ?? 0) })
  }
  return [...added.values()].reduce((sum, gap) => sum + (gap.length + gap.growth <= activeGap ? gap.growth : -gap.length), active)
}

/** What a row says that plays a part of a visit, made so many seconds long. */
export function rowPlaying(part: VisitPart, durationSeconds: number, seed: number) {
  const missing = durationSeconds * 1000 - part.milliseconds
  const activeSeconds = Math.round(activityWithLongerPauses(part, missing, seed) / 1000)
  const activity = {
    durationSeconds,
    activeSeconds,
    inactiveSeconds: durationSeconds - activeSeconds,
    clickCount: part.clickCount,
    keypressCount: part.keypressCount,
    mouseActivityCount: part.mouseActivityCount,
    consoleLogCount: part.consoleLogCount,
    consoleWarnCount: part.consoleWarnCount,
    consoleErrorCount: part.consoleErrorCount,
    activityScore: scoreOf(durationSeconds, activeSeconds, part.clickCount),
  }
  const { visit, from, until } = part
  const played: Played = { visit, from, until, seed }
  return {
    activity,
    consoleMessages: part.consoleMessages,
    events: part.events,
    snapshotLibrary: 'web',
    eventCount: part.eventCount,
    totalSize: part.sizeBytes,
    played,
  } satisfies Partial<RecordingFacts>
}

export function pagesOf({ pages }: VisitPart) {
  return { isMobile: false, pages, startUrl: pages[0] ?? null, endUrl: pages.at(-1) ?? null }
}

/** The shortest that a part can take, in whole seconds. */
export function shortestOf({ milliseconds }: VisitPart): number {
  return Math.ceil(milliseconds / 1000)
}

/** Rows of Leaf & Kettle: each says what it plays, a part of a captured visit with longer pauses (pace.ts). */
export function shopContents(seed: number, site: Site, people: People): Contents {
  const draws = new Map<string, Draw>()

  function drawFor(isPhone: boolean, isNamed: boolean): Draw {
    const key = `${isPhone} ${isNamed}`
    const draw = draws.get(key) ?? createDraw(visitParts().filter((one) => one.isPhone === isPhone && (isNamed || !one.isNamed)))
    draws.set(key, draw)
    return draw
  }

  function partAt(index: number): VisitPart {
    const person = people.personOf(index)
    const draw = drawFor(usesPhone(seed, person), people.kindOf(person) === 'identified')
    return draw(shareOf(seed, index, purposes.part))
  }

  function rowAt(index: number) {
    const part = partAt(index)
    return rowPlaying(part, shortestOf(part) + absenceOf(seed, index), mix(seed, index, purposes.pauses))
  }

  return {
    measureOf: (index: number, measure: Measure) => rowAt(index).activity[measure],
    visitOf: (index) => ({ ...arrivalOf(site, seed, index), ...pagesOf(partAt(index)) }),
    isMobileAt: () => false,
    detailsOf(index) {
      const { consoleMessages, events } = partAt(index)
      return { consoleMessages, events, otherViewers: otherViewersOf(seed, index), comments: commentsOf(seed, index) }
    },
    recordedOf(index) {
      const { snapshotLibrary, eventCount, totalSize, played } = rowAt(index)
      return { snapshotLibrary, eventCount, totalSize, played }
    },
  }
}
