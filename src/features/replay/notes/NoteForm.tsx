import { type KeyboardEvent, useState } from 'react'
import { preciseClock } from '#lib/duration.ts'
import { Button } from '#ui/Button.tsx'
import { Textarea } from '#ui/fields.tsx'
import { Row, Stack, Text } from '#ui/layout.tsx'
import classes from './NoteForm.module.css'

/** Enough for a ticket, and little enough for a list. */
const maxLength = 5000

type Props = {
  /** In milliseconds. */
  at: number
  text: string
  /** Resolves to whether it was saved; the form keeps the text if not. */
  onSave: (text: string) => Promise<boolean>
  onClose: () => void
}

export function NoteForm({ at, text: initialText, onSave, onClose }: Props) {
  const [text, setText] = useState(initialText)
  const [isSaving, setSaving] = useState(false)
  const isEmpty = text.trim() === ''

  async function save() {
    if (isEmpty || isSaving) return
    setSaving(true)
    if (await onSave(text.trim())) onClose()
    else setSaving(false)
  }

  function handleKey(event: KeyboardEvent) {
    if (event.key === 'Escape') onClose()
    else if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) void save()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <Stack className={classes['form']} role="group" aria-label="Note">
      <Textarea
        label={`Note at ${preciseClock(at)}`}
        rows={2}
        resize="vertical"
        maxLength={maxLength}
        value={text}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- somebody just asked for this field
        autoFocus
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={handleKey}
      />
      <Row wrap justify="space-between">
        <Text as="span" size="xs" tone="dimmed">
          Stays in this browser. Shift+Enter starts a new line.
        </Text>
        <Row>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={isEmpty} loading={isSaving} onClick={() => void save()}>
            Save note
          </Button>
        </Row>
      </Row>
    </Stack>
  )
}
