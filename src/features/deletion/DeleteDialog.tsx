import { createPortal } from 'react-dom'
import { useQueryClient } from '@tanstack/react-query'
import { capabilitiesOf } from '#api/capabilities.ts'
import type { Connection } from '#storage/connections.ts'
import type { Person, Recording } from '#api/recordings/recordings.ts'
import type { Receipt } from '#storage/receipts.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { ConfirmDeletion } from './ConfirmDeletion.tsx'
import { ConfirmPerson } from './ConfirmPerson.tsx'
import { recordings as recordingsText } from './deletionMessages.ts'
import { deletesPermanently } from './findRecordingsOfPerson.ts'
import { startDeletion } from './startDeletion.tsx'
import { newReceipt, type Subject, subjectOf } from './subjects.ts'

export type DeleteDialogProps = {
  connection: Connection
  /** The recordings, or the person all of whose recordings are to be found and deleted. */
  of: readonly Recording[] | Person
  /** Called once, when some were deleted or the deletion goes on in the background. */
  onDone?: (() => void) | undefined
  onClose: () => void
}

function isList(of: readonly Recording[] | Person): of is readonly Recording[] {
  return Array.isArray(of)
}

/** Asks for confirmation, then starts the deletion. Above every screen, also when opened from the panel. */
export function DeleteDialog({ connection, of, onDone, onClose }: DeleteDialogProps) {
  const queryClient = useQueryClient()
  const { id: connectionId, host, projectId, projectName } = connection
  const about = { connectionId, host, projectId, projectName }

  function start(subjects: readonly Subject[], details: Pick<Receipt, 'reason' | 'title' | 'foundBy' | 'erasure'>) {
    startDeletion({ queryClient, connection, onDone, ...newReceipt({ ...about, ...details }, subjects) })
  }

  return createPortal(
    <Dialog title="Delete recordings" wide onClose={onClose}>
      {(close) => {
        if (!isList(of)) {
          return (
            <ConfirmPerson
              connection={connection}
              person={of}
              onConfirm={(subjects, name, foundBy, erasure) => {
                close()
                start(subjects, { reason: 'person', title: name, foundBy, ...(erasure && { erasure }) })
              }}
              onCancel={close}
            />
          )
        }
        const subjects = of.map(subjectOf)
        const isOlder = capabilitiesOf(connection).refusedParameters?.has('order_direction') === true
        return (
          <ConfirmDeletion
            subjects={subjects}
            isPermanent={isOlder ? false : deletesPermanently(of)}
            zone={connection.zone}
            onConfirm={() => {
              close()
              start(subjects, { reason: 'selection', title: recordingsText(subjects.length), foundBy: null })
            }}
            onCancel={close}
          />
        )
      }}
    </Dialog>,
    document.body,
  )
}
