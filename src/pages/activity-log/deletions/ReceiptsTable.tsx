import { remainingCount, type LoggedReceipt } from '#features/deletion/receiptQueries.ts'
import { countsText, recordings } from '#features/deletion/deletionMessages.ts'
import { ConfirmButton } from '#ui/ConfirmButton.tsx'
import { RelativeTime } from '#ui/RelativeTime.tsx'
import { useNow } from '#ui/useNow.ts'
import classes from './DeletionsPage.module.css'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

type Props = {
  logged: readonly LoggedReceipt[]
  openId: string
  onOpen: (id: string) => void
  onClear: (id: string) => void
}

function statusText({ receipt, counts, isRunning }: LoggedReceipt): string {
  if (isRunning) return 'Running'
  if (receipt.finishedAt === null) return `Interrupted, ${formatNumber(remainingCount(counts))} left`
  if (remainingCount(counts) > 0) return `Canceled, ${formatNumber(remainingCount(counts))} left`
  return counts.failed > 0 ? `Finished, ${formatNumber(counts.failed)} failed` : 'Complete'
}

export function ReceiptsTable({ logged, openId, onOpen, onClear }: Props) {
  const now = useNow(30_000)
  return (
    <table className={classes['table']}>
      <caption className={classes['caption']}>Receipts</caption>
      <thead>
        <tr>
          <th scope="col">Started</th>
          <th scope="col">Recordings</th>
          <th scope="col">Project</th>
          <th scope="col">Status</th>
          <th scope="col">Results</th>
          <th scope="col">
            <span className={classes['caption']}>Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {logged.map((entry) => {
          const { receipt, counts, isRunning } = entry
          const name = receipt.reason === 'person' ? receipt.title : recordings(receipt.total)
          const canResume = !isRunning && remainingCount(counts) > 0
          return (
            <tr key={receipt.id} aria-current={receipt.id === openId || undefined}>
              <td>
                <RelativeTime at={new Date(receipt.startedAt)} zone={null} now={now} />
              </td>
              <td className={classes['what']}>
                <bdi>{name.slice(0, 200)}</bdi>
                {receipt.reason === 'person' && <span className={classes['quiet']}> · {recordings(receipt.total)}</span>}
              </td>
              <td>
                {receipt.projectName ?? `Project ${receipt.projectId}`}
                <span className={classes['quiet']}> · {new URL(receipt.host).host}</span>
              </td>
              <td>{statusText(entry)}</td>
              <td>{countsText(counts)}</td>
              <td className={classes['actions']}>
                <Button variant={canResume ? 'filled' : 'default'} onClick={() => onOpen(receipt.id)}>
                  {canResume ? 'Open to resume' : 'Open'}
                </Button>
                <ConfirmButton
                  variant="subtle"
                  confirmLabel="Clear permanently"
                  disabled={isRunning}
                  onConfirm={() => onClear(receipt.id)}
                >
                  Clear
                </ConfirmButton>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
