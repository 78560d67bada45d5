import { Suspense } from 'react'
import { knownPersonName, unknownPerson } from '#api/recordings/personName.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { cutText } from '#lib/cutText.ts'
import { clockDuration } from '#lib/duration.ts'
import { formatNumber, formatPercent } from '#lib/format.ts'
import { relativeTime } from '#lib/instant.ts'
import { safeUrl, shortUrl } from '#lib/safeUrl.ts'
import { EmptyValue, none, unknown } from '#ui/EmptyValue.tsx'
import type { Column } from '#ui/column.ts'
import { optional } from '#ui/optional.ts'
import { customProperties } from '#ui/customProperties.ts'
import { TruncateMiddle } from '#ui/TruncateMiddle.tsx'
import { RelativeTime } from '#ui/RelativeTime.tsx'
import classes from './columns.module.css'
import { paths } from '#lib/paths.ts'

const KnownShareCell = optional(() => import('./KnownShareCell.tsx').then((part) => part.KnownShareCell))
const SignalCell = optional(() => import('./SignalCell.tsx').then((part) => part.SignalCell))
const ActivityCell = optional(() => import('./ActivityCell.tsx').then((part) => part.ActivityCell))
const SharedCell = optional(() => import('./SharedCell.tsx').then((part) => part.SharedCell))

/** What cells need besides their row. `zone` is the project's, null if unknown; `now` is in milliseconds. */
export type RecordingsContext = {
  zone: string | null
  now: number
  projectId: string
  /** The host that most start URLs have, which cells leave out; null if there is none. */
  commonHost: string | null
  /** Whether rows in view are checked for public links; if not, only known states are shown. */
  checksSharing: boolean
}

/** "Ada Lovelace, 3 hr ago" */
export function recordingName({ person, distinctId, startTime, id }: Recording, now: number): string {
  const when = startTime ? relativeTime(startTime, now) : 'start unknown'
  return `${knownPersonName(person, distinctId) ?? id}, ${when}`
}

/** Longer names are cut and get a tooltip. */
const maxNameLength = 20

function PersonLink({ row: { id, person, distinctId }, projectId }: { row: Recording; projectId: string }) {
  const name = knownPersonName(person, distinctId)
  if (name === null) return <EmptyValue meaning={unknownPerson} unknown />
  const isId = name === distinctId || person?.distinctIds.includes(name) === true
  const href = paths.recording(projectId, id)
  if (isId && !name.includes('@')) {
    return (
      <a className={classes['person']} data-row-link href={href}>
        <TruncateMiddle text={name} focusable={false} />
      </a>
    )
  }
  return (
    <a
      className={`${classes['person']} ${classes['subject']}`}
      data-row-link
      href={href}
      data-tooltip={name.length > maxNameLength ? name.slice(0, 600) : undefined}
    >
      {name.slice(0, 200)}
    </a>
  )
}

function DurationCell({ recordingDuration, activeSeconds }: Recording) {
  if (recordingDuration === null) return null
  const ratio = activeSeconds === null || recordingDuration === 0 ? null : Math.min(1, activeSeconds / recordingDuration)
  const label = ratio === null ? 'Active time unknown' : `Active ${clockDuration(activeSeconds ?? 0)}, ${formatPercent(ratio)}`
  return (
    <span className={classes['duration']} title={label} style={customProperties({ '--active': ratio ?? 0 })}>
      {clockDuration(recordingDuration)}
    </span>
  )
}

function hostOf(startUrl: string | null): string | null {
  return /^https?:\/\/([^/?#]+)/i.exec(startUrl ?? '')?.[1] ?? null
}

/** The host of more than half of the start URLs. */
export function commonHostOf(rows: readonly Recording[]): string | null {
  const hosts = rows.flatMap(({ startUrl }) => hostOf(startUrl) ?? [])
  const counts = new Map<string, number>()
  for (const host of hosts) counts.set(host, (counts.get(host) ?? 0) + 1)
  return [...counts].find(([, count]) => count > hosts.length / 2)?.[0] ?? null
}

function UrlCell({ row: { startUrl }, commonHost }: { row: Recording; commonHost: string | null }) {
  if (startUrl === null) return null
  const href = safeUrl(startUrl)
  if (href === null) return <TruncateMiddle text={startUrl} tail={16} />
  const short = shortUrl(startUrl)
  const text = commonHost !== null && hostOf(startUrl) === commonHost ? short.slice(commonHost.length) || '/' : short
  return <TruncateMiddle text={text} whole={short} tail={16} href={href} />
}

/** A property of the person as text; null if it is missing. */
function personText(row: Recording, name: string): string | null {
  const value = row.person?.properties[name]
  return typeof value === 'string' && value.trim() !== '' ? cutText(value, 60) : null
}

let regionNames: Intl.DisplayNames | undefined

function countryName(code: string): string {
  regionNames ??= new Intl.DisplayNames(undefined, { type: 'region' })
  try {
    return regionNames.of(code) ?? code
  } catch {
    return code
  }
}

function country(row: Recording): string | null {
  const code = personText(row, '$geoip_country_code')
  return personText(row, '$geoip_country_name') ?? (code && countryName(code))
}

function personColumn(id: string, header: string, of: (row: Recording) => string | null): RecordingColumn {
  const empty = (row: Recording) => (of(row) === null ? unknown(`${header} unknown`) : null)
  return { id, header, width: '120px', empty, cell: (row) => <bdi>{of(row)}</bdi> }
}

function stateText({ viewed, ongoing }: Recording): string {
  return viewed ? (ongoing ? 'Viewed, ongoing' : 'Viewed') : 'Ongoing'
}

type RecordingColumn = Column<Recording, RecordingsContext>

type NumberOf = (row: Recording) => number | null

function countColumn(id: string, header: string, width: string, of: NumberOf): RecordingColumn {
  const what = header.toLowerCase()
  const empty = (row: Recording) => {
    const count = of(row)
    return count === null ? unknown(`${what} unknown`) : count === 0 ? none(`0 ${what}`) : null
  }
  return { id, header, width, numeric: true, order: id, empty, cell: (row) => formatNumber(of(row) ?? 0) }
}

function durationColumn(id: string, header: string, of: NumberOf): RecordingColumn {
  const empty = (row: Recording) => (of(row) === null ? unknown(`${header} unknown`) : null)
  return { id, header, width: '112px', numeric: true, order: id, empty, cell: (row) => clockDuration(of(row) ?? 0) }
}

function signalColumn(id: string, header: string, width: string, isCount = true): RecordingColumn {
  const cell = (row: Recording) => (
    <Suspense>
      <SignalCell id={row.id} column={id} />
    </Suspense>
  )
  return { id, header, width, numeric: isCount, cell, order: id }
}

function withoutOrder({ order: _order, ...column }: RecordingColumn): RecordingColumn {
  return column
}

/** All columns. If the server can sort by a column, its ID is the server's name for it. */
const columns: RecordingColumn[] = [
  {
    id: 'start_time',
    header: 'Started',
    width: '120px',
    order: 'start_time',
    phone: '96px',
    cell: ({ startTime }, { zone, now }) => <RelativeTime at={startTime} zone={zone} now={now} />,
  },
  {
    id: 'person',
    header: 'Person',
    width: '46%',
    phone: true,
    cell: (row, { projectId }) => <PersonLink row={row} projectId={projectId} />,
  },
  {
    id: 'duration',
    header: 'Duration',
    width: '132px',
    numeric: true,
    order: 'duration',
    phone: '76px',
    empty: ({ recordingDuration }) => (recordingDuration === null ? unknown('Duration unknown') : null),
    cell: (row) => <DurationCell {...row} />,
  },
  {
    id: 'activity',
    header: 'Activity',
    width: '144px',
    cell: ({ id, recordingDuration }) => (
      <Suspense>
        <ActivityCell id={id} seconds={recordingDuration} />
      </Suspense>
    ),
  },
  durationColumn('active_seconds', 'Active', ({ activeSeconds }) => activeSeconds),
  durationColumn('inactive_seconds', 'Inactive', ({ inactiveSeconds }) => inactiveSeconds),
  countColumn('click_count', 'Clicks', '80px', ({ clickCount }) => clickCount),
  countColumn('keypress_count', 'Key presses', '92px', ({ keypressCount }) => keypressCount),
  countColumn('mouse_activity_count', 'Mouse activity', '96px', ({ mouseActivityCount }) => mouseActivityCount),
  withoutOrder(countColumn('console_log_count', 'Console logs', '92px', ({ consoleLogCount }) => consoleLogCount)),
  withoutOrder(countColumn('console_warn_count', 'Console warnings', '100px', ({ consoleWarnCount }) => consoleWarnCount)),
  countColumn('console_error_count', 'Console errors', '92px', ({ consoleErrorCount }) => consoleErrorCount),
  countColumn('activity_score', 'Activity score', '92px', ({ activityScore }) => activityScore),
  signalColumn('rage_clicks', 'Rage clicks', '92px'),
  signalColumn('dead_clicks', 'Dead clicks', '92px'),
  signalColumn('quick_backs', 'Quick backs', '92px'),
  signalColumn('errors_after_click', 'Errors after a click', '104px'),
  signalColumn('failed_requests', 'Failed requests', '92px'),
  signalColumn('exceptions', 'Exceptions', '160px', false),
  signalColumn('score', 'Score', '260px', false),
  {
    id: 'start_url',
    header: 'Start URL',
    width: '54%',
    empty: ({ startUrl }) => (startUrl ? null : unknown('Start URL unknown')),
    cell: (row, { commonHost }) => <UrlCell row={row} commonHost={commonHost} />,
  },
  personColumn('browser', 'Browser', (row) => personText(row, '$browser')),
  personColumn('os', 'Operating system', (row) => personText(row, '$os')),
  personColumn('country', 'Country', country),
  {
    id: 'state',
    header: 'State',
    width: '132px',
    empty: ({ viewed, ongoing }) => (viewed || ongoing ? null : none('Not viewed')),
    tone: ({ ongoing }) => (ongoing ? 'success' : 'quiet'),
    cell: stateText,
  },
  {
    id: 'shared',
    header: 'Shared',
    width: '118px',
    cell: ({ id }, { now, checksSharing }) => (
      <Suspense fallback={<EmptyValue meaning="Not checked yet" />}>
        {checksSharing ? <SharedCell id={id} now={now} /> : <KnownShareCell id={id} now={now} />}
      </Suspense>
    ),
  },
  {
    id: 'expiry_time',
    header: 'Expires',
    width: '128px',
    cell: ({ expiryTime }, { zone, now }) => <RelativeTime at={expiryTime} zone={zone} now={now} />,
  },
  { id: 'id', header: 'ID', width: '220px', cell: ({ id }) => <TruncateMiddle text={id} /> },
]

const defaultColumns = 'start_time person duration activity console_error_count start_url state shared'.split(' ')
/** Where SQL is refused, and on phones, which show most columns in opened rows only. */
const columnsWithoutSignals = 'start_time person duration click_count console_error_count start_url state shared'.split(' ')

/** Columns that show what happened in recordings, which costs a query per page. */
export const signalColumns: ReadonlySet<string> = new Set(
  'activity rage_clicks dead_clicks quick_backs errors_after_click failed_requests exceptions score'.split(' '),
)

export const columnNames = columns.map(({ id, header }) => ({ id, header }))

/**
 * Columns by ID, in that order. Ignores unknown IDs; without any known ID, returns the default columns, without
 * those of signals if they can't be shown.
 */
export function chooseColumns(ids: readonly string[], withoutSignals = false): RecordingColumn[] {
  const chosen = [...new Set(ids)].flatMap((id) => columns.find((column) => column.id === id) ?? [])
  return chosen.length > 0 ? chosen : chooseColumns(withoutSignals ? columnsWithoutSignals : defaultColumns)
}
