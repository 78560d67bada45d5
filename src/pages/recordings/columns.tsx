import { IconCircleDotted, IconEye, IconPointFilled } from '@tabler/icons-react'
import type { Person, Recording } from '#api/recordings.ts'
import { clockDuration } from '#lib/duration.ts'
import { relativeTime } from '#lib/instant.ts'
import { safeUrl, shortUrl } from '#lib/safeUrl.ts'
import { Count } from '#ui/Count.tsx'
import { Dash } from '#ui/Dash.tsx'
import type { Column } from '#ui/DataTable.tsx'
import { Hint } from '#ui/Hint.tsx'
import { MiddleCut } from '#ui/MiddleCut.tsx'
import { Moment } from '#ui/Moment.tsx'
import classes from './columns.module.css'

/** What every cell may need besides its row: the project's time zone (null where unknown) and the time now, in milliseconds. */
export type RecordingsContext = { zone: string | null; now: number }

/** The best name there is: the person's own, else the distinct id; null where neither is known. */
function nameOf(person: Person | null, distinctId: string | null): string | null {
  return person?.name ?? distinctId ?? person?.distinctIds[0] ?? null
}

/** "Ada Lovelace, 3 hr ago": how a row is spoken of. */
export function recordingName({ person, distinctId, startTime, id }: Recording, now: number): string {
  const when = startTime ? relativeTime(startTime, now) : 'start unknown'
  return `${nameOf(person, distinctId) ?? id}, ${when}`
}

function PersonCell({ person, distinctId }: Recording) {
  const name = nameOf(person, distinctId)
  if (name === null) return <Dash meaning="The server did not say who." unknown />
  const isId = !person?.name || person.name === distinctId || person.distinctIds.includes(person.name)
  if (isId && !name.includes('@')) return <MiddleCut text={name} />
  return name.length > 20 ? (
    <Hint lines={[name.slice(0, 600)]} className={classes['cut'] ?? ''}>
      <bdi>{name.slice(0, 200)}</bdi>
    </Hint>
  ) : (
    <bdi className={classes['subject']}>{name}</bdi>
  )
}

function DurationCell({ recordingDuration, activeSeconds }: Recording) {
  if (recordingDuration === null) return <Dash meaning="Duration unknown" unknown />
  const share = activeSeconds === null || recordingDuration === 0 ? null : Math.min(1, activeSeconds / recordingDuration)
  const words =
    share === null ? 'active share unknown' : `active ${clockDuration(activeSeconds ?? 0)}, ${Math.round(share * 100)} %`
  return (
    <span className={classes['duration']} title={words}>
      <span className={classes['bar']} aria-hidden>
        {share !== null && <i style={{ transform: `scaleX(${share})` }} />}
      </span>
      {clockDuration(recordingDuration)}
    </span>
  )
}

function UrlCell({ startUrl }: Recording) {
  if (startUrl === null || startUrl === '') return <Dash meaning="Start URL unknown" unknown />
  const href = safeUrl(startUrl)
  if (href === null) return <MiddleCut text={startUrl} tail={16} />
  return (
    <a className={classes['url']} href={href} target="_blank" rel="noopener noreferrer">
      <MiddleCut text={shortUrl(startUrl)} tail={16} focusable={false} />
    </a>
  )
}

function StateCell({ ongoing, viewed }: Recording) {
  const Icon = viewed ? IconEye : IconCircleDotted
  return (
    <span className={classes['state']}>
      <Icon size={14} aria-hidden /> {viewed ? 'Viewed' : 'Not viewed'}
      {ongoing && (
        <span className={classes['ongoing']}>
          <IconPointFilled size={14} aria-hidden /> Ongoing
        </span>
      )}
    </span>
  )
}

export const recordingColumns: Column<Recording, RecordingsContext>[] = [
  {
    id: 'start_time',
    header: 'Started',
    width: '128px',
    order: 'start_time',
    phone: true,
    cell: ({ startTime }, { zone, now }) => <Moment at={startTime} zone={zone} now={now} />,
  },
  { id: 'person', header: 'Person', width: '24%', phone: true, cell: (row) => <PersonCell {...row} /> },
  {
    id: 'duration',
    header: 'Duration',
    width: '136px',
    numeric: true,
    order: 'duration',
    phone: true,
    cell: (row) => <DurationCell {...row} />,
  },
  {
    id: 'click_count',
    header: 'Clicks',
    width: '80px',
    numeric: true,
    order: 'click_count',
    cell: ({ clickCount }) => <Count of={clickCount} what="clicks" />,
  },
  {
    id: 'keypress_count',
    header: 'Key presses',
    width: '112px',
    numeric: true,
    order: 'keypress_count',
    cell: ({ keypressCount }) => <Count of={keypressCount} what="key presses" />,
  },
  {
    id: 'console_error_count',
    header: 'Console errors',
    width: '140px',
    numeric: true,
    order: 'console_error_count',
    cell: ({ consoleErrorCount }) => <Count of={consoleErrorCount} what="console errors" />,
  },
  { id: 'start_url', header: 'Start URL', width: '30%', cell: (row) => <UrlCell {...row} /> },
  { id: 'state', header: 'State', width: '176px', cell: (row) => <StateCell {...row} /> },
]
