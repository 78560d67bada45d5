import { useEffect, useRef, useSyncExternalStore } from 'react'
import { openRequestPort } from '#api/http/requestPort.ts'
import { callVault } from '#api/requestWorker/callVault.ts'
import { settings } from '#storage/settings.ts'
import { storedVault } from '#storage/vault.ts'
import { vaultState } from '#storage/vaultState.ts'
import { useVault } from './useVault.ts'
import { lockVault } from '#api/requestWorker/callVault.ts'

/** Input is reported at most this often. In milliseconds. */
const inputEveryMs = 10_000

function idsInVault(): string[] {
  return settings.get().connections.flatMap(({ id, keyKept }) => (keyKept === 'vault' ? [id] : []))
}

/** Has the worker forget the keys of connections that left the vault, in whichever tab that was. */
function useForgetting() {
  useEffect(() => {
    let known = idsInVault()
    return settings.subscribe(() => {
      const now = idsInVault()
      for (const connectionId of known) if (!now.includes(connectionId)) void callVault({ call: 'forget', connectionId })
      known = now
    })
  }, [])
}

/** Locks where another tab removed the vault; its keys must not be used with the next one. */
function useRemoval() {
  useEffect(() => {
    let had = storedVault.get().header !== null
    return storedVault.subscribe(() => {
      const has = storedVault.get().header !== null
      if (had && !has) lockVault()
      had = has
    })
  }, [])
}

function useIdleTime(isUnlocked: boolean) {
  const { header, idleMinutes } = useSyncExternalStore(storedVault.subscribe, storedVault.get)
  const hasVault = header !== null

  useEffect(() => {
    if (hasVault) void callVault({ call: 'lockAfter', minutes: idleMinutes })
  }, [hasVault, isUnlocked, idleMinutes])

  useEffect(() => {
    if (!isUnlocked) return
    const controller = new AbortController()
    let reportedAt = Date.now()
    function onInput() {
      if (Date.now() - reportedAt < inputEveryMs) return
      reportedAt = Date.now()
      openRequestPort().post({ type: 'input' })
    }
    for (const type of ['pointerdown', 'pointermove', 'wheel', 'keydown']) {
      addEventListener(type, onInput, { capture: true, passive: true, signal: controller.signal })
    }
    return () => controller.abort()
  }, [isUnlocked])
}

/** What each tab does for the vault. `onLock` is called after the screens of locked connections are gone. */
export function useVaultUpkeep(onLock: () => void) {
  const { status } = useVault()
  const isUnlocked = status === 'unlocked'
  const wasUnlocked = useRef(isUnlocked)
  useForgetting()
  useRemoval()
  useIdleTime(isUnlocked)
  useEffect(() => {
    if (wasUnlocked.current && vaultState.get()?.isUnlocked === false) onLock()
    wasUnlocked.current = isUnlocked
  }, [isUnlocked, onLock])
}
