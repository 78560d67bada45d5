import { expect, test, vi } from 'vitest'
import type { Encrypted } from '#storage/settings.ts'
import type { VaultHeader } from '#storage/vault.ts'
import type { VaultState } from '#storage/vaultState.ts'
import type { SealedKey, VaultCall, VaultResult } from './messages.ts'
import { createVault } from './vault.ts'

const key = 'phx_vaultTestKey0123456789abcdefghijklmn'
const host = 'https://eu.posthog.example'
const passphrase = 'correct horse battery'

type Vault = ReturnType<typeof createVault>

function newVault() {
  const states: VaultState[] = []
  const vault = createVault((state) => states.push(state))
  return { vault, states }
}

async function headerOf(result: Promise<VaultResult>): Promise<VaultHeader> {
  const read = await result
  if (read.kind !== 'header') throw new Error(read.kind)
  return read.header
}

async function sealedOf(result: Promise<VaultResult>): Promise<Encrypted> {
  const read = await result
  if (read.kind !== 'sealed') throw new Error(read.kind)
  return read.sealed
}

function seal(vault: Vault, connectionId: string, more: Partial<{ host: string; key: string; isReadOnly: boolean }> = {}) {
  return vault.call({ call: 'seal', connectionId, host, key, isReadOnly: false, ...more })
}

/** A vault with one key, as it is stored. */
async function stored() {
  const { vault } = newVault()
  const header = await headerOf(vault.call({ call: 'create', passphrase }))
  const keys: SealedKey[] = [{ connectionId: 'one', host, sealed: await sealedOf(seal(vault, 'one')) }]
  return { header, keys, vault }
}

const unlock = (header: VaultHeader, keys: SealedKey[], text = passphrase): VaultCall => ({
  call: 'unlock',
  header,
  opener: { passphrase: text },
  keys,
})

test('what is stored opens with its passphrase only, in any Unicode form, and holds no key', async () => {
  const { vault } = newVault()
  const header = await headerOf(vault.call({ call: 'create', passphrase: 'Caf\u00e9 und Tee' }))
  const keys = [{ connectionId: 'one', host, sealed: await sealedOf(seal(vault, 'one')) }]
  const bytes = atob(header.masterKey.data) + keys.map(({ sealed }) => atob(sealed.data)).join('')
  expect(JSON.stringify([header, keys]) + bytes).not.toContain(key.slice(4, 12))

  const next = newVault()
  expect(await next.vault.call(unlock(header, keys, 'Cafe und Tee'))).toEqual({ kind: 'wrong', waitSeconds: 0 })
  expect(next.vault.find('one')).toBeUndefined()
  expect(await next.vault.call(unlock(header, keys, 'Cafe\u0301 und Tee'))).toEqual({ kind: 'done' })
  expect(next.vault.find('one')).toEqual({ host, key, isReadOnly: false })
  expect(next.states.at(-1)).toEqual({ isUnlocked: true, groups: { one: 'one' } })
})

test('a sealed key opens for its own connection and host only', async () => {
  const { header, keys } = await stored()
  const [{ sealed } = { sealed: { iv: '', data: '' } }] = keys
  const { vault } = newVault()
  await vault.call(
    unlock(header, [
      { connectionId: 'two', host, sealed },
      { connectionId: 'one', host: 'https://elsewhere.example', sealed },
    ]),
  )
  expect([vault.find('one'), vault.find('two')]).toEqual([undefined, undefined])
})

test('a damaged key costs itself only', async () => {
  const { header, keys, vault } = await stored()
  const sealed = await sealedOf(seal(vault, 'two'))
  const damaged = [...keys, { connectionId: 'two', host, sealed: { ...sealed, data: btoa('damaged') } }]
  const next = newVault()
  expect(await next.vault.call(unlock(header, damaged))).toEqual({ kind: 'done' })
  expect(next.vault.find('one')?.key).toBe(key)
  expect(next.vault.find('two')).toBeUndefined()
})

test('nothing is sealed or found after locking', async () => {
  const { vault } = await stored()
  await vault.call({ call: 'lock' })
  expect(vault.find('one')).toBeUndefined()
  expect(await seal(vault, 'two')).toEqual({ kind: 'locked' })
  expect(vault.state()).toEqual({ isUnlocked: false, groups: {} })
})

test('connections with the same host and key are in one group', async () => {
  const { vault } = await stored()
  await seal(vault, 'two')
  await seal(vault, 'three', { key: `${key}3` })
  expect(vault.state().groups).toEqual({ one: 'one', two: 'one', three: 'three' })
  await vault.call({ call: 'forget', connectionId: 'one' })
  expect(vault.state().groups).toEqual({ two: 'two', three: 'three' })
})

test('read-only is turned on freely, and off with the passphrase only', async () => {
  const { vault, header } = await stored()
  const set = (isReadOnly: boolean, text?: string) =>
    vault.call({
      call: 'setReadOnly',
      connectionId: 'one',
      isReadOnly,
      header,
      ...(text !== undefined && { opener: { passphrase: text } }),
    })
  const sealed = await sealedOf(set(true))
  expect((await set(false)).kind).toBe('wrong')
  expect((await set(false, 'guess')).kind).toBe('wrong')
  expect(vault.find('one')?.isReadOnly).toBe(true)
  const next = newVault()
  await next.vault.call(unlock(header, [{ connectionId: 'one', host, sealed }]))
  expect(next.vault.find('one')?.isReadOnly).toBe(true)
  expect((await set(false, passphrase)).kind).toBe('sealed')
  expect(vault.find('one')?.isReadOnly).toBe(false)
})

test('the header of another vault allows no changes', async () => {
  const { vault } = await stored()
  await seal(vault, 'one', { isReadOnly: true })
  const forged = await headerOf(newVault().vault.call({ call: 'create', passphrase: 'of a script' }))
  const allow = { call: 'setReadOnly', connectionId: 'one', isReadOnly: false, header: forged } as const
  expect((await vault.call({ ...allow, opener: { passphrase: 'of a script' } })).kind).toBe('wrong')
  expect(vault.find('one')?.isReadOnly).toBe(true)
})

test('a new passphrase replaces the old one, and a passkey opens the vault too', async () => {
  const { vault, header, keys } = await stored()
  const change = { call: 'changePassphrase', header, passphrase: 'another phrase' } as const
  expect((await vault.call({ ...change, opener: { passphrase: 'guess' } })).kind).toBe('wrong')
  const changed = await headerOf(vault.call({ ...change, opener: { passphrase } }))
  const secret = btoa('a secret of thirty-two bytes ....')
  const passkey = { name: 'Laptop', credentialId: 'credential', salt: btoa('salt') }
  const opener = { passphrase: 'another phrase' }
  const last = await headerOf(vault.call({ call: 'addPasskey', header: changed, opener, passkey, secret }))

  const next = newVault()
  expect((await next.vault.call(unlock(last, keys))).kind).toBe('wrong')
  const byPasskey = { call: 'unlock', header: last, keys } as const
  const wrongSecret = { credentialId: 'credential', secret: btoa('other') }
  expect((await next.vault.call({ ...byPasskey, opener: wrongSecret })).kind).toBe('wrong')
  expect((await next.vault.call({ ...byPasskey, opener: { credentialId: 'credential', secret } })).kind).toBe('done')
  expect(next.vault.find('one')?.key).toBe(key)
  await next.vault.call({ call: 'lock' })
  expect((await next.vault.call(unlock(last, keys, 'another phrase'))).kind).toBe('done')
})

test('tries after wrong passphrases wait longer each time, and a right one ends that', async () => {
  const { header, keys } = await stored()
  const { vault } = newVault()
  const waits: number[] = []
  for (const guess of ['one', 'two', 'three']) {
    const result = await vault.call(unlock(header, keys, guess))
    waits.push(result.kind === 'wrong' ? result.waitSeconds : -1)
  }
  expect(waits).toEqual([0, 0, 2])
  const began = performance.now()
  expect((await vault.call(unlock(header, keys))).kind).toBe('done')
  expect(performance.now() - began).toBeGreaterThan(1500)
})

test('a page without WebCrypto is told so', async () => {
  vi.stubGlobal('crypto', {})
  expect(await newVault().vault.call({ call: 'create', passphrase })).toEqual({ kind: 'insecure' })
})

test('a header or key of any shape is refused, and never throws', async () => {
  const { header } = await stored()
  const { vault } = newVault()
  for (const broken of [
    { ...header, salt: '%' },
    { ...header, rounds: 0 },
    { ...header, masterKey: { iv: '', data: '' } },
  ]) {
    expect((await vault.call({ ...unlock(broken, []), call: 'unlock' } as VaultCall)).kind).toBe('wrong')
    await vault.call({ call: 'lock' })
  }
})

test('a vault that nobody uses locks itself', async () => {
  const { header, keys } = await stored()
  const { vault, states } = newVault()
  await vault.call({ call: 'lockAfter', minutes: 5 })
  await vault.call(unlock(header, keys))
  vi.useFakeTimers({ now: Date.now() })
  try {
    vault.onInput()
    vi.advanceTimersByTime(4 * 60_000)
    vault.onInput()
    vi.advanceTimersByTime(4 * 60_000)
    expect(vault.find('one')?.key).toBe(key)
    vi.advanceTimersByTime(2 * 60_000)
    expect(vault.find('one')).toBeUndefined()
    expect(states.at(-1)?.isUnlocked).toBe(false)
  } finally {
    vi.useRealTimers()
  }
})

test('a computer that slept past the idle time finds the vault locked, though its timer has not fired', async () => {
  const { header, keys } = await stored()
  const { vault } = newVault()
  await vault.call({ call: 'lockAfter', minutes: 5 })
  await vault.call(unlock(header, keys))
  const now = Date.now()
  vi.spyOn(Date, 'now').mockReturnValue(now + 6 * 60_000)
  expect(vault.find('one')).toBeUndefined()
  vi.restoreAllMocks()
})
