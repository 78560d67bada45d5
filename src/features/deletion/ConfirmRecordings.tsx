import { unsupportedParameters } from '#api/recordings/recordings.ts'
import { ConfirmDeletion } from './ConfirmDeletion.tsx'
import { deletesForGood } from './findRecordingsOfPerson.ts'
import type { Wish } from './openDeletion.ts'
import { newReceipt, subjectOf } from './subjects.ts'
import { useStartDeletion } from './useStartDeletion.ts'
import { recordings as recordingsText } from './deletionMessages.ts'

type Props = { wish: Extract<Wish, { kind: 'recordings' }>; onCancel: () => void }

/** Asks about recordings that were chosen by hand. */
export function ConfirmRecordings({ wish, onCancel }: Props) {
  const start = useStartDeletion()
  const { at, recordings, onDone } = wish
  const subjects = recordings.map(subjectOf)
  const isPermanent = unsupportedParameters(at.id).has('order_direction') ? false : deletesForGood(recordings)

  function confirm() {
    const about = {
      connectionId: at.id,
      host: at.host,
      projectId: at.projectId,
      projectName: at.projectName,
      reason: 'selection' as const,
      title: recordingsText(subjects.length),
      foundBy: null,
    }
    start({ at, onDone, ...newReceipt(about, subjects) })
  }

  return <ConfirmDeletion subjects={subjects} isPermanent={isPermanent} zone={at.zone} onConfirm={confirm} onCancel={onCancel} />
}
