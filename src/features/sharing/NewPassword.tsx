import { IconAlertTriangle } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { type SharedSubject, useCreateSharePassword } from './sharingMutations.ts'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Refusal } from './Refusal.tsx'
import classes from './SharingPanel.module.css'
import { Button } from '#ui/Button.tsx'
import { TextInput } from '#ui/fields.tsx'

type Props = { connection: Connection; subject: SharedSubject }

/** What servers want at least and take at most (posthog-api.md#c4-passwords). */
const minPasswordLength = 8
const maxNoteLength = 100

/** Makes a password, of one's own or the server's, and shows it once. */
export function NewPassword({ connection, subject }: Props) {
  const creating = useCreateSharePassword(connection, subject)
  const [isOpen, setIsOpen] = useState(false)
  const [password, setPassword] = useState('')
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  function submit(event: FormEvent) {
    event.preventDefault()
    const isShort = password !== '' && password.length < minPasswordLength
    setProblem(isShort ? `Write at least ${minPasswordLength} characters, or nothing.` : null)
    if (isShort) return
    creating.mutate({ password, note: note.trim() }, { onSuccess: close })
  }

  function close() {
    setPassword('')
    setNote('')
    setProblem(null)
    setIsOpen(false)
  }

  if (creating.data) return <PasswordShownOnce password={creating.data.password} onDone={() => creating.reset()} />
  if (!isOpen) {
    return (
      <div>
        <Button variant="default" onClick={() => setIsOpen(true)}>
          New password
        </Button>
      </div>
    )
  }
  return (
    <form className={classes['form']} aria-label="New password" onSubmit={submit}>
      <TextInput
        label="Password"
        description="Left empty, the server makes one."
        value={password}
        error={problem}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <TextInput
        label="Note"
        description="For whom it is. Everyone who can manage this link sees it."
        value={note}
        maxLength={maxNoteLength}
        autoComplete="off"
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={classes['buttons']}>
        <Button type="submit" loading={creating.isPending}>
          Create password
        </Button>
        <Button variant="default" onClick={() => (creating.reset(), close())}>
          Cancel
        </Button>
      </div>
      {creating.error && <Refusal title="No password made." error={creating.error} />}
    </form>
  )
}

function PasswordShownOnce({ password, onDone }: { password: string; onDone: () => void }) {
  return (
    <div className={classes['once']} role="status">
      <p className={classes['warning']}>
        <IconAlertTriangle size={16} aria-hidden /> Copy it now: it is never shown again, not here and not in PostHog.
      </p>
      <code>{password}</code>
      <div className={classes['buttons']}>
        <CopyButton label="Copy password" text={() => password} />
        <Button variant="default" onClick={onDone}>
          Done, hide it
        </Button>
      </div>
    </div>
  )
}
