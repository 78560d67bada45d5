import { IconAlertTriangle } from '@tabler/icons-react'
import { type FormEvent, useState, useSyncExternalStore } from 'react'
import { formatDateTime, zoneLabel } from '#lib/instant.ts'
import { currentRun } from './currentRun.ts'
import { Row, Stack, Text } from '#ui/layout.tsx'
import { DialogActions } from '#ui/DialogActions.tsx'
import type { Subject } from './subjects.ts'
import { SubjectList } from './SubjectList.tsx'
import { spanOf } from './subjects.ts'
import { people, recordings } from './deletionMessages.ts'
import { Button } from '#ui/Button.tsx'
import { TextInput } from '#ui/fields.tsx'

/** Above this count the user types "delete" to confirm. */
const maxWithoutTyping = 10

type Props = {
  subjects: readonly Subject[]
  /** Whether this server deletes permanently; null if unknown. */
  isPermanent: boolean | null
  zone: string | null
  /** A sentence; absent if they were selected by hand. */
  foundBy?: string | undefined
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
  const running = useSyncExternalStore(currentRun.subscribe, currentRun.get)
  const isOtherRunning = running !== null && running.phase.kind !== 'ended'
  const span = spanOf(subjects)
  const count = subjects.length
  const mustType = count > maxWithoutTyping
  const isReady = !isOtherRunning && (!mustType || typed.trim().toLowerCase() === 'delete')

  function submit(event: FormEvent) {
    event.preventDefault()
    if (isReady) onConfirm()
  }

  return (
    <Stack as="form" gap={12} onSubmit={submit}>
      <Text strong>
        Delete {recordings(count)}
        {span.people > 0 && ` of ${people(span.people)}`}?
      </Text>
      <Text size="sm" tone="dimmed" breaks>
        {span.first && span.last
          ? `Recorded from ${formatDateTime(span.first, zone)} to ${formatDateTime(span.last, zone)}, ${zoneLabel(zone)}.`
          : 'Start times unknown.'}{' '}
        {(span.people === 0 || span.nameless > 0) && peopleText(span)} {foundBy}
      </Text>
      <SubjectList subjects={subjects} zone={zone} />
      <Row as="p" align="start" size="sm">
        <IconAlertTriangle size={16} color="var(--rd-warning)" aria-hidden /> <span>{consequence(isPermanent)}</span>
      </Row>
      {isOtherRunning && (
        <Text size="sm" tone="dimmed" breaks role="status">
          Another deletion is running in this tab. Wait until it’s done.
        </Text>
      )}
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
      <DialogActions>
        <Button variant="default" onClick={onCancel} data-autofocus={mustType ? undefined : true}>
          Cancel
        </Button>
        <Button type="submit" color="red" disabled={!isReady}>
          Delete {recordings(count)}
        </Button>
      </DialogActions>
    </Stack>
  )
}
