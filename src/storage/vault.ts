import * as v from 'valibot'
import { readAs } from '#lib/readAs.ts'
import { type Stored, stored } from '#lib/stored.ts'
import { Encrypted } from './settings.ts'

/** `credentialId` and `salt` are in base64; `salt` is what the passkey derives its secret from (WebAuthn, prf extension). */
const VaultPasskey = v.object({ name: v.string(), credentialId: v.string(), salt: v.string(), masterKey: Encrypted })
export type VaultPasskey = v.InferOutput<typeof VaultPasskey>

const VaultHeader = v.object({
  version: v.literal(1),
  /** In base64. */
  salt: v.string(),
  /** Rounds of PBKDF2 with SHA-256. */
  rounds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000_000)),
  masterKey: Encrypted,
  passkeys: v.fallback(v.array(VaultPasskey), []),
})

/** What is stored of the vault beside its keys: the master key, encrypted by what the passphrase and each passkey derive. */
export type VaultHeader = v.InferOutput<typeof VaultHeader>

/** Minutes without input after which the vault locks. */
export const idleChoices = [5, 15, 30, 60, 240] as const

const StoredVault = v.object({
  header: v.nullable(VaultHeader),
  /** Null never locks. */
  idleMinutes: v.fallback(v.nullable(v.picklist(idleChoices)), 30),
})
export type StoredVault = v.InferOutput<typeof StoredVault>

const noVault: StoredVault = { header: null, idleMinutes: 30 }

/** In local storage, shared by all tabs. The keys are with their connections, each encrypted by itself. */
export const storedVault: Stored<StoredVault> = stored({
  name: 'replay-desk-vault',
  area: () => localStorage,
  empty: noVault,
  repair: (input) => {
    const value = readAs(StoredVault, input)
    return value
      ? { value, problem: null }
      : { value: noVault, problem: 'The encrypted keys couldn’t be read. Enter them again.' }
  },
})
