import { useId, useState } from 'react'
import { NewPassphraseFields } from '#features/vault/PassphraseFields.tsx'
import { PassphraseForm } from '#features/vault/PassphraseForm.tsx'
import { addPasskey, hasPasskeys } from '#features/vault/passkeys.ts'
import { RemoveVault } from '#features/vault/RemoveVault.tsx'
import { UnlockForm } from '#features/vault/UnlockForm.tsx'
import { passphraseErrors } from '#features/vault/usePassphrase.ts'
import { useVault } from '#features/vault/useVault.ts'
import { lockVault } from '#api/requestWorker/callVault.ts'
import { changePassphrase, removePasskey } from '#features/vault/vaultActions.ts'
import { counted } from '#lib/format.ts'
import { useConnections } from '#storage/connections.ts'
import { idleChoices, storedVault, type VaultHeader } from '#storage/vault.ts'
import { Button } from '#ui/Button.tsx'
import { ConfirmButton } from '#ui/ConfirmButton.tsx'
import { Disclosure } from '#ui/Disclosure.tsx'
import { Fact, FactList } from '#ui/FactList.tsx'
import { Row, Stack, Text } from '#ui/layout.tsx'
import { Section } from '#ui/Section.tsx'
import { Select } from '#ui/Select.tsx'

/** The state of the vault, and what can be changed about it. */
export function VaultSection() {
  const { header, status } = useVault()
  const count = useConnections().filter(({ sealed }) => sealed !== undefined).length
  return (
    <Section title="Vault">
      {header === null ? (
        <Text size="xs" tone="dimmed">
          {isSecureContext
            ? 'Encrypts API keys on this device with a passphrase. Choose “Encrypt this key” above, or “Encrypted on this device” when you connect.'
            : 'Not available here: encryption needs https or localhost.'}
        </Text>
      ) : (
        <>
          {status === 'locked' && <UnlockForm />}
          <FactList framed>
            <Fact name="State">
              <Row gap="4px 12px" wrap role="status">
                {status === 'unlocked' ? 'Unlocked' : 'Locked'}
                <Text as="span" size="xs" tone="dimmed">
                  {counted(count, 'encrypted key')}
                </Text>
                {status === 'unlocked' && (
                  <Button size="compact-xs" variant="default" onClick={lockVault}>
                    Lock now
                  </Button>
                )}
              </Row>
            </Fact>
            <IdleTime />
            <Passphrase />
            {hasPasskeys() && <Passkeys header={header} />}
          </FactList>
          <Disclosure inline title="Remove vault">
            {() => (
              <Stack gap={12}>
                <RemoveVault>Remove vault</RemoveVault>
              </Stack>
            )}
          </Disclosure>
        </>
      )}
    </Section>
  )
}

function idleText(minutes: number): string {
  return minutes < 60 ? `After ${minutes} minutes` : `After ${counted(minutes / 60, 'hour')}`
}

function IdleTime() {
  const id = useId()
  const { idleMinutes } = useVault()
  const options = [
    ...idleChoices.map((minutes) => ({ value: String(minutes), label: idleText(minutes) })),
    { value: 'never', label: 'Never' },
  ]
  return (
    <Fact name={<label htmlFor={id}>Lock when idle</label>}>
      <Select
        id={id}
        value={String(idleMinutes ?? 'never')}
        options={options}
        onChange={(chosen) =>
          storedVault.set((vault) => ({
            ...vault,
            idleMinutes: idleChoices.find((minutes) => String(minutes) === chosen) ?? null,
          }))
        }
      />
    </Fact>
  )
}

function Passphrase() {
  const [isOpen, setOpen] = useState(false)
  const [isChanged, setChanged] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const [repeat, setRepeat] = useState('')
  const [errors, setErrors] = useState<ReturnType<typeof passphraseErrors>>({})

  function isValid(): boolean {
    const wrong = passphraseErrors(passphrase, repeat)
    setErrors(wrong)
    return Object.keys(wrong).length === 0
  }

  async function change(before: string) {
    const failure = await changePassphrase(before, passphrase)
    setChanged(failure === null)
    return failure
  }

  function close() {
    setPassphrase('')
    setRepeat('')
    setErrors({})
    setOpen(false)
  }

  if (isOpen) {
    return (
      <Fact name="Passphrase">
        <PassphraseForm
          label="Current passphrase"
          submitLabel="Change passphrase"
          isValid={isValid}
          onSubmit={change}
          onClose={close}
        >
          <NewPassphraseFields
            passphrase={{ value: passphrase, set: setPassphrase, error: errors.passphrase }}
            repeat={{ value: repeat, set: setRepeat, error: errors.repeat }}
          />
        </PassphraseForm>
      </Fact>
    )
  }
  return (
    <Fact name="Passphrase">
      <Row gap="4px 12px" wrap>
        <Button size="compact-xs" variant="default" onClick={() => setOpen(true)}>
          Change passphrase
        </Button>
        {isChanged && (
          <Text as="span" size="xs" tone="success" role="status">
            Passphrase changed.
          </Text>
        )}
      </Row>
    </Fact>
  )
}

function Passkeys({ header: { passkeys } }: { header: VaultHeader }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Fact name="Passkeys">
      <Stack gap={8} align="start">
        {passkeys.map(({ credentialId, name }) => (
          <Row key={credentialId} gap="4px 12px" wrap>
            {name}
            <ConfirmButton variant="subtle" confirmLabel="Remove passkey" onConfirm={() => removePasskey(credentialId)}>
              Remove
            </ConfirmButton>
          </Row>
        ))}
        {isOpen ? (
          <PassphraseForm submitLabel="Add passkey" onSubmit={addPasskey} onClose={() => setOpen(false)} />
        ) : (
          <Button size="compact-xs" variant="default" onClick={() => setOpen(true)}>
            Add passkey
          </Button>
        )}
      </Stack>
    </Fact>
  )
}
