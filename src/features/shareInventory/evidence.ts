import { embeddedUrl, sharedUrl } from '#api/sharing/sharing.ts'
import type { ApiConnection, Connection } from '#storage/connections.ts'
import { linkEnd, type ActivityEntry } from '#storage/activityLog.ts'
import { formatNumber } from '#lib/format.ts'
import { type Cell, toCsv } from '#lib/csv.ts'
import {
  comparisonMessage,
  countsMessage,
  methodLimit,
  methodMessage,
  rangeMessage,
  refusedStrategyMessages,
} from './coverage.ts'
import { personOf, type Share, startOf } from './inventoryView.ts'
import { checkedCount, remainingCount, type Scan } from '#storage/scan.ts'
import type { ShareRow } from '#storage/shareRow.ts'

type EvidenceConnection = ApiConnection & Pick<Connection, 'owner'>

/** `hasFullLinks`: links are included in full, so that anyone with the file can open them. */
export type EvidenceSource = {
  connection: EvidenceConnection
  scan: Scan
  shares: readonly Share[]
  failed: readonly ShareRow[]
  /** Rows of the scan that could not be read from storage. */
  damaged: number
  /** Activity of this browser in this project, oldest first. */
  actions: readonly ActivityEntry[]
  hasFullLinks: boolean
  /** ISO. */
  writtenAt: string
}

/** Whether an entry belongs to the project of a scan, whichever connection it used. */
export function isOfProject({ host, projectId }: Pick<Scan, 'host' | 'projectId'>) {
  return (entry: ActivityEntry) => entry.host === host && entry.projectId === projectId
}

/** The owner of the connection's key stands in where its name was not known yet at the time. */
function ownerOrLater(owner: string | null, connectionId: string, connection: Pick<EvidenceConnection, 'id' | 'owner'>): string {
  if (owner !== null) return owner
  return connection.owner !== null && connection.id === connectionId ? `${connection.owner} (name learned later)` : 'unknown'
}

/** Owners of the API keys that the scan used. */
export function ownersOf({ owners, connectionId }: Scan, connection: Pick<EvidenceConnection, 'id' | 'owner'>): string {
  return owners.map((owner) => ownerOrLater(owner, connectionId, connection)).join(', then ')
}

/** The owner of the API key that an action used. */
export function actorOf({ owner, connectionId }: ActivityEntry, connection: Pick<EvidenceConnection, 'id' | 'owner'>): string {
  return ownerOrLater(owner, connectionId, connection)
}

/** "60 found, 4 closed, 56 open, 12 high risk." */
export function evidenceSummary(shares: readonly Share[]): string {
  const open = shares.filter(({ row }) => row.state === 'public')
  const counts = {
    found: shares.length,
    closed: shares.length - open.length,
    open: open.length,
    'high risk': open.filter(({ risk }) => risk.level === 'high').length,
  }
  return `${Object.entries(counts)
    .map(([name, count]) => `${formatNumber(count)} ${name}`)
    .join(', ')}.`
}

/** The full link, or its last four characters; "redacted" for short tokens, null without a link. */
export function shownLink(
  { connection, hasFullLinks }: Pick<EvidenceSource, 'connection' | 'hasFullLinks'>,
  { token }: ShareRow,
): string | null {
  if (token === null) return null
  if (hasFullLinks) return sharedUrl(connection, token)
  const end = linkEnd(token)
  return end === null ? 'redacted' : `…${end}`
}

function factsOf({ connection, scan, shares, damaged, writtenAt }: EvidenceSource) {
  const { counts, range, end } = scan
  return {
    summary: evidenceSummary(shares),
    host: connection.host,
    projectId: scan.projectId,
    projectName: scan.projectName,
    keyOwner: ownersOf(scan, connection),
    scanStarted: scan.startedAt,
    scanEnded: scan.finishedAt,
    end: end ?? 'not finished',
    method: methodMessage(scan),
    methodLimit: methodLimit(scan),
    unavailableMethods: refusedStrategyMessages(scan),
    range: rangeMessage(scan, null),
    rangeFrom: range.from,
    rangeTo: range.to,
    seen: counts.seen,
    checked: checkedCount(counts),
    publicWhenScanned: counts.shared,
    failed: counts.failed,
    noSuchRecording: counts.gone,
    notChecked: remainingCount(counts),
    damaged,
    coverage: countsMessage(scan),
    comparedWith: comparisonMessage(scan, null),
    timeZone: 'UTC',
    writtenAt,
  }
}

/** Risk is given only for links that are open. */
function shareFacts(source: EvidenceSource, { row, risk, age, review, reviewState }: Share) {
  return {
    recordingId: row.id,
    state: row.state === 'public' ? 'public' : row.isClosedHere ? 'closed since the scan' : 'no longer public',
    person: personOf(row),
    email: row.details?.email ?? null,
    recordingStarted: startOf(row),
    sharedSince: row.sharedSince,
    ageDays: age,
    password: row.hasPassword === null ? 'not supported by the server' : row.hasPassword ? 'required' : 'none',
    recordingExpires: row.details?.expiresAt ?? null,
    link: shownLink(source, row),
    embedded: source.hasFullLinks && row.token !== null ? embeddedUrl(source.connection, row.token) : null,
    checkedAt: row.checkedAt,
    comparedWithLastScan: row.change,
    risk: row.state === 'public' ? risk.level : null,
    riskReasons: row.state === 'public' ? risk.reasons.map(({ label }) => label) : [],
    review: review && { until: review.until, because: review.because, state: reviewState },
  }
}

function actionFacts(entry: ActivityEntry, connection: EvidenceConnection) {
  const { at, action, outcome, subject, subjectName, linkEnd: end, detail } = entry
  const keyOwner = actorOf(entry, connection)
  return { at, action, outcome, recordingId: subject, name: subjectName, linkEnd: end, detail, keyOwner }
}

function failedFacts({ id, why, checkedAt }: ShareRow) {
  return { recordingId: id, why, checkedAt }
}

/** Contains no API key. */
export function evidenceJson(source: EvidenceSource): string {
  const document = {
    kind: 'replay-desk-public-recordings',
    ...factsOf(source),
    links: source.hasFullLinks ? 'full' : 'last four characters',
    shares: source.shares.map((share) => shareFacts(source, share)),
    failedRecordings: source.failed.map(failedFacts),
    actions: source.actions.map((entry) => actionFacts(entry, source.connection)),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

const columns = [
  'kind',
  'recording_id',
  'person',
  'email',
  'recording_started',
  'state_or_action',
  'shared_since',
  'age_days',
  'password',
  'recording_expires',
  'link',
  'at',
  'compared_with_last_scan',
  'risk',
  'risk_reasons',
  'review_until',
  'review_because',
  'outcome',
  'detail',
] as const
type Column = (typeof columns)[number]
type Line = Partial<Record<Column, Cell>>

function lines(source: EvidenceSource): Line[] {
  const shares = source.shares.map((share): Line => {
    const facts = shareFacts(source, share)
    return {
      kind: 'share',
      recording_id: facts.recordingId,
      person: facts.person,
      email: facts.email,
      recording_started: facts.recordingStarted,
      state_or_action: facts.state,
      shared_since: facts.sharedSince,
      age_days: facts.ageDays,
      password: facts.password,
      recording_expires: facts.recordingExpires,
      link: facts.link,
      at: facts.checkedAt,
      compared_with_last_scan: facts.comparedWithLastScan,
      risk: facts.risk,
      risk_reasons: facts.riskReasons.join('; '),
      review_until: facts.review?.until ?? null,
      review_because: facts.review?.because ?? null,
    }
  })
  const failed = source.failed.map(({ id, why, checkedAt }): Line => ({
    kind: 'failed',
    recording_id: id,
    at: checkedAt,
    outcome: 'failed',
    detail: why,
  }))
  const actions = source.actions.map(({ subject, subjectName, action, at, outcome, detail, linkEnd: end }): Line => ({
    kind: 'action',
    recording_id: subject,
    person: subjectName,
    state_or_action: action,
    link: end === null ? null : `…${end}`,
    at,
    outcome,
    detail,
  }))
  return [...shares, ...failed, ...actions]
}

const factColumns = [
  'summary',
  'host',
  'project_id',
  'project_name',
  'key_owner',
  'scan_started',
  'scan_ended',
  'method',
  'range',
  'seen',
  'checked',
  'failed',
  'not_checked',
  'damaged',
  'coverage',
  'time_zone',
  'written_at',
]

/**
 * One row per share, failed recording and action, distinguished by `kind`. Scan details repeat in the last columns of every row.
 * Safe to open in a spreadsheet (see toCsv).
 */
export function evidenceCsv(source: EvidenceSource): string {
  const facts = factsOf(source)
  const about: Cell[] = [
    facts.summary,
    facts.host,
    facts.projectId,
    facts.projectName,
    facts.keyOwner,
    facts.scanStarted,
    facts.scanEnded,
    facts.method,
    facts.range,
    facts.seen,
    facts.checked,
    facts.failed,
    facts.notChecked,
    facts.damaged,
    facts.coverage,
    facts.timeZone,
    facts.writtenAt,
  ]
  const all = lines(source)
  // Without any rows, one row carries the scan details.
  const shown: Line[] =
    all.length > 0 ? all : [{ kind: source.damaged > 0 ? 'nothing could be read' : 'no public recordings found' }]
  return toCsv([[...columns, ...factColumns], ...shown.map((line) => [...columns.map((name) => line[name] ?? null), ...about])])
}
