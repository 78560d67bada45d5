import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
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
    <aside className={classes['card']} aria-label="Interrupted deletion">
      <p className={classes['title']} role="status">
        A deletion was interrupted
      </p>
      <p className={classes['text']}>
        {formatNumber(remaining)} of {recordings(receipt.total)} {remaining === 1 ? 'remains' : 'remain'}.
      </p>
      <div className={classes['actions']}>
        <ButtonLink to={paths.deletions(receipt.projectId, receipt.id)} variant="default" onClick={() => setClosed(true)}>
          Open receipt
        </ButtonLink>
        <Button variant="subtle" onClick={() => setClosed(true)}>
          Later
        </Button>
      </div>
    </aside>
  )
}
