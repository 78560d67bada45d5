import { eachMeasure, type Measure } from './activity.ts'
import type { PersonFacts } from './people.ts'
import type { RecordingFacts } from './recordingFacts.ts'
import { day } from './timeline.ts'
import type { Visit } from './visits.ts'

/** Indexes of people in special recordings start here, above all generated ones. */
const firstPerson = 90_000_000

export function specialPerson(
  number: number,
  createdAt: number,
  about: { name: string | null; email?: string; properties?: Record<string, unknown>; distinctId?: string },
): PersonFacts {
  const digits = String(number).padStart(4, '0')
  const properties = { name: about.name, ...(about.email === undefined ? {} : { email: about.email }), ...about.properties }
  return {
    kind: 'identified',
    id: firstPerson + number,
    uuid: `0198f000-0000-7000-9000-00000000${digits}`,
    name: about.name,
    email: about.email ?? null,
    distinctIds: [about.distinctId ?? `demo_${digits}`],
    properties,
    createdAt: createdAt - 30 * day,
  }
}

/** A visit of which no more is known than where it began. */
export function directVisit(startUrl: string | null): Visit {
  return { isMobile: false, channel: 'Direct', referrer: null, utm: null, clickId: null, startUrl, endUrl: startUrl }
}

const plainCounts: Record<Measure, number> = {
  durationSeconds: 142,
  activeSeconds: 61,
  inactiveSeconds: 81,
  clickCount: 9,
  keypressCount: 14,
  mouseActivityCount: 188,
  consoleLogCount: 3,
  consoleWarnCount: 0,
  consoleErrorCount: 0,
  activityScore: 43.8,
}

/** An ordinary recording, to be overridden where it is special. */
export function specialRow(id: string, startedAt: number, person: PersonFacts | null, startUrl: string | null): RecordingFacts {
  return {
    id,
    startedAt,
    distinctId: person?.distinctIds[0] ?? `demo_${id.slice(-4)}`,
    person,
    activity: plainCounts,
    visit: directVisit(startUrl),
    isOngoing: false,
    isViewed: false,
    otherViewers: [],
    comments: [],
    consoleMessages: [{ level: 'info', message: 'router: navigated' }],
    events: ['$pageview', '$pageleave', '$autocapture'],
    snapshotLibrary: 'web',
    totalSize: 120_000,
    eventCount: 410,
    overrides: {},
  }
}

export const noActivity = eachMeasure(() => null)
