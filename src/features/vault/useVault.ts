import { useEffect, useSyncExternalStore } from 'react'
import { openRequestPort } from '#api/http/requestPort.ts'
import { type StoredVault, storedVault } from '#storage/vault.ts'
import { vaultState } from '#storage/vaultState.ts'

/** `starting` until the worker that has the keys said whether they are unlocked. */
export type VaultStatus = 'none' | 'starting' | 'locked' | 'unlocked'

/** Starts the worker. */
export function useVault(): StoredVault & { status: VaultStatus } {
  const vault = useSyncExternalStore(storedVault.subscribe, storedVault.get)
  const state = useSyncExternalStore(vaultState.subscribe, vaultState.get)
  useEffect(() => {
    openRequestPort()
  }, [])
  if (vault.header === null) return { ...vault, status: 'none' }
  if (state === null) return { ...vault, status: 'starting' }
  return { ...vault, status: state.isUnlocked ? 'unlocked' : 'locked' }
}
