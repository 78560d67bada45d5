import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Row, Stack, Text } from '#ui/layout.tsx'
import classes from './DeletionStatus.module.css'
import { remainingCount, receiptQueries } from './receiptQueries.ts'
import { recordings } from './deletionMessages.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'
import { paths } from '#lib/paths.ts'

/** Shown when closing a tab left a deletion unfinished. */
export function InterruptedNotice() {
  const log = useQuery(receiptQueries.all)
  const [isClosed, setClosed] = useState(false)
  const interrupted = log.data?.find(({ receipt, isRunning }) => receipt.finishedAt === null && !isRunning)
  if (!interrupted || isClosed) return null
  const { receipt, counts } = interrupted
  const remaining = remainingCount(counts)
  return (
    <Stack as="aside" size="sm" frame className={classes['card']} aria-label="Interrupted deletion">
      <Text strong role="status">
        A deletion was interrupted
      </Text>
      <Text tone="dimmed" numeric>
        {formatNumber(remaining)} of {recordings(receipt.total)} {remaining === 1 ? 'remains' : 'remain'}.
      </Text>
      <Row align="stretch">
        <ButtonLink to={paths.deletions(receipt.projectId, receipt.id)} variant="default" onClick={() => setClosed(true)}>
          Open receipt
        </ButtonLink>
        <Button variant="subtle" onClick={() => setClosed(true)}>
          Later
        </Button>
      </Row>
    </Stack>
  )
}
