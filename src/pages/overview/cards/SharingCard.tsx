import { useMemo } from 'react'
import { Link } from 'react-router-dom'
import { countChanges, type Share } from '#features/shareInventory/inventoryView.ts'
import { useScan } from '#features/shareInventory/useScan.ts'
import { useShares } from '#features/shareInventory/useShares.ts'
import { counted, formatNumber } from '#lib/format.ts'
import { screenPath } from '#lib/paths.ts'
import type { Connection } from '#storage/connections.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { Fact, FactList } from '#ui/FactList.tsx'
import { Row, Text } from '#ui/layout.tsx'
import { Card, CardBody, Headline } from '../Card.tsx'

type Props = { connection: Connection; now: number }

/** Reads this browser's last scan only. */
export function SharingCard({ connection, now }: Props) {
  const { scan, run, isPending, isInterrupted } = useScan(connection)
  const { shares, isPending: isReading } = useShares(connection, scan, now)
  const to = screenPath(connection.projectId, 'sharing')
  const updatedAt = scan?.finishedAt ? Date.parse(scan.finishedAt) : 0
  const query = { data: isPending || isReading ? undefined : shares, error: null, isFetching: true, refetch: () => undefined }
  return (
    <Card title="Public links" to={to} updatedAt={updatedAt} now={now}>
      <CardBody query={query} loading="Loading public links" height={180}>
        {(known) =>
          scan === null ? (
            <NeverScanned to={to} />
          ) : (
            <>
              {scan.finishedAt === null && (
                <Text size="sm" tone="dimmed">
                  {run
                    ? 'A scan is running: results so far.'
                    : isInterrupted
                      ? 'The scan is unfinished: results so far.'
                      : 'Results so far.'}
                </Text>
              )}
              <Known shares={known} projectId={connection.projectId} />
            </>
          )
        }
      </CardBody>
    </Card>
  )
}

function NeverScanned({ to }: { to: string }) {
  return (
    <>
      <Text size="sm" tone="dimmed">
        Not scanned yet. A scan finds every recording that anyone with a link can watch.
      </Text>
      <Row>
        <ButtonLink to={to} variant="default">
          Find public recordings
        </ButtonLink>
      </Row>
    </>
  )
}

function Known({ shares, projectId }: { shares: readonly Share[]; projectId: string }) {
  const open = shares.filter(({ row }) => row.state === 'public')
  const changes = useMemo(() => countChanges(shares.map(({ row }) => row)), [shares])
  const count = (test: (share: Share) => boolean) => open.filter(test).length
  const lines: { name: string; of: number; search: Record<string, string>; isLoud?: boolean }[] = [
    { name: 'High risk', of: count(({ risk }) => risk.level === 'high'), search: { risk: 'high' }, isLoud: true },
    { name: 'Medium risk', of: count(({ risk }) => risk.level === 'medium'), search: { risk: 'medium' } },
    { name: 'Low risk', of: count(({ risk }) => risk.level === 'low'), search: { risk: 'low' } },
    { name: 'Older than 30 days', of: count(({ age }) => (age ?? 0) > 30), search: { age: '30' } },
    { name: 'Older than 90 days', of: count(({ age }) => (age ?? 0) > 90), search: { age: '90' } },
    { name: 'New since last scan', of: changes.new + changes.found, search: { change: changes.new > 0 ? 'new' : 'found' } },
    { name: 'Closed since', of: changes.closed, search: { change: 'closed' } },
    { name: 'Review overdue', of: count((one) => one.reviewState === 'overdue'), search: { review: 'overdue' }, isLoud: true },
  ]
  return (
    <>
      <Headline value={formatNumber(open.length)}>{counted(open.length, 'public link').replace(/^\S+ /, '')}</Headline>
      <FactList>
        {lines.flatMap(({ name, of, search, isLoud = false }) =>
          of === 0
            ? []
            : [
                <Fact key={name} name={name}>
                  <Text as="span" tone={isLoud ? 'danger' : undefined} numeric>
                    <Link to={screenPath(projectId, 'sharing', search)}>{formatNumber(of)}</Link>
                  </Text>
                </Fact>,
              ],
        )}
      </FactList>
    </>
  )
}
