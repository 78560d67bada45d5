import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '#ui/Button.tsx'
import { Form } from '#ui/Form.tsx'
import { Row } from '#ui/layout.tsx'
import { PassphraseField } from './PassphraseFields.tsx'
import { useVaultForm } from './useVaultForm.ts'
import type { VaultProblem } from './vaultActions.ts'

type Props = {
  label?: string
  /** More fields, below the passphrase. */
  children?: ReactNode
  submitLabel: string
  /** What is checked before anything is sent. */
  isValid?: () => boolean
  onSubmit: (passphrase: string) => Promise<VaultProblem | null>
  /** Called after success and on Cancel. */
  onClose: () => void
}

/** Asks for the vault's passphrase before a change. */
export function PassphraseForm({ label = 'Passphrase', children, submitLabel, isValid, onSubmit, onClose }: Props) {
  const { submit, isBusy, isWaiting, field } = useVaultForm(onSubmit, onClose)
  const input = useRef<HTMLInputElement>(null)

  useEffect(() => {
    input.current?.focus()
  }, [])

  return (
    <Form
      onSubmit={() => {
        if (isValid?.() ?? true) void submit()
      }}
    >
      <PassphraseField ref={input} label={label} autoComplete="current-password" field={field} />
      {children}
      <Row wrap>
        <Button type="submit" loading={isBusy} disabled={isWaiting}>
          {submitLabel}
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </Row>
    </Form>
  )
}
