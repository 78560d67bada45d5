import { useState } from 'react'
import { problemText } from './usePassphrase.ts'
import { useSecondsLeft } from './useSecondsLeft.ts'
import type { VaultProblem } from './vaultActions.ts'

/** A form that needs the passphrase of the vault. `send` gets it; what it returns is shown at the field. */
export function useVaultForm(send: (passphrase: string) => Promise<VaultProblem | null>, onDone: () => void) {
  const [passphrase, setPassphrase] = useState('')
  const [problem, setProblem] = useState<VaultProblem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [secondsLeft, wait] = useSecondsLeft()

  async function submit() {
    if (passphrase === '') return setProblem({ text: 'Enter the passphrase of the vault.', waitSeconds: 0 })
    setBusy(true)
    const failure = await send(passphrase)
    setBusy(false)
    setProblem(failure)
    if (failure) wait(failure.waitSeconds)
    else {
      setPassphrase('')
      onDone()
    }
  }

  return {
    submit,
    isBusy,
    isWaiting: secondsLeft > 0,
    field: { value: passphrase, set: setPassphrase, error: problem ? problemText(problem, secondsLeft) : undefined },
  }
}
