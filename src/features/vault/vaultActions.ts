import { callVault, lockVault } from '#api/requestWorker/callVault.ts'
import type { Opener, SealedKey, VaultCall, VaultResult } from '#api/requestWorker/messages.ts'
import { changeSealed, type Connection, saveConnection } from '#storage/connections.ts'
import { settings } from '#storage/settings.ts'
import { type VaultHeader, storedVault } from '#storage/vault.ts'

/** Keys need a passphrase of this length; anyone who can copy the browser's files can try as many as they like. */
export const minPassphraseLength = 8

/** Why nothing changed, for the screen. */
export type VaultProblem = { text: string; waitSeconds: number }

const failed = 'Something went wrong in this browser. Reload the page, then try again.'

function problemOf(result: VaultResult): VaultProblem | null {
  switch (result.kind) {
    case 'wrong':
      return { text: 'Wrong passphrase.', waitSeconds: result.waitSeconds }
    case 'locked':
      return { text: 'The vault is locked. Unlock it, then try again.', waitSeconds: 0 }
    case 'insecure':
      return { text: 'Encryption needs https or localhost.', waitSeconds: 0 }
    case 'failed':
      return { text: failed, waitSeconds: 0 }
    default:
      return null
  }
}

function storeHeader(header: VaultHeader | null) {
  storedVault.set((vault) => ({ ...vault, header }))
}

/** Calls the vault and stores the header that it returns. */
async function run(call: VaultCall): Promise<VaultProblem | null> {
  const result = await callVault(call)
  if (result.kind === 'header') storeHeader(result.header)
  return problemOf(result)
}

/** For calls that need the header of a vault. */
async function runWithHeader(call: (header: VaultHeader) => VaultCall): Promise<VaultProblem | null> {
  const { header } = storedVault.get()
  return header ? run(call(header)) : { text: failed, waitSeconds: 0 }
}

function sealedKeys(): SealedKey[] {
  return settings.get().connections.flatMap(({ id, host, sealed }) => (sealed ? [{ connectionId: id, host, sealed }] : []))
}

export function createVault(passphrase: string) {
  return run({ call: 'create', passphrase })
}

export function unlockVault(opener: Opener) {
  return runWithHeader((header) => ({ call: 'unlock', header, opener, keys: sealedKeys() }))
}

export function changePassphrase(before: string, passphrase: string) {
  return runWithHeader((header) => ({ call: 'changePassphrase', header, opener: { passphrase: before }, passphrase }))
}

/** Encrypts the key of a connection. The vault must be unlocked. */
export async function sealConnection({ key, ...connection }: Connection): Promise<Connection | VaultProblem> {
  const { id, host, isReadOnly = false } = connection
  const result = await callVault({ call: 'seal', connectionId: id, host, key, isReadOnly })
  if (result.kind === 'sealed') return { ...connection, keyKept: 'vault', key: '', sealed: result.sealed }
  return problemOf(result) ?? { text: failed, waitSeconds: 0 }
}

/** Moves the key of a saved connection into the vault and removes the copy that isn't encrypted. */
export async function encryptSavedKey(connection: Connection): Promise<VaultProblem | null> {
  const sealed = await sealConnection(connection)
  if ('text' in sealed) return sealed
  saveConnection(sealed)
  return null
}

/** For a connection in the vault. Allowing changes needs the passphrase. */
export async function setReadOnlyInVault(
  connectionId: string,
  isReadOnly: boolean,
  passphrase?: string,
): Promise<VaultProblem | null> {
  const { header } = storedVault.get()
  if (!header) return { text: failed, waitSeconds: 0 }
  const opener = passphrase === undefined ? {} : { opener: { passphrase } }
  const result = await callVault({ call: 'setReadOnly', connectionId, isReadOnly, header, ...opener })
  if (result.kind === 'sealed') changeSealed(connectionId, result.sealed, isReadOnly)
  return problemOf(result)
}

export function removePasskey(credentialId: string) {
  storedVault.set((vault) => ({
    ...vault,
    header: vault.header && {
      ...vault.header,
      passkeys: vault.header.passkeys.filter((passkey) => passkey.credentialId !== credentialId),
    },
  }))
}

/** Removes the vault and its keys. Their connections stay and ask for a key. */
export function removeVault() {
  lockVault()
  settings.set((value) => ({
    ...value,
    connections: value.connections.map(({ sealed, ...connection }) => connection),
  }))
  storeHeader(null)
}
