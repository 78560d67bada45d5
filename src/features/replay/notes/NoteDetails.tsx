import { oneLine } from '../describe/item.ts'
import { relativeTime } from '#lib/instant.ts'
import { Row, Stack, Text } from '#ui/layout.tsx'
import { TextButton } from '#ui/TextButton.tsx'
import { useNow } from '#ui/useNow.ts'
import classes from './NoteDetails.module.css'
import type { ReplayNote } from './replayNote.ts'

type Props = {
  note: ReplayNote
  /** Null for a file's note. */
  change: { edit: (note: ReplayNote) => void; remove: (note: ReplayNote) => void } | null
  onReport: () => void
}

/** The whole note, where the row above can't show it, and what can be done with it. */
export function NoteDetails({ note, change, onReport }: Props) {
  const writtenAt = Date.parse(note.createdAt)
  const now = useNow(60_000)
  return (
    <Stack gap={4} size="xs" className={classes['details']}>
      {note.text !== oneLine(note.text) && (
        <Text breaks className={classes['text']}>
          <bdi>{note.text}</bdi>
        </Text>
      )}
      <Row gap={12} wrap>
        {!Number.isNaN(writtenAt) && (
          <Text as="span" tone="dimmed">
            Written {relativeTime(new Date(writtenAt), now)}
          </Text>
        )}
        <TextButton onClick={onReport}>Report</TextButton>
        {change && (
          <>
            <TextButton onClick={() => change.edit(note)}>Edit</TextButton>
            <TextButton onClick={() => change.remove(note)}>Delete</TextButton>
          </>
        )}
      </Row>
    </Stack>
  )
}
