import { type Activity, activityOf, type Measure, measureOf } from './activity.ts'
import { type RecordingDetails, detailsOf, isViewedAt } from './recordingDetails.ts'
import { numberInOldId, numberInUuid, oldIdOf, uuidOf } from './identifiers.ts'
import { mix } from './mix.ts'
import { createPeople, type People } from './people.ts'
import type { RecordingFacts } from './recordingFacts.ts'
import type { Site } from './sites.ts'
import { createTimeline, type Timeline } from './timeline.ts'
import { isMobileAt, type Visit, visitOf } from './visits.ts'

export type GeneratorOptions = { seed: number; count: number; anchor: number; zoneHours: number; site: Site }

/** Makes up recordings: any of them, at any time, without keeping one. Row 0 is the newest. */
export type Generator = {
  timeline: Timeline
  people: People
  measureOf(index: number, measure: Measure): number
  idOf(index: number): string
  distinctIdOf(index: number): string
  factsOf(index: number, startedAt?: number): RecordingFacts
  visitOf(index: number): Visit
  detailsOf(index: number): RecordingDetails
  isMobileAt(index: number): boolean
  staffMail: string
  indexOf(id: string): number | null
  isViewedAt(index: number): boolean
}

const purposes = { idStyle: 80, library: 81, size: 82 }

function libraryOf(seed: number, index: number, isMobile: boolean): string {
  if (!isMobile) return 'web'
  return mix(seed, index, purposes.library) % 3 === 0 ? 'posthog-android' : 'posthog-ios'
}

function weightOf(seed: number, index: number, activity: Activity) {
  const { mouseActivityCount, clickCount, keypressCount, durationSeconds } = activity
  const eventCount = 12 + mouseActivityCount + clickCount * 4 + keypressCount + Math.floor(durationSeconds / 5)
  return { eventCount, totalSize: 48_000 + eventCount * (180 + (mix(seed, index, purposes.size) % 240)) }
}

export function createGenerator({ seed, count, anchor, zoneHours, site }: GeneratorOptions): Generator {
  const timeline = createTimeline({ seed, count, anchor, zoneHours })
  const people = createPeople({ seed, recordings: count, anchor, staffMail: site.staffMail })

  function idOf(index: number, startedAt: number): string {
    return mix(seed, index, purposes.idStyle) % 61 === 0 ? oldIdOf(index, startedAt, seed) : uuidOf(index, startedAt, seed)
  }

  function factsOf(index: number, startedAt = timeline.startOf(index)): RecordingFacts {
    const activity = activityOf(seed, index)
    const visit = visitOf(site, seed, index)
    const person = people.factsOf(people.personOf(index))
    return {
      id: idOf(index, startedAt),
      startedAt,
      distinctId: person.distinctIds[people.slotOf(index)] ?? null,
      person: person.kind === 'absent' ? null : person,
      activity,
      visit,
      isOngoing: false,
      isViewed: isViewedAt(seed, index),
      ...detailsOf(seed, index, visit.isMobile, activity),
      snapshotLibrary: libraryOf(seed, index, visit.isMobile),
      ...weightOf(seed, index, activity),
      overrides: {},
    }
  }

  function indexOf(id: string): number | null {
    const index = numberInUuid(id, seed) ?? numberInOldId(id, seed)
    return index !== null && index < count && idOf(index, timeline.startOf(index)) === id ? index : null
  }

  return {
    timeline,
    people,
    measureOf: (index, measure) => measureOf(seed, index, measure),
    idOf: (index) => idOf(index, timeline.startOf(index)),
    distinctIdOf: (index) => people.distinctIdOf(people.personOf(index), people.slotOf(index)),
    factsOf,
    visitOf: (index) => visitOf(site, seed, index),
    isMobileAt: (index) => isMobileAt(seed, index),
    detailsOf(index) {
      const counts = {
        clickCount: measureOf(seed, index, 'clickCount'),
        consoleLogCount: measureOf(seed, index, 'consoleLogCount'),
        consoleWarnCount: measureOf(seed, index, 'consoleWarnCount'),
        consoleErrorCount: measureOf(seed, index, 'consoleErrorCount'),
      }
      return detailsOf(seed, index, isMobileAt(seed, index), counts)
    },
    staffMail: site.staffMail,
    indexOf,
    isViewedAt: (index) => isViewedAt(seed, index),
  }
}
