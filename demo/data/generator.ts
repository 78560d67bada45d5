import { eachMeasure, type Measure, measureOf } from './activity.ts'
import { type RecordingDetails, detailsOf, isViewedAt } from './recordingDetails.ts'
import { numberInOldId, numberInUuid, oldIdOf, uuidOf } from './identifiers.ts'
import { mix } from './mix.ts'
import { createPeople, type Habits, type People } from './people.ts'
import type { RecordingFacts } from './recordingFacts.ts'
import type { Site } from './sites.ts'
import { createTimeline, type Timeline } from './timeline.ts'
import { isMobileAt, type Visit, visitOf } from './visits.ts'

export type GeneratorOptions = {
  seed: number
  count: number
  anchor: number
  zoneHours: number
  site: Site
  habits?: Habits
  /** What recordings hold; made up from the seed if absent. */
  contentsOf?: (people: People) => Contents
}

/** What is in a recording, besides who made it and when. */
export type Contents = {
  measureOf(index: number, measure: Measure): number
  visitOf(index: number): Visit
  isMobileAt(index: number): boolean
  detailsOf(index: number): RecordingDetails
  recordedOf(index: number): Pick<RecordingFacts, 'snapshotLibrary' | 'eventCount' | 'totalSize' | 'played'>
}

/** Makes up recordings: any of them, at any time, without keeping one. Row 0 is the newest. */
export type Generator = Omit<Contents, 'recordedOf'> & {
  timeline: Timeline
  people: People
  idOf(index: number): string
  distinctIdOf(index: number): string
  factsOf(index: number, startedAt?: number): RecordingFacts
  staffMail: string
  indexOf(id: string): number | null
  isViewedAt(index: number): boolean
}

const purposes = { idStyle: 80, library: 81, size: 82 }

function libraryOf(seed: number, index: number, isMobile: boolean): string {
  if (!isMobile) return 'web'
  return mix(seed, index, purposes.library) % 3 === 0 ? 'posthog-android' : 'posthog-ios'
}

function madeUp(seed: number, site: Site): Contents {
  const countOf = (index: number, measure: Measure) => measureOf(seed, index, measure)
  const isApp = (index: number) => isMobileAt(seed, index)
  return {
    measureOf: countOf,
    visitOf: (index) => visitOf(site, seed, index),
    isMobileAt: isApp,
    detailsOf: (index) =>
      detailsOf(
        seed,
        index,
        isApp(index),
        eachMeasure((measure) => countOf(index, measure)),
      ),
    recordedOf(index) {
      const acts = countOf(index, 'mouseActivityCount') + countOf(index, 'clickCount') * 4 + countOf(index, 'keypressCount')
      const eventCount = 12 + acts + Math.floor(countOf(index, 'durationSeconds') / 5)
      const totalSize = 48_000 + eventCount * (180 + (mix(seed, index, purposes.size) % 240))
      return { snapshotLibrary: libraryOf(seed, index, isApp(index)), eventCount, totalSize }
    },
  }
}

export function createGenerator(options: GeneratorOptions): Generator {
  const { seed, count, anchor, zoneHours, site, habits } = options
  const timeline = createTimeline({ seed, count, anchor, zoneHours })
  const knownHabits = habits === undefined ? {} : { habits }
  const people = createPeople({ seed, recordings: count, anchor, staffMail: site.staffMail, ...knownHabits })
  const contents = options.contentsOf?.(people) ?? madeUp(seed, site)

  function idOf(index: number, startedAt: number): string {
    return mix(seed, index, purposes.idStyle) % 61 === 0 ? oldIdOf(index, startedAt, seed) : uuidOf(index, startedAt, seed)
  }

  function factsOf(index: number, startedAt = timeline.startOf(index)): RecordingFacts {
    const person = people.factsOf(people.personOf(index))
    return {
      id: idOf(index, startedAt),
      startedAt,
      distinctId: person.distinctIds[people.slotOf(index)] ?? null,
      person: person.kind === 'absent' ? null : person,
      activity: eachMeasure((measure) => contents.measureOf(index, measure)),
      visit: contents.visitOf(index),
      isOngoing: false,
      isViewed: isViewedAt(seed, index),
      ...contents.detailsOf(index),
      ...contents.recordedOf(index),
      overrides: {},
    }
  }

  function indexOf(id: string): number | null {
    const index = numberInUuid(id, seed) ?? numberInOldId(id, seed)
    return index !== null && index < count && idOf(index, timeline.startOf(index)) === id ? index : null
  }

  return {
    ...contents,
    timeline,
    people,
    idOf: (index) => idOf(index, timeline.startOf(index)),
    distinctIdOf: (index) => people.distinctIdOf(people.personOf(index), people.slotOf(index)),
    factsOf,
    staffMail: site.staffMail,
    indexOf,
    isViewedAt: (index) => isViewedAt(seed, index),
  }
}
