import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { currentRun } from '#features/deletion/currentRun.ts'
import { receiptQueries } from '#features/deletion/receiptQueries.ts'
import { ReceiptView } from '#features/deletion/ReceiptView.tsx'
import { Stack, Text } from '#ui/layout.tsx'
import classes from './DeletionsPage.module.css'
import { Button } from '#ui/Button.tsx'

/** One receipt: live if this tab is deleting for it, otherwise as stored. */
export function OpenReceipt({ id, onClose }: { id: string; onClose: () => void }) {
  const run = useSyncExternalStore(currentRun.subscribe, currentRun.get)
  const stored = useQuery(receiptQueries.one(id))
  const all = useQuery(receiptQueries.all)
  const isOfThisTab = run?.receipt.id === id
  const shown = isOfThisTab ? run : stored.data
  const isRunning = isOfThisTab
    ? run.phase.kind !== 'ended'
    : all.data?.find(({ receipt }) => receipt.id === id)?.isRunning === true
  if (stored.isPending && !shown) return null
  return (
    <Stack gap={12} className={classes['open']}>
      {shown ? (
        <ReceiptView receipt={shown.receipt} rows={shown.rows} isRunning={isRunning} />
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
