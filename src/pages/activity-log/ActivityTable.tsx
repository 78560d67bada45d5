import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { Link } from 'react-router-dom'
import type { Connection } from '#storage/connections.ts'
import { activityName } from '#storage/activityNames.ts'
import type { ActivityEntry } from '#storage/activityLog.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import { LongText } from '#ui/LongText.tsx'
import { TruncateMiddle } from '#ui/TruncateMiddle.tsx'
import { RelativeTime } from '#ui/RelativeTime.tsx'
import { useNow } from '#ui/useNow.ts'
import classes from './ActivityLogPage.module.css'
import { kindNames } from './activityMessages.ts'
import { paths } from '#lib/paths.ts'

export function ActivityTable({ rows, connection }: { rows: readonly ActivityEntry[]; connection: Connection }) {
  const now = useNow(30_000)
  return (
    <table className={classes['table']}>
      <caption className={classes['caption']}>Activity log</caption>
      <thead>
        <tr>
          <th scope="col" className={classes['when']}>
            {' '}
            Time{' '}
          </th>
          <th scope="col" className={classes['what']}>
            {' '}
            Action{' '}
          </th>
          <th scope="col" className={classes['ended']}>
            Outcome
          </th>
          <th scope="col" className={classes['subject']}>
            {' '}
            Target{' '}
          </th>
          <th scope="col" className={classes['link']}>
            Link
          </th>
          <th scope="col">Details</th>
          <th scope="col" className={classes['who']}>
            {' '}
            User and project{' '}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((entry) => (
          <tr key={entry.id}>
            <td>
              <RelativeTime at={new Date(entry.at)} zone={connection.zone} now={now} />
            </td>
            <td className={classes['action']}>{activityName(entry)}</td>
            <td>
              <Outcome outcome={entry.outcome} />
            </td>
            <td className={classes['subject']}>
              <Subject entry={entry} isHere={entry.host === connection.host} />
            </td>
            <td>{entry.linkEnd === null ? <EmptyValue meaning="No link" /> : <code>…{entry.linkEnd}</code>}</td>
            <td className={classes['detail']}>
              {entry.detail === null ? <EmptyValue meaning="No details" /> : <LongText text={entry.detail} maxLength={160} />}
            </td>
            <td className={classes['who']}>
              {entry.owner ? <bdi>{cutText(oneLine(entry.owner), 80)}</bdi> : 'Unknown key owner'}
              <span className={classes['quiet']}>
                <bdi>{cutText(entry.projectName ?? `Project ${entry.projectId}`, 60)}</bdi> · {hostOf(entry.host)}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function hostOf(origin: string): string {
  return origin.replace(/^https?:\/\//, '')
}

function Outcome({ outcome }: Pick<ActivityEntry, 'outcome'>) {
  const Icon = outcome === 'done' ? IconCheck : IconAlertTriangle
  return (
    <span className={classes['outcome']} data-outcome={outcome}>
      <Icon size={14} aria-hidden /> {outcome === 'done' ? 'Done' : 'Failed'}
    </span>
  )
}

function Subject({ entry: { kind, subject, subjectName, projectId }, isHere }: { entry: ActivityEntry; isHere: boolean }) {
  const name = subjectName === null ? null : <bdi>{cutText(oneLine(subjectName), 80)}</bdi>
  if (kind === 'recording' && subject !== null && isHere) {
    return (
      <>
        <Link to={paths.recording(projectId, subject)}>{name ?? 'Recording'}</Link>
        <TruncateMiddle text={subject} tail={12} />
      </>
    )
  }
  return (
    <>
      {name ?? kindNames[kind]}
      {subject !== null && <TruncateMiddle text={subject} tail={12} />}
    </>
  )
}
