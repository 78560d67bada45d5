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
import { InlineRow, Text } from '#ui/layout.tsx'
import { PlainTable } from '#ui/PlainTable.tsx'
import { SkeletonRows } from '#ui/TableSkeleton.tsx'
import classes from './ActivityLogPage.module.css'
import { kindNames } from './activityMessages.ts'
import { paths } from '#lib/paths.ts'

const columns = [
  { header: 'Time', width: '120px' },
  { header: 'Action', width: '168px' },
  { header: 'Outcome', width: '100px' },
  { header: 'Target', width: '27%' },
  { header: 'Link', width: '84px' },
  { header: 'Details' },
  { header: 'User and project', width: '19%' },
]

/** What the table looks like before it is loaded. */
export function ActivityTableShape() {
  return (
    <PlainTable className={classes['table']} caption="" columns={columns} stacks>
      <SkeletonRows cells={columns.map(() => 'text')} />
    </PlainTable>
  )
}

export function ActivityTable({ rows, connection }: { rows: readonly ActivityEntry[]; connection: Connection }) {
  const now = useNow(30_000)
  return (
    <PlainTable className={classes['table']} caption="Activity log" columns={columns} stacks>
      <tbody>
        {rows.map((entry) => (
          <tr key={entry.id}>
            <td>
              <RelativeTime at={new Date(entry.at)} zone={connection.zone} now={now} />
            </td>
            <td>
              <b>{activityName(entry)}</b>
            </td>
            <td>
              <Outcome outcome={entry.outcome} />
            </td>
            <td className={classes['subject']} data-wide>
              <Subject entry={entry} isHere={entry.host === connection.host} />
            </td>
            <td>{entry.linkEnd === null ? <EmptyValue meaning="No link" /> : <code>…{entry.linkEnd}</code>}</td>
            <td data-wide>
              {entry.detail === null ? <EmptyValue meaning="No details" /> : <LongText text={entry.detail} maxLength={160} />}
            </td>
            <td data-wide>
              {entry.owner ? <bdi>{cutText(oneLine(entry.owner), 80)}</bdi> : 'Unknown key owner'}
              <Text as="small" size="xs" tone="dimmed">
                <bdi>{cutText(entry.projectName ?? `Project ${entry.projectId}`, 60)}</bdi> · {hostOf(entry.host)}
              </Text>
            </td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  )
}

function hostOf(origin: string): string {
  return origin.replace(/^https?:\/\//, '')
}

const outcomeNames = { done: 'Done', failed: 'Failed', unknown: 'Unknown' }

function Outcome({ outcome }: Pick<ActivityEntry, 'outcome'>) {
  const Icon = outcome === 'done' ? IconCheck : IconAlertTriangle
  return (
    <InlineRow tone={outcome === 'failed' ? 'danger' : 'dimmed'}>
      <Icon size={14} aria-hidden /> {outcomeNames[outcome]}
    </InlineRow>
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
