import type { CapturedSession } from './capturedSessions.ts'
import { scoreOf } from './activity.ts'
import { happeningsOf } from './happenings.ts'
import { hexadecimal, mix } from './mix.ts'
import type { PersonFacts } from './people.ts'
import type { RecordingFacts } from './recordingFacts.ts'
import { specialPerson, specialRow } from './specialRow.ts'
import { hour } from './timeline.ts'

/** How long before the anchor each of them began, in hours; further ones follow a while apart. */
const ages = [1 / 3, 3, 26, 5.5, 30, 49, 66]

function ageOf(order: number): number {
  return (ages[order] ?? 66 + 9 * (order - ages.length + 1)) * hour
}

/** The id of a captured session's recording. It does not change when other sessions are added. */
export function capturedId(name: string): string {
  const digits = Array.from(name).reduce((sum, letter) => mix(sum, letter.codePointAt(0) ?? 0, 3), 0)
  return `0198f000-0000-7000-8000-ca70${hexadecimal(digits, 8)}`
}

/** One person under all the ids of their sessions; who never said a name is unknown. */
function capturedPerson(sessions: readonly CapturedSession[], session: CapturedSession, anchor: number): PersonFacts {
  const isSame = (one: CapturedSession) =>
    session.person === null ? one.distinctId === session.distinctId : one.person?.name === session.person.name
  const person = specialPerson(400 + sessions.findIndex(isSame), anchor, session.person ?? { name: null })
  const distinctIds = [...new Set(sessions.filter(isSame).map(({ distinctId }) => distinctId))]
  return { ...person, distinctIds, kind: session.person === null ? 'unknown' : 'identified' }
}

/** What a recording that plays a captured session says of it: the counts of what was really recorded. */
export function sessionFacts(session: CapturedSession) {
  const { durationSeconds, clickCount, keypressCount, mouseActivityCount } = session
  const { consoleLogCount, consoleWarnCount, consoleErrorCount, eventCount, sizeBytes, snapshotLibrary } = session
  const activeSeconds = Math.round(session.activeSeconds)
  return {
    activity: {
      durationSeconds,
      activeSeconds,
      inactiveSeconds: durationSeconds - activeSeconds,
      clickCount,
      keypressCount,
      mouseActivityCount,
      consoleLogCount,
      consoleWarnCount,
      consoleErrorCount,
      activityScore: scoreOf(durationSeconds, activeSeconds, clickCount),
    },
    consoleMessages: [
      ...(consoleErrorCount > 0 ? [{ level: 'error' as const, message: 'checkout: email is not valid' }] : []),
      ...(consoleWarnCount > 0 ? [{ level: 'warn' as const, message: 'cart: price changed since it was added' }] : []),
      ...(consoleLogCount > 0 ? [{ level: 'info' as const, message: 'router: navigated' }] : []),
    ],
    events: ['$pageview', '$pageleave', '$autocapture', ...(consoleErrorCount > 0 ? ['$exception'] : [])],
    snapshotLibrary,
    eventCount,
    totalSize: sizeBytes,
  }
}

/** Captured sessions as ordinary recordings. */
export function capturedRecordings(sessions: readonly CapturedSession[], anchor: number): RecordingFacts[] {
  return sessions.map((session, order) => {
    const startedAt = anchor - ageOf(order)
    const person = capturedPerson(sessions, session, anchor)
    const row = specialRow(capturedId(session.name), startedAt, person, session.startUrl)
    const pages = happeningsOf(session.name).flatMap(({ event, url }) => (event === '$pageview' && url !== null ? [url] : []))
    const visit = { ...row.visit, pages, endUrl: pages.at(-1) ?? row.visit.endUrl }
    return { ...row, visit, distinctId: session.distinctId, ...sessionFacts(session) }
  })
}
