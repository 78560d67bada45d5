import { useState } from 'react'
import { PassphraseFields } from '#features/vault/PassphraseFields.tsx'
import { usePassphrase } from '#features/vault/usePassphrase.ts'
import { encryptSavedKey } from '#features/vault/vaultActions.ts'
import { type Connection, hasKey } from '#storage/connections.ts'
import { Button } from '#ui/Button.tsx'
import { Fact } from '#ui/FactList.tsx'
import { Form } from '#ui/Form.tsx'
import { Row, Stack, Text } from '#ui/layout.tsx'

const storageTexts = {
  device: 'saved on this device, unencrypted',
  tab: 'in this tab only',
  vault: 'encrypted on this device',
} as const

function stateText(connection: Connection): string {
  const { keyKept, sealed } = connection
  if (keyKept !== 'vault') return 'Not available in this tab'
  if (!sealed) return 'Removed. Enter it again.'
  return hasKey(connection) ? '••••••••' : 'Locked'
}

/** The key is in the page only while it is shown; one in the vault never is. */
export function KeyLine({ connection }: { connection: Connection }) {
  const [shown, setShown] = useState(false)
  const [isEncrypting, setEncrypting] = useState(false)
  const { key, keyKept, sealed } = connection
  return (
    <Fact name="Personal API key">
      <Stack gap={12}>
        <Row gap="4px 12px" wrap>
          {key === '' ? stateText(connection) : shown ? <code>{key}</code> : '••••••••'}
          <Text as="span" size="xs" tone="dimmed">
            {key === '' && !sealed ? '' : storageTexts[keyKept]}
          </Text>
          {key !== '' && (
            <Row gap={8}>
              <Button size="compact-xs" variant="default" onClick={() => setShown(!shown)}>
                {shown ? 'Hide key' : 'Show key'}
              </Button>
              {isSecureContext && !isEncrypting && (
                <Button size="compact-xs" variant="default" onClick={() => setEncrypting(true)}>
                  Encrypt this key
                </Button>
              )}
            </Row>
          )}
        </Row>
        {key !== '' && isEncrypting && <EncryptKey connection={connection} onCancel={() => setEncrypting(false)} />}
      </Stack>
    </Fact>
  )
}

function EncryptKey({ connection, onCancel }: { connection: Connection; onCancel: () => void }) {
  const passphrase = usePassphrase()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function encrypt() {
    if (!passphrase.isValid()) return
    setBusy(true)
    const failure = (await passphrase.open()) ? await encryptSavedKey(connection) : null
    setProblem(failure?.text ?? null)
    setBusy(false)
  }

  return (
    <Form onSubmit={() => void encrypt()}>
      <PassphraseFields state={passphrase} />
      <Text size="xs" tone="dimmed">
        Moves the key into the vault and removes the unencrypted copy. Encryption protects the key on disk, not against code
        injected into this page.
      </Text>
      {problem && (
        <Text size="sm" tone="danger" role="alert">
          {problem}
        </Text>
      )}
      <Row wrap>
        <Button type="submit" loading={isBusy} disabled={passphrase.isWaiting}>
          Encrypt key
        </Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </Row>
    </Form>
  )
}
