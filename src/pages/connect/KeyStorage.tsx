import { PassphraseFields } from '#features/vault/PassphraseFields.tsx'
import type { PassphraseState } from '#features/vault/usePassphrase.ts'
import type { StoredConnection } from '#storage/settings.ts'
import { Stack } from '#ui/layout.tsx'
import { RadioList } from '#ui/RadioList.tsx'
import classes from './ConnectPage.module.css'

type Place = StoredConnection['keyKept']
type Props = { value: Place; onChange: (value: Place) => void; passphrase: PassphraseState }

/** Where the key is stored, with the passphrase if that is the vault. */
export function KeyStorage({ value, onChange, passphrase }: Props) {
  const options = [
    {
      value: 'vault' as const,
      label: 'Encrypted on this device',
      hint: isSecureContext
        ? 'A passphrase unlocks it. This doesn’t protect against code injected into this page.'
        : 'Not available here: encryption needs https or localhost.',
      isDisabled: !isSecureContext,
    },
    {
      value: 'device' as const,
      label: 'On this device, unencrypted',
      hint: 'Anyone who can read this browser’s files can read it.',
    },
    { value: 'tab' as const, label: 'In this tab only', hint: 'Removed when you close the tab.' },
  ]
  return (
    <fieldset className={classes['remember']}>
      <legend>Remember key</legend>
      <Stack gap={12}>
        <RadioList label="Remember key" options={options} value={value} onChange={onChange} />
        {value === 'vault' && <PassphraseFields state={passphrase} />}
      </Stack>
    </fieldset>
  )
}
