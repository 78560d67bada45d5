import { useState } from 'react'
import { PassphraseForm } from '#features/vault/PassphraseForm.tsx'
import { setReadOnlyInVault } from '#features/vault/vaultActions.ts'
import { type Connection, hasKey, setReadOnly } from '#storage/connections.ts'
import { useReadOnlyDeployment } from '#storage/readOnly.ts'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import { Row, Stack, Text } from '#ui/layout.tsx'

/** Turning it off needs the passphrase for a key in the vault, and a confirmation for others. */
export function ReadOnlyChoice({ connection }: { connection: Connection }) {
  const [isAsking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { id, sealed, isReadOnly = false } = connection
  const isDeploymentReadOnly = useReadOnlyDeployment()
  const isLocked = sealed !== undefined && !hasKey(connection)
  const hint = isDeploymentReadOnly
    ? 'Set by whoever runs this copy of Replay Desk.'
    : isLocked
      ? 'Unlock the vault to change this.'
      : null

  async function turnOn() {
    if (!sealed) return setReadOnly(id, true)
    setProblem((await setReadOnlyInVault(id, true))?.text ?? null)
  }

  function allowChanges() {
    setReadOnly(id, false)
    setAsking(false)
  }

  return (
    <Stack gap={12}>
      <Checkbox
        label="Read-only: Replay Desk changes nothing on the server"
        {...(hint !== null && { hint })}
        checked={isReadOnly || isDeploymentReadOnly}
        disabled={hint !== null}
        onChange={(isOn) => (isOn ? void turnOn() : setAsking(true))}
      />
      {problem && (
        <Text size="sm" tone="danger" role="alert">
          {problem}
        </Text>
      )}
      {isAsking && isReadOnly && sealed && (
        <PassphraseForm
          submitLabel="Allow changes"
          onSubmit={(passphrase) => setReadOnlyInVault(id, false, passphrase)}
          onClose={() => setAsking(false)}
        />
      )}
      {isAsking && isReadOnly && !sealed && (
        <Row wrap>
          <Button onClick={allowChanges}>Allow changes</Button>
          <Button variant="default" onClick={() => setAsking(false)}>
            Cancel
          </Button>
        </Row>
      )}
    </Stack>
  )
}
