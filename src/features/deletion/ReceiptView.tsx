import { useReadOnly } from '#storage/readOnly.ts'
import { useState } from 'react'
import { type Connection, hasKey, useConnections } from '#storage/connections.ts'
import { logActivity } from '#storage/activityLog.ts'
import { formatDateTime, zoneLabel } from '#lib/instant.ts'
import { download } from '#ui/download.ts'
import { countOutcomes } from './subjects.ts'
import { type Outcome, type Receipt, type ReceiptRow } from '#storage/receipts.ts'
import { receiptCsv, receiptFileName, receiptJson } from './receiptFile.ts'
import { ReceiptTable } from './ReceiptTable.tsx'
import { InlineRow, Row, Stack, Text } from '#ui/layout.tsx'
import classes from './ReceiptView.module.css'
import { countsText, recordings } from './deletionMessages.ts'
import { erasureText, isRequested } from './erasure.ts'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

type Props = {
  receipt: Receipt
  rows: readonly ReceiptRow[]
  /** Whether a tab is deleting for it. */
  isRunning?: boolean
  /** Starts it again, in its project; `outcomes` are those of the rows to be deleted, by default what is left. */
  onRetry: (connection: Connection, outcomes?: ReadonlySet<Outcome>) => void
}

function logDownload(name: string, receipt: Receipt, owner: Connection['owner'] | null, count: number) {
  const { connectionId, host, projectId, projectName } = receipt
  void logActivity({ id: connectionId, owner, host, projectId, projectName }, [
    {
      action: 'exported',
      kind: 'file',
      subject: null,
      subjectName: name,
      outcome: 'done',
      detail: `Receipt for ${recordings(count)}`,
    },
  ])
}

export function ReceiptView({ receipt, rows, isRunning = false, onRetry }: Props) {
  const connection = useConnections().find(({ id, host }) => id === receipt.connectionId && host === receipt.host)
  const [failedOnly, setFailedOnly] = useState(false)
  const counts = countOutcomes(rows)
  const remaining = counts.waiting + counts['not attempted'] + counts.unknown
  const shown = failedOnly ? rows.filter(({ outcome }) => outcome === 'failed' || outcome === 'unknown') : rows
  const isReadOnly = useReadOnly(receipt.connectionId)
  const canRetry = !isRunning && !isReadOnly && connection !== undefined && hasKey(connection)
  const zone = connection?.zone ?? null

  function retry(outcomes?: ReadonlySet<Outcome>) {
    if (connection) onRetry({ ...connection, projectId: receipt.projectId }, outcomes)
  }

  function saveFile(extension: string, type: string, text: string) {
    const name = `${receiptFileName(receipt)}.${extension}`
    download(name, type, text)
    logDownload(name, receipt, connection?.owner ?? null, rows.length)
  }

  return (
    <Stack as="section" gap={12} aria-label="Receipt">
      <Summary receipt={receipt} counts={counts} zone={zone} />
      <Row wrap>
        <InlineRow as="label" gap={8} size="sm" className={classes['filter']}>
          <input
            type="checkbox"
            checked={failedOnly}
            disabled={counts.failed + counts.unknown === 0}
            onChange={(event) => setFailedOnly(event.currentTarget.checked)}
          />
          Failed only
        </InlineRow>
        {remaining > 0 && (
          <Button disabled={!canRetry} onClick={() => retry()}>
            {receipt.erasure && isRequested(receipt.erasure) ? 'Look again' : `Resume ${formatNumber(remaining)} left`}
          </Button>
        )}
        {counts.failed > 0 && (
          <Button variant="default" disabled={!canRetry} onClick={() => retry(new Set(['failed']))}>
            Retry failed
          </Button>
        )}
        <Button variant="default" onClick={() => saveFile('csv', 'text/csv', receiptCsv(receipt, rows))}>
          Download CSV
        </Button>
        <Button variant="default" onClick={() => saveFile('json', 'application/json', receiptJson(receipt, rows))}>
          Download JSON
        </Button>
      </Row>
      {remaining + counts.failed > 0 && !canRetry && (
        <Text size="xs" tone="dimmed" breaks>
          {isRunning
            ? 'This deletion is running.'
            : 'The connection used for this deletion isn’t available, so you can’t retry it.'}
        </Text>
      )}
      <ReceiptTable key={String(failedOnly)} rows={shown} zone={zone} />
    </Stack>
  )
}

type SummaryProps = { receipt: Receipt; counts: ReturnType<typeof countOutcomes>; zone: string | null }

function Summary({ receipt, counts, zone }: SummaryProps) {
  return (
    <Stack gap={4}>
      <Text size="md" strong breaks role="status">
        {receipt.reason === 'person' ? `${receipt.title}: ${recordings(receipt.total)}` : recordings(receipt.total)},{' '}
        {countsText(counts)}.
      </Text>
      <Text size="xs" tone="dimmed" breaks>
        {new URL(receipt.host).host} · {receipt.projectName ?? `Project ${receipt.projectId}`} · started{' '}
        {formatDateTime(receipt.startedAt, zone)}
        {receipt.finishedAt ? ` · finished ${formatDateTime(receipt.finishedAt, zone)}` : ' · not finished'} ({zoneLabel(zone)}
        ). {receipt.foundBy}
      </Text>
      {receipt.erasure && (
        <Text size="sm" breaks>
          {erasureText(receipt.erasure, zone)}
        </Text>
      )}
    </Stack>
  )
}
