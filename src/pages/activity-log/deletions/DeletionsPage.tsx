import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useConnection } from '#features/connection/useConnection.ts'
import { receiptQueries, refreshReceipts } from '#features/deletion/receiptQueries.ts'
import { receiptLog } from '#storage/receipts.ts'
import { ConfirmButton } from '#ui/ConfirmButton.tsx'
import { EmptyState } from '#ui/EmptyState.tsx'
import { PageError } from '#ui/PageError.tsx'
import { ResultBody } from '#ui/ResultBody.tsx'
import { useSearch } from '#ui/useSearch.ts'
import { searchReader } from '#lib/searchParams.ts'
import { ActivityLogHeader } from '../ActivityLogHeader.tsx'
import { ScrollBox } from '#ui/ScrollBox.tsx'
import { OpenReceipt } from './OpenReceipt.tsx'
import { ReceiptsTable } from './ReceiptsTable.tsx'

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
    refreshReceipts(queryClient)
  }

  return (
    <>
      <title>Deletions · Activity log · Replay Desk</title>
      <ActivityLogHeader
        projectId={projectId}
        description="Deletions made in this browser, stored only here. Receipts include names but no API keys. Clear those you no longer need."
        actions={
          finished.length > 0 && (
            <ConfirmButton
              variant="outline"
              confirmLabel="Clear permanently"
              onConfirm={() => void clear(finished.map(({ receipt }) => receipt.id))}
            >
              {finished.length === 1 ? 'Clear 1 receipt' : `Clear ${finished.length} receipts`}
            </ConfirmButton>
          )
        }
      />
      {openId !== '' && <OpenReceipt key={openId} id={openId} onClose={() => change({ receipt: '' })} />}
      <ResultBody
        result={log}
        loading="Loading receipts"
        failure={
          <PageError
            message="This browser can’t save receipts."
            next="Private windows and strict privacy settings block storage. Receipts last until you close the page, so download them."
            onRetry={() => void log.refetch()}
          />
        }
        isEmpty={({ length }) => length === 0}
        empty={<EmptyState title="No deletions yet">Every deletion leaves a receipt here.</EmptyState>}
      >
        {(logged) => (
          <ScrollBox>
            <ReceiptsTable
              logged={logged}
              openId={openId}
              onOpen={(id) => change({ receipt: id })}
              onClear={(id) => void clear([id])}
            />
          </ScrollBox>
        )}
      </ResultBody>
    </>
  )
}
