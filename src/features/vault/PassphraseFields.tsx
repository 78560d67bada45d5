import { type ComponentProps, useId } from 'react'
import { PasswordInput } from '#ui/fields.tsx'
import { Row, Text } from '#ui/layout.tsx'
import classes from './PassphraseFields.module.css'
import type { PassphraseState } from './usePassphrase.ts'

type FieldState = { value: string; set: (value: string) => void; error: string | undefined }
type Props = Pick<ComponentProps<typeof PasswordInput>, 'label' | 'description' | 'aria-describedby' | 'autoComplete' | 'ref'> & {
  field: FieldState
}

export function PassphraseField({ field: { value, set, error }, ...props }: Props) {
  return (
    <PasswordInput
      visibilityToggleButtonProps={{ 'aria-label': 'Show passphrase' }}
      value={value}
      error={error}
      onChange={(event) => set(event.currentTarget.value)}
      {...props}
    />
  )
}

/** A new passphrase, typed twice. */
export function NewPassphraseFields({ passphrase, repeat }: { passphrase: FieldState; repeat: FieldState }) {
  const hintId = useId()
  return (
    <div>
      <Row align="start" wrap className={classes['fields']}>
        <PassphraseField label="New passphrase" aria-describedby={hintId} autoComplete="new-password" field={passphrase} />
        <PassphraseField label="Repeat passphrase" autoComplete="new-password" field={repeat} />
      </Row>
      <Text size="xs" tone="dimmed" id={hintId}>
        At least 8 characters. Four random words are hard to guess. It can’t be reset.
      </Text>
    </div>
  )
}

/** The fields for what the vault needs now; none while it is unlocked. */
export function PassphraseFields({ state: { need, passphrase, repeat } }: { state: PassphraseState }) {
  if (need === null) return null
  if (need === 'new') return <NewPassphraseFields passphrase={passphrase} repeat={repeat} />
  return (
    <PassphraseField label="Passphrase" description="Unlocks the vault." autoComplete="current-password" field={passphrase} />
  )
}
