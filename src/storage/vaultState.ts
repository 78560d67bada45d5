import { createListeners } from '#lib/listeners.ts'

/** Connections whose keys are unlocked, each with the ID of the first one that has the same host and key. */
export type VaultState = { isUnlocked: boolean; groups: Record<string, string> }

const { notify, subscribe } = createListeners()
let state: VaultState | null = null

/** What is unlocked, as the worker that has the keys said last; null before it said anything. */
export const vaultState = { get: (): VaultState | null => state, subscribe }

/** For the worker's messages only. */
export function setVaultState(next: VaultState) {
  state = next
  notify()
}
