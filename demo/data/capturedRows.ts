import { scoreOf } from './activity.ts'
import type { RecordingFacts } from './recordingFacts.ts'
import { specialPerson, specialRow } from './specialRow.ts'
import { hour, minute } from './timeline.ts'

/** What is known of a real session that was recorded for the demo. */
export type CapturedSession = {
  name: string
  title: string
  distinctId: string
  person: { name: string; properties: Record<string, unknown> } | null
  durationSeconds: number
  activeSeconds: number
  inactiveSeconds: number
  clickCount: number
  keypressCount: number
  mouseActivityCount: number
  consoleLogCount: number
  consoleWarnCount: number
  consoleErrorCount: number
  startUrl: string | null
  eventCount: number
  sizeBytes: number
  snapshotLibrary: string | null
}

/** How long before the anchor each of them began; further ones follow a day apart. */
const ages = [20 * minute, 3 * hour, 26 * hour]

/** The id of the recording that a captured session stands behind, by its place among them. */
export function capturedId(order: number): string {
  return `0198f000-0000-7000-8000-0000000ca7${String(order).padStart(2, '0')}`
}

/** Captured sessions as ordinary recordings, with the counts of what was really recorded. */
export function capturedRecordings(sessions: readonly CapturedSession[], anchor: number): RecordingFacts[] {
  return sessions.map((session, order) => {
    const startedAt = anchor - (ages[order] ?? (order + 24 * (order - 1)) * hour)
    const { durationSeconds, activeSeconds, inactiveSeconds, clickCount, keypressCount, mouseActivityCount } = session
    const { consoleLogCount, consoleWarnCount, consoleErrorCount, eventCount, sizeBytes, snapshotLibrary } = session
    const person =
      session.person === null
        ? null
        : specialPerson(400 + order, startedAt, { ...session.person, distinctId: session.distinctId })
    return {
      ...specialRow(capturedId(order), startedAt, person, session.startUrl),
      distinctId: session.distinctId,
      activity: {
        durationSeconds,
        activeSeconds,
        inactiveSeconds,
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
  })
}
