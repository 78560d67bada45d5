import { useCapabilities } from '#api/capabilities.ts'
import { ConfirmDeletion } from './ConfirmDeletion.tsx'
import { deletesPermanently } from './findRecordingsOfPerson.ts'
import type { DeletionRequest } from './openDeletion.ts'
import { newReceipt, subjectOf } from './subjects.ts'
import { useStartDeletion } from './useStartDeletion.ts'
import { recordings as recordingsText } from './deletionMessages.ts'

type Props = { request: Extract<DeletionRequest, { kind: 'recordings' }>; onCancel: () => void }

export function ConfirmRecordings({ request, onCancel }: Props) {
  const start = useStartDeletion()
  const { connection, recordings, onDone } = request
  const subjects = recordings.map(subjectOf)
  const { refusedParameters } = useCapabilities(connection)
  const isPermanent = refusedParameters?.has('order_direction') ? false : deletesPermanently(recordings)

  function confirm() {
    const about = {
      connectionId: connection.id,
      host: connection.host,
      projectId: connection.projectId,
      projectName: connection.projectName,
      reason: 'selection' as const,
      title: recordingsText(subjects.length),
      foundBy: null,
    }
    start({ connection, onDone, ...newReceipt(about, subjects) })
  }

  return (
    <ConfirmDeletion
      subjects={subjects}
      isPermanent={isPermanent}
      zone={connection.zone}
      onConfirm={confirm}
      onCancel={onCancel}
    />
  )
}
