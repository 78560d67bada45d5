import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { rowAfter } from '#features/deletion/receiptJob.ts'
import { receiptQueries } from '#features/deletion/receiptQueries.ts'
import { ReceiptView } from '#features/deletion/ReceiptView.tsx'
import { startDeletion } from '#features/deletion/startDeletion.tsx'
import { isRunning, jobStore } from '#features/jobs/jobStore.ts'
import { Stack, Text } from '#ui/layout.tsx'
import classes from './DeletionsPage.module.css'
import { Button } from '#ui/Button.tsx'

/** One receipt: live if this tab is deleting for it, otherwise as stored. */
export function OpenReceipt({ id, onClose }: { id: string; onClose: () => void }) {
  const queryClient = useQueryClient()
  const { jobs } = useSyncExternalStore(jobStore.subscribe, jobStore.get)
  const { data, isPending } = useQuery(receiptQueries.one(id))
  const all = useQuery(receiptQueries.all)
  const job = jobs.find((one) => one.job.id === id && isRunning(one.job))?.job
  if (isPending) return null
  const items = new Map(job?.items.map((item) => [item.id, item]))
  const rows = data?.rows.map((row) => {
    const item = items.get(row.recordingId)
    return item ? rowAfter(row, item) : row
  })
  return (
    <Stack gap={12} className={classes['open']}>
      {data && rows ? (
        <ReceiptView
          receipt={job ? { ...data.receipt, finishedAt: null } : data.receipt}
          rows={rows}
          isRunning={job !== undefined || all.data?.find(({ receipt }) => receipt.id === id)?.isRunning === true}
          onRetry={(connection, outcomes) => startDeletion({ queryClient, connection, ...data, outcomes })}
        />
      ) : (
        <Text tone="dimmed" role="status">
          This browser doesn’t have this receipt.
        </Text>
      )}
      <div>
        <Button variant="default" onClick={onClose}>
          Close receipt
        </Button>
      </div>
    </Stack>
  )
}
