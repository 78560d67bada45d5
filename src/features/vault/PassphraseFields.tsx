import type { ComponentProps } from 'react'
import { PasswordInput } from '#ui/fields.tsx'
import type { PassphraseState } from './usePassphrase.ts'

type FieldState = { value: string; set: (value: string) => void; error: string | undefined }
type Props = Pick<ComponentProps<typeof PasswordInput>, 'label' | 'description' | 'autoComplete' | 'ref'> & { field: FieldState }

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
  return (
    <>
      <PassphraseField
        label="New passphrase"
        description="At least 8 characters. Four random words are hard to guess. It can’t be reset."
        autoComplete="new-password"
        field={passphrase}
      />
      <PassphraseField label="Repeat passphrase" autoComplete="new-password" field={repeat} />
    </>
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
