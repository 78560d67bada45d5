import { useState } from 'react'
import { ConfirmJob } from '#features/jobs/ConfirmJob.tsx'
import { formatDateTime, zoneLabel } from '#lib/instant.ts'
import { TextInput } from '#ui/fields.tsx'
import { Text } from '#ui/layout.tsx'
import { RadioList } from '#ui/RadioList.tsx'
import { people, recordings } from './deletionMessages.ts'
import { spanOf, type Subject } from './subjects.ts'
import { SubjectList } from './SubjectList.tsx'

/** Above this count the user types "delete" to confirm. */
const maxWithoutTyping = 10

/** Deletes each of the subjects, or has the server erase everything recorded of their person. */
type Way = 'each' | 'person'

type Props = {
  subjects: readonly Subject[]
  /** Whether this server deletes permanently; null if unknown. */
  isPermanent: boolean | null
  zone: string | null
  /** A sentence; absent if they were selected by hand. */
  foundBy?: string
  /** Whether the server could erase all recordings of their person by one request. */
  erasesPerson?: 'yes' | 'lacks scope' | 'no'
  onConfirm: (way: Way) => void
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

function waysOf(count: number) {
  return [
    {
      value: 'each' as const,
      label: `Delete the ${recordings(count)} found`,
      hint: 'You see the outcome of each as soon as it’s deleted.',
    },
    {
      value: 'person' as const,
      label: 'Have the server erase all recordings of this person',
      hint: 'Includes recordings that weren’t found here. The server does it in the background and doesn’t tell when it’s done.',
    },
  ]
}

const personConsequence =
  'This erases all recordings of this person, including any not listed here, and can’t be undone. The person and their events stay.'

export function ConfirmDeletion({ subjects, isPermanent, zone, foundBy, erasesPerson = 'no', onConfirm, onCancel }: Props) {
  const [typed, setTyped] = useState('')
  const [way, setWay] = useState<Way>('each')
  const span = spanOf(subjects)
  const count = subjects.length
  const isEach = way === 'each'
  const mustType = !isEach || count > maxWithoutTyping
  const times =
    span.first && span.last
      ? `Recorded from ${formatDateTime(span.first, zone)} to ${formatDateTime(span.last, zone)}, ${zoneLabel(zone)}.`
      : 'Start times unknown.'
  return (
    <ConfirmJob
      question={
        isEach
          ? `Delete ${recordings(count)}${span.people > 0 ? ` of ${people(span.people)}` : ''}?`
          : 'Erase all recordings of this person?'
      }
      details={[times, span.people === 0 || span.nameless > 0 ? peopleText(span) : '', foundBy].filter(Boolean).join(' ')}
      consequence={`${isEach ? consequence(isPermanent) : personConsequence} PostHog’s own activity log holds at most a count, so the receipt is your proof.`}
      button={isEach ? `Delete ${recordings(count)}` : 'Erase all recordings'}
      isFinal
      isReady={!mustType || typed.trim().toLowerCase() === 'delete'}
      list={
        <>
          <SubjectList subjects={subjects} zone={zone} />
          {erasesPerson === 'yes' && <RadioList label="How to delete" options={waysOf(count)} value={way} onChange={setWay} />}
          {erasesPerson === 'lacks scope' && (
            <Text size="sm" tone="dimmed" breaks>
              The key lacks person:write, so you can’t have the server erase all recordings of this person in one request.
            </Text>
          )}
        </>
      }
      onConfirm={() => onConfirm(way)}
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
