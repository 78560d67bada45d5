import { useState } from 'react'
import { useSecondsLeft } from './useSecondsLeft.ts'
import { useVault } from './useVault.ts'
import { createVault, minPassphraseLength, unlockVault, type VaultProblem } from './vaultActions.ts'

type Errors = { passphrase?: string; repeat?: string }

/** What is wrong with a new passphrase; empty if nothing is. */
export function passphraseErrors(passphrase: string, repeat: string): Errors {
  if (passphrase.length < minPassphraseLength) return { passphrase: `Use at least ${minPassphraseLength} characters.` }
  return passphrase === repeat ? {} : { repeat: 'The passphrases don’t match.' }
}

/** "Wrong passphrase. Try again in 4 s." */
export function problemText({ text }: VaultProblem, secondsLeft: number): string {
  return secondsLeft > 0 ? `${text} Try again in ${secondsLeft} s.` : text
}

export type PassphraseState = ReturnType<typeof usePassphrase>

/** The passphrase that the vault needs before a key can be encrypted: a new one, its own, or none while it is unlocked. */
export function usePassphrase() {
  const { status } = useVault()
  const [passphrase, setPassphrase] = useState('')
  const [repeat, setRepeat] = useState('')
  const [errors, setErrors] = useState<Errors>({})
  const [problem, setProblem] = useState<VaultProblem | null>(null)
  const [secondsLeft, wait] = useSecondsLeft()
  const need = status === 'none' ? 'new' : status === 'locked' ? 'own' : null

  function isValid(): boolean {
    const found = need === 'new' ? passphraseErrors(passphrase, repeat) : {}
    if (need === 'own' && passphrase === '') found.passphrase = 'Enter the passphrase of the vault.'
    setErrors(found)
    setProblem(null)
    return Object.keys(found).length === 0
  }

  /** Creates or unlocks the vault; true once it is unlocked. */
  async function open(): Promise<boolean> {
    if (need === null) return true
    const failure = await (need === 'new' ? createVault(passphrase) : unlockVault({ passphrase }))
    setProblem(failure)
    if (failure) wait(failure.waitSeconds)
    else {
      setPassphrase('')
      setRepeat('')
    }
    return failure === null
  }

  return {
    need,
    isValid,
    open,
    isWaiting: secondsLeft > 0,
    passphrase: { value: passphrase, set: setPassphrase, error: problem ? problemText(problem, secondsLeft) : errors.passphrase },
    repeat: { value: repeat, set: setRepeat, error: errors.repeat },
  }
}
