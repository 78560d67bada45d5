import { useInfiniteQuery } from '@tanstack/react-query'
import type { Connection } from '#storage/connections.ts'
import { asApiError } from '#api/http/errors.ts'
import {
  type Delivery,
  deliveryQueries,
  isHistoryMissing,
  type RecipientResult,
} from '#api/subscriptions/subscriptionDeliveries.ts'
import { Failure } from '#features/failure/Failure.tsx'
import { outcomeOf, hasMissed } from '#features/schedule/lintDelivery.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { RelativeTime } from '#ui/RelativeTime.tsx'
import { Row, Stack, Text } from '#ui/layout.tsx'
import classes from './SubscriptionDetails.module.css'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

type Props = { connection: Connection; id: string; now: number }

const maxResults = 50

function resultMessage({ recipient, status, error }: RecipientResult): string {
  return [recipient ?? 'Unknown recipient', status ?? 'no result', error].filter(Boolean).join(': ')
}

function DeliveryLine({ delivery, zone, now }: { delivery: Delivery; zone: string | null; now: number }) {
  const { status, triggerType, scheduledAt, createdAt, finishedAt, recipientResults, error } = delivery
  const outcome = outcomeOf(delivery)
  const hasFailed = outcome === 'failed' || outcome === 'partial'
  const results = recipientResults.toSorted((one, other) => Number(hasMissed(other)) - Number(hasMissed(one)))
  const remaining = results.length - maxResults
  return (
    <Stack as="li" gap={2} className={classes['delivery']}>
      <Row as="span" align="stretch" className={classes['deliveryHead']} data-bad={hasFailed || undefined}>
        <strong>{status ? cutText(oneLine(status), 40) : 'Unknown'}</strong>
        <RelativeTime at={finishedAt ?? scheduledAt ?? createdAt} zone={zone} now={now} />
        <span className={classes['quiet']}>{triggerType ?? ''}</span>
      </Row>
      {error && (
        <Text as="span" tone="warning">
          {cutText(oneLine(error), 300)}
        </Text>
      )}
      {recipientResults.length > 0 && (
        <Stack as="ul" gap={4} size="sm" breaks>
          {results.slice(0, maxResults).map((result, index) => (
            // A recipient can occur twice, and the server gives no ID.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index}>{cutText(oneLine(resultMessage(result)), 300)}</li>
          ))}
          {remaining > 0 && <li className={classes['quiet']}>{`and ${formatNumber(remaining)} more`}</li>}
        </Stack>
      )}
    </Stack>
  )
}

export function DeliveryHistory({ connection, id, now }: Props) {
  const history = useInfiniteQuery(deliveryQueries.history(connection, id))
  if (history.isPending) return <p className={classes['quiet']}>Loading deliveries…</p>
  if (history.data === undefined) {
    if (isHistoryMissing(asApiError(history.error))) return <p className={classes['quiet']}>No history on this server.</p>
    return <Failure error={history.error} onRetry={() => void history.refetch()} />
  }
  const rows = history.data.pages.flatMap((page) => page.rows)
  const isSending = rows.some(({ status }) => status === 'starting')
  if (rows.length === 0) return <p className={classes['quiet']}>No deliveries yet.</p>
  return (
    <>
      {isSending && (
        <Row as="p" wrap tone="dimmed" className={classes['sending']}>
          A delivery is in progress.
          <Button
            variant="default"
            size="compact-sm"
            loading={history.isRefetching && !history.isFetchingNextPage}
            onClick={() => void history.refetch()}
          >
            Refresh
          </Button>
        </Row>
      )}
      <Stack as="ol" gap={4} size="sm" breaks>
        {rows.map((delivery) => (
          <DeliveryLine key={delivery.id} delivery={delivery} zone={connection.zone} now={now} />
        ))}
      </Stack>
      {history.hasNextPage && (
        <Button variant="default" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          Show older deliveries
        </Button>
      )}
    </>
  )
}
