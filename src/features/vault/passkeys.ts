import { callVault } from '#api/requestWorker/callVault.ts'
import { formatDate, localZone } from '#lib/instant.ts'
import { storedVault, type VaultHeader } from '#storage/vault.ts'
import { unlockVault, type VaultProblem } from './vaultActions.ts'

/** Thrown with a sentence for the screen. */
class PasskeyError extends Error {}

export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential !== 'undefined'
}

function toBase64(bytes: ArrayBuffer): string {
  return btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''))
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

function toBase64Url(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length))
}

function sentenceOf(error: unknown): string {
  if (error instanceof PasskeyError) return error.message
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'SecurityError') return 'Passkeys need a domain name. Open Replay Desk by its name instead of an IP address.'
  if (name === 'InvalidStateError') return 'This device already has a passkey for this vault.'
  return 'The passkey wasn’t used. Try again.'
}

async function attempt(work: () => Promise<VaultProblem | null>): Promise<VaultProblem | null> {
  try {
    return await work()
  } catch (error) {
    return { text: sentenceOf(error), waitSeconds: 0 }
  }
}

function asPublicKey(credential: Credential | null): PublicKeyCredential {
  if (credential instanceof PublicKeyCredential) return credential
  throw new PasskeyError('The passkey wasn’t used. Try again.')
}

/** The secret that a passkey derives from its salt (WebAuthn, prf extension); the same every time. */
function secretOf(credential: PublicKeyCredential): string | null {
  const secret = credential.getClientExtensionResults().prf?.results?.first
  return secret instanceof ArrayBuffer ? toBase64(secret) : null
}

type Salts = { credentialId: string; salt: string }[]

async function askPasskey(salts: Salts): Promise<{ credentialId: string; secret: string }> {
  const evalByCredential = Object.fromEntries(
    salts.map(({ credentialId, salt }) => [toBase64Url(credentialId), { first: fromBase64(salt) }]),
  )
  const credential = asPublicKey(
    await navigator.credentials.get({
      publicKey: {
        challenge: randomBytes(32),
        allowCredentials: salts.map(({ credentialId }) => ({ type: 'public-key', id: fromBase64(credentialId) })),
        userVerification: 'required',
        extensions: { prf: { evalByCredential } },
      },
    }),
  )
  const secret = secretOf(credential)
  if (secret === null) throw new PasskeyError('This passkey can’t unlock the vault here. Use the passphrase.')
  return { credentialId: toBase64(credential.rawId), secret }
}

/** Asks for one of the vault's passkeys. Only call it by a click. */
export function unlockWithPasskey({ passkeys }: VaultHeader): Promise<VaultProblem | null> {
  return attempt(async () => {
    const failure = await unlockVault(await askPasskey(passkeys))
    return failure && { ...failure, text: 'This passkey doesn’t open the vault. Use the passphrase.' }
  })
}

async function createPasskey(header: VaultHeader): Promise<Salts[number] & { secret: string }> {
  const salt = randomBytes(32)
  const credential = asPublicKey(
    await navigator.credentials.create({
      publicKey: {
        challenge: randomBytes(32),
        rp: { name: 'Replay Desk' },
        user: { id: randomBytes(16), name: 'Replay Desk', displayName: 'Replay Desk vault' },
        pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key' as const, alg })),
        excludeCredentials: header.passkeys.map(({ credentialId }) => ({ type: 'public-key', id: fromBase64(credentialId) })),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        extensions: { prf: { eval: { first: salt } } },
      },
    }),
  )
  if (credential.getClientExtensionResults().prf?.enabled !== true) {
    throw new PasskeyError('This authenticator can’t protect a vault, because it lacks the PRF extension. Use another one.')
  }
  const passkey = { credentialId: toBase64(credential.rawId), salt: toBase64(salt.buffer) }
  // Some authenticators derive the secret only when the passkey is used.
  return { ...passkey, secret: secretOf(credential) ?? (await askPasskey([passkey])).secret }
}

/** Creates a passkey that unlocks the vault. The passphrase is checked first, so that none is created in vain. */
export function addPasskey(passphrase: string): Promise<VaultProblem | null> {
  return attempt(async () => {
    const failure = await unlockVault({ passphrase })
    const { header } = storedVault.get()
    if (failure || !header) return failure
    const { secret, ...passkey } = await createPasskey(header)
    const name = `Passkey from ${formatDate(new Date(), localZone())}`
    const opener = { passphrase }
    const result = await callVault({ call: 'addPasskey', header, opener, passkey: { ...passkey, name }, secret })
    if (result.kind !== 'header') throw new PasskeyError('The passkey couldn’t be added. Try again.')
    storedVault.set((vault) => ({ ...vault, header: result.header }))
    return null
  })
}
