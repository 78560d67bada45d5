import { useEffect, useRef, useState } from 'react'
import { storedVault } from '#storage/vault.ts'
import { Button } from '#ui/Button.tsx'
import { Form } from '#ui/Form.tsx'
import { Row, Text } from '#ui/layout.tsx'
import { PassphraseField } from './PassphraseFields.tsx'
import { hasPasskeys, unlockWithPasskey } from './passkeys.ts'
import { usePassphrase } from './usePassphrase.ts'

/** Unlocks the vault by its passphrase, or by a passkey if it has one. */
export function UnlockForm({ isFocused = false }: { isFocused?: boolean }) {
  const { passphrase, open, isWaiting, isValid } = usePassphrase()
  const [isOpening, setOpening] = useState(false)
  const [passkeyProblem, setPasskeyProblem] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const header = storedVault.get().header

  useEffect(() => {
    if (isFocused) field.current?.focus()
  }, [isFocused])

  async function unlock() {
    setPasskeyProblem(null)
    if (isWaiting || !isValid()) return
    setOpening(true)
    const isUnlocked = await open()
    setOpening(false)
    if (!isUnlocked) field.current?.select()
  }

  async function tryPasskey() {
    if (!header) return
    setOpening(true)
    const failure = await unlockWithPasskey(header)
    setOpening(false)
    setPasskeyProblem(failure?.text ?? null)
  }

  return (
    <Form onSubmit={() => void unlock()}>
      <PassphraseField ref={field} label="Passphrase" autoComplete="current-password" field={passphrase} />
      {passkeyProblem && (
        <Text size="sm" tone="danger" role="alert">
          {passkeyProblem}
        </Text>
      )}
      <Row wrap>
        <Button type="submit" size="sm" loading={isOpening} disabled={isWaiting}>
          Unlock
        </Button>
        {header !== null && header.passkeys.length > 0 && hasPasskeys() && (
          <Button variant="default" size="sm" disabled={isOpening} onClick={() => void tryPasskey()}>
            Use passkey
          </Button>
        )}
      </Row>
    </Form>
  )
}
