import { remainingCount, type LoggedReceipt } from '#features/deletion/receiptQueries.ts'
import { countsText, recordings } from '#features/deletion/deletionMessages.ts'
import { ConfirmButton } from '#ui/ConfirmButton.tsx'
import { RelativeTime } from '#ui/RelativeTime.tsx'
import { useNow } from '#ui/useNow.ts'
import { Text } from '#ui/layout.tsx'
import { PlainTable } from '#ui/PlainTable.tsx'
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

const columns = [
  { header: 'Started' },
  { header: 'Recordings' },
  { header: 'Project' },
  { header: 'Status' },
  { header: 'Results' },
  { header: 'Actions', isHidden: true },
]

export function ReceiptsTable({ logged, openId, onOpen, onClear }: Props) {
  const now = useNow(30_000)
  return (
    <PlainTable className={classes['table']} caption="Receipts" columns={columns} stacks>
      <tbody>
        {logged.map((entry) => {
          const { receipt, counts, isRunning } = entry
          const name = receipt.reason === 'person' ? receipt.title : recordings(receipt.total)
          const canResume = !isRunning && remainingCount(counts) > 0
          return (
            <tr key={receipt.id} aria-current={receipt.id === openId || undefined}>
              <td data-wide>
                <RelativeTime at={new Date(receipt.startedAt)} zone={null} now={now} />
              </td>
              <td className={classes['what']} data-wide>
                <bdi>{name.slice(0, 200)}</bdi>
                {receipt.reason === 'person' && (
                  <Text as="span" tone="dimmed">
                    {' '}
                    · {recordings(receipt.total)}
                  </Text>
                )}
              </td>
              <td data-wide>
                {receipt.projectName ?? `Project ${receipt.projectId}`}
                <Text as="span" tone="dimmed">
                  {' '}
                  · {new URL(receipt.host).host}
                </Text>
              </td>
              <td data-wide>{statusText(entry)}</td>
              <td data-wide>{countsText(counts)}</td>
              <td className={classes['actions']} data-wide>
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
    </PlainTable>
  )
}
