import { useReadOnly } from '#storage/readOnly.ts'
import { IconAlertTriangle, IconClick } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router-dom'
import type { SessionGroup } from '#api/recordings/sessionGroups.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { counted, formatNumber } from '#lib/format.ts'
import { paths } from '#lib/paths.ts'
import type { Connection } from '#storage/connections.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { Row } from '#ui/layout.tsx'
import { PlainTable } from '#ui/PlainTable.tsx'
import { RelativeTime } from '#ui/RelativeTime.tsx'
import { SkeletonRows } from '#ui/TableSkeleton.tsx'
import { useNow } from '#ui/useNow.ts'
import { writeIds } from '../idLists.ts'
import { startMarkViewed } from '../markViewed.ts'
import { groupName, watchPath } from './groupText.ts'
import classes from './GroupsTable.module.css'

const columns = [
  { header: 'Kind', width: '132px' },
  { header: 'What happened' },
  { header: 'Recordings', width: '116px' },
  { header: 'People', width: '92px' },
  { header: 'Last seen', width: '110px' },
  { header: 'Actions', width: '440px', isHidden: true },
]

/** What the table looks like before it is loaded. */
export function GroupsTableShape() {
  return (
    <PlainTable className={classes['table']} caption="" columns={columns} stacks>
      <SkeletonRows cells={columns.map(() => 'text')} />
    </PlainTable>
  )
}

export function GroupsTable({ connection, groups }: { connection: Connection; groups: readonly SessionGroup[] }) {
  const now = useNow(30_000)
  return (
    <PlainTable className={classes['table']} caption="Groups" columns={columns} stacks>
      <tbody>
        {groups.map((group) => (
          <tr key={group.kind + group.newest.id + groupName(group)}>
            <td data-wide>
              <Row gap={6} size="sm">
                {group.kind === 'exception' ? <IconAlertTriangle size={14} aria-hidden /> : <IconClick size={14} aria-hidden />}
                {group.kind === 'exception' ? 'Exception' : 'Rage click'}
              </Row>
            </td>
            <td className={classes['what']} data-wide>
              <bdi>{cutText(oneLine(groupName(group)), 240)}</bdi>
            </td>
            <td>{counted(group.ids.length, 'recording')}</td>
            <td>{group.people === 0 ? 'No people' : group.people === 1 ? '1 person' : `${formatNumber(group.people)} people`}</td>
            <td>
              <RelativeTime at={new Date(group.lastAt)} zone={connection.zone} now={now} />
            </td>
            <td data-wide>
              <Actions connection={connection} group={group} />
            </td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  )
}

/** Long lists of IDs are stored when one is opened, so these are no links. */
function Actions({ connection, group }: { connection: Connection; group: SessionGroup }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const isReadOnly = useReadOnly(connection.id)
  const { projectId } = connection
  // 5 years is the longest retention.
  const list = () => ({ session_ids: writeIds(group.ids), date_from: '-1825d' })
  const describe = (action: string) => `${action}: ${cutText(oneLine(groupName(group)), 120)}`
  return (
    <Row gap={6} wrap>
      <ButtonLink to={watchPath(projectId, group)} size="compact-sm" variant="default" aria-label={describe('Watch')}>
        Watch
      </ButtonLink>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={describe('Show all')}
        onClick={() => void navigate(paths.recordings(projectId, list()))}
      >
        Show all
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={describe('Triage')}
        onClick={() => void navigate(paths.triage(projectId, `?${new URLSearchParams(list())}`))}
      >
        Triage
      </Button>
      {!isReadOnly && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={describe('Mark all as viewed')}
          onClick={() =>
            startMarkViewed(
              queryClient,
              connection,
              group.ids.map((id) => ({ id, name: id })),
            )
          }
        >
          Mark all as viewed
        </Button>
      )}
    </Row>
  )
}
