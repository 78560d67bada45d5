import { sleep } from '#lib/sleep.ts'
import type { RequestKeys } from './answerRequest.ts'
import type { Encrypted } from '#storage/settings.ts'
import type { VaultHeader } from '#storage/vault.ts'
import type { VaultState } from '#storage/vaultState.ts'
import type { Opener, SealedKey, VaultCall, VaultResult } from './messages.ts'

/** OWASP Password Storage Cheat Sheet, PBKDF2 with HMAC-SHA-256; see docs/decisions/032-vault.md for why not Argon2. */
const rounds = 600_000

/** Wrong passphrases that are answered without a wait. */
const freeTries = 2
const maxWaitSeconds = 30

type Entry = { host: string; key: string; isReadOnly: boolean }

class WrongOpener extends Error {}

const encoder = new TextEncoder()

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length))
}

async function encrypt(key: CryptoKey, bytes: BufferSource, context: string): Promise<Encrypted> {
  const iv = randomBytes(12)
  const algorithm = { name: 'AES-GCM', iv, additionalData: encoder.encode(context) }
  const data = await crypto.subtle.encrypt(algorithm, key, bytes)
  return { iv: toBase64(iv), data: toBase64(new Uint8Array(data)) }
}

async function decrypt(key: CryptoKey, { iv, data }: Encrypted, context: string): Promise<ArrayBuffer> {
  const algorithm = { name: 'AES-GCM', iv: fromBase64(iv), additionalData: encoder.encode(context) }
  return crypto.subtle.decrypt(algorithm, key, fromBase64(data))
}

function importAes(bytes: BufferSource): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/** The key that encrypts the master key, derived from a passphrase. Its Unicode form must not depend on the keyboard. */
async function keyOfPassphrase(passphrase: string, salt: string, iterations: number): Promise<CryptoKey> {
  const secret = encoder.encode(passphrase.normalize('NFKC'))
  const material = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey'])
  const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt: fromBase64(salt), iterations }
  return crypto.subtle.deriveKey(algorithm, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

/** The key that encrypts the master key, derived from the secret of a passkey, which is random. */
async function keyOfSecret(secret: string, salt: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', fromBase64(secret), 'HKDF', false, ['deriveKey'])
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: fromBase64(salt), info: encoder.encode('replay-desk vault') }
  return crypto.subtle.deriveKey(algorithm, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

const masterContext = 'replay-desk master key'
const checkContext = 'replay-desk unlocked'

/** A sealed key opens for its own connection and host only. */
function contextOf(connectionId: string, host: string): string {
  return JSON.stringify(['replay-desk key', connectionId, host])
}

async function openMaster(header: VaultHeader, opener: Opener): Promise<ArrayBuffer> {
  try {
    if ('passphrase' in opener) {
      return await decrypt(await keyOfPassphrase(opener.passphrase, header.salt, header.rounds), header.masterKey, masterContext)
    }
    const passkey = header.passkeys.find(({ credentialId }) => credentialId === opener.credentialId)
    if (!passkey) throw new WrongOpener()
    return await decrypt(await keyOfSecret(opener.secret, passkey.salt), passkey.masterKey, masterContext)
  } catch {
    throw new WrongOpener()
  }
}

async function wrapWithPassphrase(master: BufferSource, passphrase: string): Promise<Omit<VaultHeader, 'passkeys'>> {
  const salt = toBase64(randomBytes(16))
  const masterKey = await encrypt(await keyOfPassphrase(passphrase, salt, rounds), master, masterContext)
  return { version: 1, salt, rounds, masterKey }
}

async function readEntry(key: CryptoKey, { connectionId, host, sealed }: SealedKey): Promise<[string, Entry] | null> {
  try {
    const bytes = await decrypt(key, sealed, contextOf(connectionId, host))
    const entry: Omit<Entry, 'host'> = JSON.parse(new TextDecoder().decode(bytes))
    return [connectionId, { ...entry, host }]
  } catch {
    return null // it asks for its key again
  }
}

/**
 * Keys at rest are encrypted with AES-GCM under a random master key, which is encrypted under the passphrase and under each
 * passkey. Unlocked, all of it is in this worker's memory only, and no call returns a key. `onState` is called when a key becomes
 * available or goes.
 */
export function createVault(onState: (state: VaultState) => void) {
  let master: CryptoKey | null = null
  /** Opens with `master` only: a header comes from the page, so it may be another vault's. */
  let check: Encrypted | null = null
  let entries = new Map<string, Entry>()
  let failures = 0
  let idleMs: number | null = null
  let lastInput = Date.now()
  let idleTimer: ReturnType<typeof setTimeout> | undefined

  function state(): VaultState {
    const firstWith = new Map<string, string>()
    const groups = [...entries].map(([id, { host, key }]) => {
      const name = JSON.stringify([host, key])
      if (!firstWith.has(name)) firstWith.set(name, id)
      return [id, firstWith.get(name) ?? id] as const
    })
    return { isUnlocked: master !== null, groups: Object.fromEntries(groups) }
  }

  function onInput() {
    clearTimeout(idleTimer)
    lastInput = Date.now()
    if (idleMs !== null && master !== null) idleTimer = setTimeout(lock, idleMs)
  }

  /** Timers stand still while a computer sleeps. */
  function lockIfIdle() {
    if (idleMs !== null && Date.now() - lastInput > idleMs) lock()
  }

  function lock() {
    clearTimeout(idleTimer)
    if (master === null) return
    master = null
    check = null
    entries = new Map()
    onState(state())
  }

  async function startWith(key: CryptoKey, read: readonly (readonly [string, Entry])[]) {
    check = await encrypt(key, randomBytes(16), checkContext)
    master = key
    entries = new Map(read)
    onState(state())
  }

  async function seal(connectionId: string, entry: Entry): Promise<VaultResult> {
    if (master === null) return { kind: 'locked' }
    const { host, ...content } = entry
    const sealed = await encrypt(master, encoder.encode(JSON.stringify(content)), contextOf(connectionId, host))
    entries.set(connectionId, entry)
    onState(state())
    return { kind: 'sealed', sealed }
  }

  async function isMaster(bytes: ArrayBuffer): Promise<boolean> {
    if (check === null) return true
    return decrypt(await importAes(bytes), check, checkContext).then(
      () => true,
      () => false,
    )
  }

  /** While the vault is unlocked, only what opens this very vault counts. */
  async function open(header: VaultHeader, opener: Opener): Promise<ArrayBuffer> {
    const bytes = await openMaster(header, opener)
    if (!(await isMaster(bytes))) throw new WrongOpener()
    failures = 0
    return bytes
  }

  async function run(call: VaultCall): Promise<VaultResult> {
    switch (call.call) {
      case 'create': {
        const bytes = randomBytes(32)
        const header = { ...(await wrapWithPassphrase(bytes, call.passphrase)), passkeys: [] }
        await startWith(await importAes(bytes), [])
        return { kind: 'header', header }
      }
      case 'unlock': {
        const key = await importAes(await openMaster(call.header, call.opener))
        failures = 0
        const read = await Promise.all(call.keys.map((one) => readEntry(key, one)))
        await startWith(
          key,
          read.filter((one) => one !== null),
        )
        return { kind: 'done' }
      }
      case 'seal':
        return seal(call.connectionId, { host: call.host, key: call.key, isReadOnly: call.isReadOnly })
      case 'setReadOnly': {
        const entry = entries.get(call.connectionId)
        if (!entry) return { kind: 'locked' }
        if (!call.isReadOnly) {
          if (!call.opener) return { kind: 'wrong', waitSeconds: 0 }
          await open(call.header, call.opener)
        }
        return seal(call.connectionId, { ...entry, isReadOnly: call.isReadOnly })
      }
      case 'changePassphrase': {
        const bytes = await open(call.header, call.opener)
        const header = { ...(await wrapWithPassphrase(bytes, call.passphrase)), passkeys: call.header.passkeys }
        return { kind: 'header', header }
      }
      case 'addPasskey': {
        const bytes = await open(call.header, call.opener)
        const masterKey = await encrypt(await keyOfSecret(call.secret, call.passkey.salt), bytes, masterContext)
        return { kind: 'header', header: { ...call.header, passkeys: [...call.header.passkeys, { ...call.passkey, masterKey }] } }
      }
      case 'forget':
        if (entries.delete(call.connectionId)) onState(state())
        return { kind: 'done' }
      case 'lock':
        lock()
        return { kind: 'done' }
      case 'lockAfter':
        idleMs = call.minutes === null ? null : call.minutes * 60_000
        return { kind: 'done' }
    }
  }

  async function answer(call: VaultCall): Promise<VaultResult> {
    if (globalThis.crypto.subtle === undefined) return { kind: 'insecure' }
    try {
      return await run(call)
    } catch (error) {
      if (!(error instanceof WrongOpener)) return { kind: 'failed' }
      failures += 1
      const waitSeconds = failures <= freeTries ? 0 : Math.min(maxWaitSeconds, 2 ** (failures - freeTries))
      return { kind: 'wrong', waitSeconds }
    } finally {
      onInput()
    }
  }

  let last: Promise<unknown> = Promise.resolve()
  let nextTry = 0

  return {
    state,
    find: ((id) => {
      lockIfIdle()
      return entries.get(id)
    }) satisfies RequestKeys['find'],
    /** One call after the other. After wrong passphrases, calls that need one wait longer each time. */
    call(call: VaultCall): Promise<VaultResult> {
      const result = last.then(async () => {
        if ('opener' in call && call.opener) await sleep(Math.max(0, nextTry - performance.now()))
        const done = await answer(call)
        if (done.kind === 'wrong') nextTry = performance.now() + done.waitSeconds * 1000
        return done
      })
      last = result
      return result
    },
    /** Somebody uses a page: the time until the vault locks starts again. */
    onInput,
    lock,
  }
}
