import type { Encrypted } from '#storage/settings.ts'
import type { VaultHeader, VaultPasskey } from '#storage/vault.ts'
import type { VaultState } from '#storage/vaultState.ts'
import type { RequestCount } from './requestCounts.ts'

/** A request to a host as the page describes it to the worker that sends it. */
export type HostRequest = {
  connectionId: string
  url: string
  method: string
  /** JSON. */
  body?: string | undefined
  cache: 'no-store' | 'default'
  /** Null sends none. Absent for a key in the vault, which only the worker has. */
  key?: string | null
  /** Whether the connection is read-only by its own setting; the worker also follows the vault's and the deployment's. */
  isReadOnly: boolean
  /** Whether the body of a successful response comes in pieces. */
  isStreamed: boolean
}

/** `text` is "" for a streamed body. The key that was sent is removed from it. */
export type HostResponse = { status: number; isRedirect: boolean; cacheControl: string | null; text: string }

/**
 * Why there is no response: no key is unlocked, the connection is read-only, it is none of the calls that Replay Desk makes, or
 * fetch failed, which includes CORS.
 */
export type FailureReason = 'locked' | 'read-only' | 'not-allowed' | 'network'

/** What opens the vault: the passphrase, or the secret of a passkey in base64. */
export type Opener = { passphrase: string } | { credentialId: string; secret: string }

export type SealedKey = { connectionId: string; host: string; sealed: Encrypted }

export type VaultCall =
  | { call: 'create'; passphrase: string }
  | { call: 'unlock'; header: VaultHeader; opener: Opener; keys: SealedKey[] }
  /** Adds or replaces the key of a connection. */
  | { call: 'seal'; connectionId: string; host: string; key: string; isReadOnly: boolean }
  /** Allowing changes again needs the opener. */
  | { call: 'setReadOnly'; connectionId: string; isReadOnly: boolean; header: VaultHeader; opener?: Opener }
  | { call: 'changePassphrase'; header: VaultHeader; opener: Opener; passphrase: string }
  | { call: 'addPasskey'; header: VaultHeader; opener: Opener; passkey: Omit<VaultPasskey, 'masterKey'>; secret: string }
  | { call: 'forget'; connectionId: string }
  | { call: 'lock' }
  /** Minutes without input after which the vault locks; null never does. */
  | { call: 'lockAfter'; minutes: number | null }

export type VaultResult =
  | { kind: 'done' }
  | { kind: 'header'; header: VaultHeader }
  | { kind: 'sealed'; sealed: Encrypted }
  /** The passphrase or passkey is not the vault's. `waitSeconds` until the next try is read. */
  | { kind: 'wrong'; waitSeconds: number }
  /** The vault must be unlocked for this. */
  | { kind: 'locked' }
  /** The browser has no WebCrypto here, which needs https or localhost. */
  | { kind: 'insecure' }
  | { kind: 'failed' }

export type ToRequestWorker =
  /** Answered by the state of the vault, which is also sent whenever it changes, and by what the deployment allows. */
  | { type: 'hello' }
  | { type: 'request'; id: number; request: HostRequest }
  | { type: 'abort'; id: number }
  | { type: 'vault'; id: number; call: VaultCall }
  /** Somebody uses the page. */
  | { type: 'input' }
  /** Answered by what was sent for this page so far, and again after changes; null ends that. */
  | { type: 'watchCounts'; id: number | null }
  /** The page is closed: its requests end. */
  | { type: 'leave' }

export type FromRequestWorker =
  | { type: 'response'; id: number; response: HostResponse; isStreamed: boolean }
  | { type: 'piece'; id: number; bytes: Uint8Array<ArrayBuffer> }
  | { type: 'end'; id: number }
  | { type: 'failed'; id: number; reason: FailureReason }
  | { type: 'result'; id: number; result: VaultResult }
  | { type: 'counts'; id: number; counts: RequestCount[] }
  | { type: 'state'; state: VaultState }
  | { type: 'deployment'; isReadOnly: boolean }
