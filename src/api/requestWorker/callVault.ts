import { listen, openRequestPort } from '#api/http/requestPort.ts'
import type { VaultCall, VaultResult } from './messages.ts'

/** A call to the vault, which is in the worker. Never rejects. */
export function callVault(call: VaultCall): Promise<VaultResult> {
  return new Promise((resolve) => {
    const { id, stop } = listen((message) => {
      stop()
      resolve(message.type === 'result' ? message.result : { kind: 'failed' })
    })
    openRequestPort().post({ type: 'vault', id, call })
  })
}

/** Locks the vault in all tabs. */
export function lockVault() {
  void callVault({ call: 'lock' })
}
