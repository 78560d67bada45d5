import { useQueryClient } from '@tanstack/react-query'
import type { Connection } from '#storage/connections.ts'
import { ConfirmJob } from '#features/jobs/ConfirmJob.tsx'
import type { ShareAction } from '#features/shareInventory/runAction.ts'
import type { ShareRow } from '#storage/shareRow.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { actionMessages, links } from './actionMessages.ts'
import { ShareList } from './ShareList.tsx'
import { startShareJob } from './shareJobs.tsx'

type Props = {
  connection: Connection
  action: ShareAction
  rows: readonly ShareRow[]
  onClose: () => void
  /** The action was confirmed; it goes on in the dialog of its job. */
  onStart: () => void
}

/** Asks for confirmation, then starts the action. */
export function BulkDialog({ connection, action, rows, onClose, onStart }: Props) {
  const queryClient = useQueryClient()
  const { title, question, consequence, button } = actionMessages[action]
  const count = links(rows.length)
  return (
    <Dialog title={title} wide onClose={onClose}>
      {(close) => (
        <ConfirmJob
          question={question(count)}
          consequence={consequence}
          button={button(count)}
          isFinal={action === 'revoke'}
          list={<ShareList connection={connection} rows={rows} />}
          onConfirm={() => {
            close()
            startShareJob({ queryClient, connection, action, rows })
            onStart()
          }}
          onCancel={close}
        />
      )}
    </Dialog>
  )
}
