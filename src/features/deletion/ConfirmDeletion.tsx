import { useState } from 'react'
import { ConfirmJob } from '#features/jobs/ConfirmJob.tsx'
import { formatDateTime, zoneLabel } from '#lib/instant.ts'
import { TextInput } from '#ui/fields.tsx'
import { people, recordings } from './deletionMessages.ts'
import { spanOf, type Subject } from './subjects.ts'
import { SubjectList } from './SubjectList.tsx'

/** Above this count the user types "delete" to confirm. */
const maxWithoutTyping = 10

type Props = {
  subjects: readonly Subject[]
  /** Whether this server deletes permanently; null if unknown. */
  isPermanent: boolean | null
  zone: string | null
  /** A sentence; absent if they were selected by hand. */
  foundBy?: string
  onConfirm: () => void
  onCancel: () => void
}

function consequence(isPermanent: boolean | null): string {
  if (isPermanent === null) {
    return 'Newer servers delete recordings permanently, and not even PostHog can restore them. Older servers hide them immediately, and the data stays in storage until it expires. Neither can be undone here.'
  }
  return isPermanent
    ? 'This permanently deletes the recordings. Not even PostHog can restore them.'
    : 'This hides the recordings immediately and can’t be undone here. The recorded data stays in storage until it expires.'
}

function peopleText({ people: namedPeople, nameless }: ReturnType<typeof spanOf>): string {
  if (namedPeople === 0) return 'People unknown.'
  return nameless === 0
    ? `From ${people(namedPeople)}.`
    : `From ${people(namedPeople)}, plus ${recordings(nameless)} of unknown people.`
}

export function ConfirmDeletion({ subjects, isPermanent, zone, foundBy, onConfirm, onCancel }: Props) {
  const [typed, setTyped] = useState('')
  const span = spanOf(subjects)
  const count = subjects.length
  const mustType = count > maxWithoutTyping
  const times =
    span.first && span.last
      ? `Recorded from ${formatDateTime(span.first, zone)} to ${formatDateTime(span.last, zone)}, ${zoneLabel(zone)}.`
      : 'Start times unknown.'
  return (
    <ConfirmJob
      question={`Delete ${recordings(count)}${span.people > 0 ? ` of ${people(span.people)}` : ''}?`}
      details={[times, span.people === 0 || span.nameless > 0 ? peopleText(span) : '', foundBy].filter(Boolean).join(' ')}
      consequence={`${consequence(isPermanent)} PostHog’s own activity log holds at most a count, so the receipt is your proof.`}
      button={`Delete ${recordings(count)}`}
      isFinal
      isReady={!mustType || typed.trim().toLowerCase() === 'delete'}
      list={<SubjectList subjects={subjects} zone={zone} />}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      {mustType && (
        <TextInput
          label="Type “delete” to confirm"
          value={typed}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
    </ConfirmJob>
  )
}
