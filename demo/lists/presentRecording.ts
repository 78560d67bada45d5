import { robin } from '../data/colleagues.ts'
import { iso } from '../data/times.ts'
import { hexadecimal, mix } from '../data/mix.ts'
import { seedOf } from '../snapshots/fitting.ts'
import type { PersonFacts } from '../data/people.ts'
import { endOf, type RecordingFacts } from '../data/recordingFacts.ts'
import { day } from '../data/timeline.ts'
import type { Edition } from '../host/options.ts'
import type { Project } from '../data/projects.ts'
import type { DemoState } from '../host/state.ts'
import { recordingKey } from '../host/state.ts'

const retentionDays = 90

export type PresentOptions = {
  edition: Edition
  project: Project
  state: DemoState
  now: number
  /** A list has less of the person and more of the score than a single recording (posthog-api.md#b2-recording-object). */
  as: 'list' | 'one'
  matchesFilters?: boolean
}

/** A person as an answer has it; one that is gone keeps only an id made of the project and the distinct id. */
export function presentPerson(person: PersonFacts, distinctIds: readonly string[], edition: Edition, lastSeen: number) {
  const isUnknown = person.kind === 'unknown'
  return {
    id: isUnknown ? null : person.id,
    name: isUnknown ? null : (person.shownAs ?? person.email ?? person.name ?? distinctIds[0] ?? null),
    distinct_ids: distinctIds,
    properties: isUnknown ? {} : person.properties,
    created_at: isUnknown ? null : iso(person.createdAt),
    uuid: person.uuid,
    ...(edition === 'newest' && !isUnknown ? { last_seen_at: iso(lastSeen) } : {}),
  }
}

function personOf({ person, distinctId, startedAt }: RecordingFacts, { as, edition }: PresentOptions) {
  if (person === null) return null
  const matching = distinctId === null ? [] : [distinctId]
  return presentPerson(person, as === 'list' ? matching : person.distinctIds.slice(0, 10), edition, startedAt)
}

function oldDuration(id: string, seconds: number | null): string | null {
  if (seconds === null) return null
  return `${seconds}.${(mix(7, id.length, Number.parseInt(hexadecimal(seconds, 8), 16)) % 900) + 100}`
}

function commonFields(facts: RecordingFacts, presentOptions: PresentOptions) {
  const { id, activity, visit } = facts
  const { edition, project, state } = presentOptions
  const end = endOf(facts)
  return {
    id,
    distinct_id: facts.distinctId,
    viewed: facts.isViewed || state.viewed.has(recordingKey(project, id)),
    recording_duration: edition === 'old' ? oldDuration(id, activity.durationSeconds) : activity.durationSeconds,
    active_seconds: activity.activeSeconds,
    inactive_seconds: activity.inactiveSeconds,
    start_time: iso(facts.startedAt),
    end_time: end === null ? null : iso(end),
    click_count: activity.clickCount,
    keypress_count: activity.keypressCount,
    mouse_activity_count: activity.mouseActivityCount,
    console_log_count: activity.consoleLogCount,
    console_warn_count: activity.consoleWarnCount,
    console_error_count: activity.consoleErrorCount,
    start_url: visit.startUrl,
    person: personOf(facts, presentOptions),
    ongoing: facts.isOngoing,
  }
}

/** Fields that depend on the age of the server. */
function fieldsOfAge(facts: RecordingFacts, { edition, project, state, now, as, matchesFilters = true }: PresentOptions) {
  const source = visitSource(facts)
  const activity_score = as === 'one' ? null : facts.activity.activityScore
  if (edition === 'old') return { storage: 'clickhouse', snapshot_source: source }
  if (edition === 'documented') return { storage: 'object_storage', snapshot_source: source, activity_score }
  const isViewed = facts.isViewed || state.viewed.has(recordingKey(project, facts.id))
  const viewers = [...(isViewed ? [robin.email] : []), ...facts.otherViewers]
  if (edition === 'mid') return { viewers, storage: 'object_storage', snapshot_source: source, activity_score }
  const expiry = facts.startedAt + retentionDays * day
  return {
    viewers,
    snapshot_source: as === 'list' ? 'web' : source,
    snapshot_library: facts.snapshotLibrary,
    activity_score,
    retention_period_days: retentionDays,
    expiry_time: iso(expiry),
    recording_ttl: Math.max(0, Math.ceil((expiry - now) / day)),
    external_references: [],
    matches_filters: matchesFilters,
    total_size: facts.totalSize,
    event_count: facts.eventCount,
    ...summaryOf(facts),
  }
}

/** What PostHog's AI found, where somebody asked it to watch. */
function summaryOf({ id, visit, activity, isOngoing }: RecordingFacts) {
  const hasSummary = !visit.isMobile && !isOngoing && seedOf(id) % 5 === 0
  const success = (activity.consoleErrorCount ?? 0) === 0
  const description = success ? 'Found what they came for.' : 'Met an error and left without finishing.'
  return { has_summary: hasSummary, summary_outcome: hasSummary ? { success, description } : null }
}

function visitSource({ visit }: RecordingFacts): 'web' | 'mobile' {
  return visit.isMobile ? 'mobile' : 'web'
}

/** A recording in the words of an edition (posthog-api.md#b2-recording-object). Fields that it does not know are absent. */
export function presentRecording(facts: RecordingFacts, presentOptions: PresentOptions): Record<string, unknown> {
  return { ...commonFields(facts, presentOptions), ...fieldsOfAge(facts, presentOptions), ...facts.overrides }
}
