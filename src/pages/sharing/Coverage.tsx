import { pathSegment } from '#lib/pathSegment.ts'
import { Link } from 'react-router-dom'
import {
  clockMessage,
  comparisonMessage,
  countsMessage,
  isFullyCovered,
  lostRowsMessage,
  methodLimit,
  methodMessage,
  rangeMessage,
  refusedStrategyMessages,
} from '#features/shareInventory/coverage.ts'
import { useConnection } from '#features/connection/useConnection.ts'
import { ownersOf } from '#features/shareInventory/evidence.ts'
import type { Scan } from '#storage/scan.ts'
import type { ShareRow } from '#storage/shareRow.ts'
import { formatDateTime, zoneLabel } from '#lib/instant.ts'
import { Disclosure } from '#ui/Disclosure.tsx'
import { Fact, FactList } from '#ui/FactList.tsx'
import { TruncateMiddle } from '#ui/TruncateMiddle.tsx'
import { Row, Stack, Text } from '#ui/layout.tsx'
import classes from './SharingPage.module.css'
import { Button } from '#ui/Button.tsx'
import { counted } from '#lib/format.ts'

type Props = {
  scan: Scan
  zone: string | null
  failed: readonly ShareRow[]
  /** Rows of the scan that could not be read from storage. */
  damaged: number
  /** Absent while a scan is running. */
  onRetry?: (() => void) | undefined
}

const maxFailedShown = 50

function endText({ end, finishedAt }: Scan, zone: string | null): string {
  if (finishedAt === null) return 'not finished'
  return `${end === 'cancelled' ? 'canceled' : 'finished'} ${formatDateTime(finishedAt, zone)}`
}

/** What the scan checked, how, and what is missing. */
export function Coverage({ scan, zone, failed, damaged, onRetry }: Props) {
  const clock = clockMessage(scan)
  const lost = lostRowsMessage(scan)
  return (
    <Stack as="section" gap={4} fixed className={classes['coverage']} aria-labelledby="coverage">
      <Row gap="4px 12px" align="baseline" wrap>
        <Text as="h2" size="sm" id="coverage">
          Coverage
        </Text>
        <Text size="sm" tone={scan.end === null || isFullyCovered(scan) ? 'dimmed' : 'warning'}>
          {countsMessage(scan)}
        </Text>
        {failed.length > 0 && onRetry && (
          <Button variant="default" size="compact-xs" onClick={onRetry}>
            Check {counted(failed.length, 'failed recording')} again
          </Button>
        )}
      </Row>
      {damaged > 0 && (
        <Text size="sm" tone="danger" breaks role="alert">
          {counted(damaged, 'row')} of this scan couldn’t be read and {damaged === 1 ? 'is' : 'are'} missing below. Scan again.
        </Text>
      )}
      {lost && (
        <Text size="sm" tone="warning" breaks>
          {lost}
        </Text>
      )}
      {clock && (
        <Text size="sm" tone="warning" breaks>
          {clock}
        </Text>
      )}
      <Disclosure title="Scan details" inline>
        {() => <ScanDetails scan={scan} zone={zone} failed={failed} />}
      </Disclosure>
    </Stack>
  )
}

function ScanDetails({ scan, zone, failed }: Pick<Props, 'scan' | 'zone' | 'failed'>) {
  const connection = useConnection()
  const limit = methodLimit(scan)
  return (
    <FactList>
      <Fact name="Method">
        {methodMessage(scan)}
        {limit && (
          <Text as="span" block size="xs" tone="dimmed">
            {limit}
          </Text>
        )}
        {refusedStrategyMessages(scan).map((text) => (
          <Text as="span" block size="xs" tone="dimmed" key={text}>
            {text}
          </Text>
        ))}
      </Fact>
      <Fact name="Range">{rangeMessage(scan, zone)}</Fact>
      <Fact name="Time">
        Started {formatDateTime(scan.startedAt, zone)}, {endText(scan, zone)} ({zoneLabel(zone)}), by this computer’s clock
      </Fact>
      <Fact name="API key owner">{ownersOf(scan, connection)}</Fact>
      <Fact name="Compared with">{comparisonMessage(scan, zone)}</Fact>
      {scan.detailsProblem && <Fact name="People">Unknown: {scan.detailsProblem}</Fact>}
      {failed.length > 0 && (
        <Fact name="Failed">
          <FailedList failed={failed} />
        </Fact>
      )}
    </FactList>
  )
}

function FailedList({ failed }: Pick<Props, 'failed'>) {
  return (
    <>
      <ul className={classes['failedList']}>
        {failed.slice(0, maxFailedShown).map(({ id, why }) => (
          <li key={id}>
            <Link to={`../recordings/${pathSegment(id)}`} relative="path">
              <TruncateMiddle text={id} focusable={false} />
            </Link>
            <Text as="span" block size="xs" tone="dimmed">
              {why}
            </Text>
          </li>
        ))}
      </ul>
      {failed.length > maxFailedShown &&
        `and ${counted(failed.length - maxFailedShown, 'more', 'more')}. The exported evidence lists all of them.`}
    </>
  )
}
