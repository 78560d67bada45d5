import { snapshotFailures } from './snapshotFailures.ts'
import type { CapturedSession } from './capturedSessions.ts'
import { benchRecordings } from './benchRecordings.ts'
import { sessionFacts } from './capturedRows.ts'
import { hostileRecordings } from './hostileRecordings.ts'
import type { RecordingFacts } from './recordingFacts.ts'
import { specialPerson, specialRow } from './specialRow.ts'
import { day, hour, minute } from './timeline.ts'

const shop = 'https://www.leafandkettle.example/demo'

type Named = { id: string; title: string }

function row({ id, title }: Named, number: number, startedAt: number, url: string, durationSeconds: number): RecordingFacts {
  const facts = specialRow(id, startedAt, specialPerson(number, startedAt, { name: title }), url)
  const activeSeconds = Math.min(durationSeconds, facts.activity.activeSeconds ?? 0)
  const activity = { ...facts.activity, durationSeconds, activeSeconds, inactiveSeconds: durationSeconds - activeSeconds }
  return { ...facts, activity }
}

function failing(sessions: readonly CapturedSession[], anchor: number): RecordingFacts[] {
  const played = sessions.find(({ name }) => name === 'shop-checkout')
  return Object.entries(snapshotFailures).map(([kind, failure], order) => {
    const startedAt = anchor - failure.ageHours * hour
    const facts = row(failure, 500 + order, startedAt, `${shop}/${kind}`, played?.durationSeconds ?? 0)
    const common = { ...facts, ...(played === undefined ? {} : sessionFacts(played)) }
    if (kind === 'oneEvent')
      return { ...facts, activity: { ...facts.activity, durationSeconds: 0, activeSeconds: 0, inactiveSeconds: 0 } }
    if (kind === 'wireframes')
      return { ...facts, visit: { ...facts.visit, isMobile: true, startUrl: 'Checkout' }, snapshotLibrary: 'posthog-ios' }
    if (kind !== 'stillRecording') return common
    const durationSeconds = Math.round((anchor - startedAt - minute) / 1000)
    const activeSeconds = common.activity.activeSeconds ?? 0
    const activity = { ...common.activity, durationSeconds, inactiveSeconds: durationSeconds - activeSeconds }
    return { ...common, isOngoing: true, activity }
  })
}

const hostileSeconds = 6

/** Five days back and older, so that the usual list of three days stays a shop's. */
function hostile(anchor: number): RecordingFacts[] {
  return hostileRecordings.map((recording, order) =>
    row(recording, 600 + order, anchor - 5 * day - order * 2 * hour, `${shop}/hostile`, hostileSeconds),
  )
}

function benches(anchor: number): RecordingFacts[] {
  return benchRecordings.map((recording, order) => {
    const facts = row(recording, 700 + order, anchor - (10 + order) * day, `${shop}/orders`, recording.durationSeconds)
    return { ...facts, totalSize: recording.megabytes * 1_000_000 }
  })
}

/** Recordings for replay: with failing snapshots, hostile ones, and those for benchmarks. */
export function replayRecordings(sessions: readonly CapturedSession[], anchor: number): RecordingFacts[] {
  return [...failing(sessions, anchor), ...hostile(anchor), ...benches(anchor)]
}
