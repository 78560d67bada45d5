import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router-dom'
import { useConnection } from '#features/connection/useConnection.ts'
import { receiptQueries } from '#features/deletion/receiptQueries.ts'
import { receiptLog } from '#features/deletion/receipts.ts'
import { ConfirmButton } from '#ui/ConfirmButton.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { PageError } from '#ui/PageError.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { TableSkeleton } from '#ui/TableSkeleton.tsx'
import { useSearch } from '#ui/useSearch.ts'
import { searchReader } from '#lib/searchParams.ts'
import classes from './DeletionsPage.module.css'
import { OpenReceipt } from './OpenReceipt.tsx'
import { ReceiptsTable } from './ReceiptsTable.tsx'
import { paths } from '#lib/paths.ts'

const search = searchReader({ receipt: (id) => id })

export function DeletionsPage() {
  const { projectId } = useConnection()
  const [{ receipt: openId }, change] = useSearch(search)
  const queryClient = useQueryClient()
  const log = useQuery(receiptQueries.all)
  const finished = log.data?.filter(({ isRunning }) => !isRunning) ?? []

  async function clear(ids: readonly string[]) {
    for (const id of ids) await receiptLog.clear(id)
    if (ids.includes(openId)) change({ receipt: '' })
    await queryClient.invalidateQueries({ queryKey: ['deletions'] })
  }

  return (
    <>
      <title>Deletion log · Replay Desk</title>
      <PageHeader
        title="Deletion log"
        description={
          <>
            What was deleted from this browser. Kept here only, with the names of people but never a key: clear what you no longer
            need. The{' '}
            <Link className={classes['inText'] ?? ''} to={paths.activityLog(projectId)}>
              trail
            </Link>{' '}
            has this and all else that was done from here.
          </>
        }
        actions={
          finished.length > 0 && (
            <ConfirmButton
              variant="outline"
              confirmLabel="Clear for good"
              onConfirm={() => void clear(finished.map(({ receipt }) => receipt.id))}
            >
              {finished.length === 1 ? 'Clear 1 receipt' : `Clear ${finished.length} receipts`}
            </ConfirmButton>
          )
        }
      />
      {openId !== '' && <OpenReceipt key={openId} id={openId} onClose={() => change({ receipt: '' })} />}
      {log.isPending && <TableSkeleton label="The log is being read" />}
      {log.isError && (
        <PageError
          message="This browser does not let the page keep a log."
          next="Private windows and strict settings do that. Receipts then last until the page is closed: download them."
          onRetry={() => void log.refetch()}
        />
      )}
      {log.data?.length === 0 && (
        <EmptyState title="Nothing was deleted from this browser">Every deletion leaves a receipt here.</EmptyState>
      )}
      {log.data && log.data.length > 0 && (
        <div className={classes['box']}>
          <ReceiptsTable
            logged={log.data}
            openId={openId}
            onOpen={(id) => change({ receipt: id })}
            onClear={(id) => void clear([id])}
          />
        </div>
      )}
    </>
  )
}
