import { activityName } from '#storage/activityNames.ts'
import {
  comparisonMessage,
  countsMessage,
  methodLimit,
  methodMessage,
  rangeMessage,
  refusedStrategyMessages,
} from '#features/shareInventory/coverage.ts'
import { actorOf, type EvidenceSource, evidenceSummary, ownersOf, shownLink } from '#features/shareInventory/evidence.ts'
import { personOf, startOf } from '#features/shareInventory/inventoryView.ts'
import { unknownPerson } from '#api/recordings/personName.ts'
import { formatDateTime, zoneLabel } from '#lib/instant.ts'
import { Fact, FactList } from '#ui/FactList.tsx'
import { Text } from '#ui/layout.tsx'
import classes from './EvidencePage.module.css'
import { counted } from '#lib/format.ts'

type Props = { source: EvidenceSource; zone: string | null }

function timeIn(zone: string | null) {
  return (iso: string | null) => (iso === null ? 'unknown' : formatDateTime(iso, zone))
}

export function EvidenceSheet({ source, zone }: Props) {
  const { shares, failed, actions } = source
  const open = shares.filter(({ row }) => row.state === 'public').length
  return (
    <article className={classes['sheet']}>
      <h1 className={classes['title']}>{counted(open, 'public recording')}</h1>
      <p>{evidenceSummary(shares)}</p>
      <ScanFacts source={source} zone={zone} />
      <h2 className={classes['heading']}>Recordings</h2>
      <div className={classes['wide']}>
        <SharesTable source={source} zone={zone} />
      </div>
      {failed.length > 0 && (
        <>
          <h2 className={classes['heading']}>Failed checks</h2>
          <ul className={classes['plainList']}>
            {failed.map(({ id, why }) => (
              <li key={id}>
                {id}: {why}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2 className={classes['heading']}>Activity of this browser in this project</h2>
      {actions.length === 0 ? (
        <Text size="sm" tone="dimmed">
          No activity logged.
        </Text>
      ) : (
        <ActivityTable source={source} zone={zone} />
      )}
    </article>
  )
}

function ScanFacts({ source, zone }: Props) {
  const { scan, damaged } = source
  const when = timeIn(zone)
  return (
    <FactList>
      <Fact name="Host">{source.connection.host}</Fact>
      <Fact name="Project">{scan.projectName === null ? scan.projectId : `${scan.projectName} (${scan.projectId})`}</Fact>
      <Fact name="API key owner">{ownersOf(scan, source.connection)}</Fact>
      <Fact name="Scanned">
        {when(scan.startedAt)} to {scan.finishedAt === null ? 'not finished' : when(scan.finishedAt)}
        {scan.end === 'cancelled' && ', canceled'}
      </Fact>
      <Fact name="Method">{[methodMessage(scan), methodLimit(scan)].filter((text) => text !== null).join('. ')}</Fact>
      {scan.refused.length > 0 && <Fact name="Unavailable">{refusedStrategyMessages(scan).join(' ')}</Fact>}
      <Fact name="Range">{rangeMessage(scan, zone)}</Fact>
      <Fact name="Coverage">{countsMessage(scan)}</Fact>
      <Fact name="Compared with">{comparisonMessage(scan, zone)}</Fact>
      {damaged > 0 && (
        <Fact name="Damaged">
          {counted(damaged, 'row')} of this scan couldn’t be read and {damaged === 1 ? 'is' : 'are'} missing here.
        </Fact>
      )}
      <Fact name="Exported">{when(source.writtenAt)}</Fact>
      <Fact name="Times">{zoneLabel(zone)}, by the clock of the computer that ran the scan</Fact>
    </FactList>
  )
}

function SharesTable({ source, zone }: Props) {
  const when = timeIn(zone)
  return (
    <table className={`${classes['table']} ${classes['shares']}`}>
      <thead>
        <tr>
          <th scope="col">Person</th>
          <th scope="col">State</th>
          <th scope="col">Recorded</th>
          <th scope="col">Shared</th>
          <th scope="col">Password</th>
          <th scope="col">Link</th>
          <th scope="col">Checked</th>
          <th scope="col">Risk</th>
          <th scope="col">Review</th>
        </tr>
      </thead>
      <tbody>
        {source.shares.map(({ row, risk, review, reviewState }) => (
          <tr key={row.id}>
            <td>
              <bdi>{personOf(row) ?? unknownPerson}</bdi>
              <small>{row.id}</small>
            </td>
            <td>{row.state === 'public' ? 'public' : row.isClosedHere ? 'closed after scan' : 'no longer public'}</td>
            <td>{when(startOf(row))}</td>
            <td>{when(row.sharedSince)}</td>
            <td>{row.hasPassword === null ? 'not supported' : row.hasPassword ? 'required' : 'none'}</td>
            <td className={classes['link']}>{shownLink(source, row) ?? 'unknown'}</td>
            <td>{when(row.checkedAt)}</td>
            <td>
              {row.state === 'public' ? risk.level : 'none'}
              {row.state === 'public' && <small>{risk.reasons.map(({ label }) => label).join('; ')}</small>}
            </td>
            <td>
              {review ? `${reviewState === 'lapsed' ? 'for an earlier link, until' : 'approved until'} ${review.until}` : 'none'}
              {review && <small>{review.because}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ActivityTable({ source, zone }: Props) {
  const when = timeIn(zone)
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Action</th>
          <th scope="col">Outcome</th>
          <th scope="col">Target</th>
          <th scope="col">Link</th>
          <th scope="col">API key owner</th>
        </tr>
      </thead>
      <tbody>
        {source.actions.map((entry) => (
          <tr key={entry.id}>
            <td>{when(entry.at)}</td>
            <td>{activityName(entry)}</td>
            <td>
              {entry.outcome}
              {entry.detail && <small>{entry.detail}</small>}
            </td>
            <td>
              <bdi>{entry.subjectName ?? entry.subject ?? ''}</bdi>
              {entry.subjectName !== null && <small>{entry.subject}</small>}
            </td>
            <td>{entry.linkEnd === null ? '' : `…${entry.linkEnd}`}</td>
            <td>{actorOf(entry, source.connection)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
