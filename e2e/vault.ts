import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, type Page } from '@playwright/test'
import { type Desk, demoKeys } from './desk.ts'

export const passphrase = 'four words in a row'

/** May do everything, and is like no other text. */
export const vaultKey = demoKeys.secretive

export const recordingsPath = '/project/1/recordings?limit=25'

/** Connects by the form with the key in a new vault, to the table of recordings. */
export async function connectEncrypted(page: Page, desk: Desk, { isReadOnly = false, origin = desk.origin } = {}) {
  await page.goto(`${origin}/connect?next=${encodeURIComponent(recordingsPath)}`)
  await page.getByLabel('Host').fill(desk.demo.origin)
  await page.getByLabel('Personal API key').fill(vaultKey)
  await page.getByLabel('New passphrase').fill(passphrase)
  await page.getByLabel('Repeat passphrase').fill(passphrase)
  await page.getByLabel('Project').fill('1')
  if (isReadOnly) await page.getByLabel('Read-only').check()
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await desk.drawn()
}

export async function unlock(page: Page, typed = passphrase) {
  await page.getByLabel('Passphrase', { exact: true }).fill(typed)
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
}

export async function expectLocked(page: Page) {
  await expect(page.getByRole('heading', { level: 1, name: 'Unlock Replay Desk' })).toBeVisible()
}

/** All that this origin stores in the browser, bytes as Latin-1. */
export function everythingStored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const done = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(new Error('IndexedDB was not read.')))
      })
    const asText = (_key: string, value: unknown) => {
      if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value)
      if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value)
      return value instanceof Map || value instanceof Set ? [...value] : value
    }
    const texts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie, location.href]
    for (const { name } of await indexedDB.databases()) {
      if (!name) continue
      const database = await done(indexedDB.open(name))
      for (const store of database.objectStoreNames) {
        const records = database.transaction(store).objectStore(store)
        texts.push(JSON.stringify([await done(records.getAll()), await done(records.getAllKeys())], asText))
      }
      database.close()
    }
    texts.push(...(await caches.keys()))
    return texts.join('\n')
  })
}

/** Base64 of a text at any offset in a longer one, without the ends that depend on its neighbors. */
function base64Cores(text: string): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.from('\0'.repeat(offset) + text).toString('base64')
    return encoded.slice(Math.ceil((offset * 4) / 3), -4)
  })
}

/** How a key may be written. */
function encodingsOf(key: string): string[] {
  const reversed = key.split('').toReversed().join('')
  const wide = key.split('').join('\0')
  const plain = [key, key.slice(4), reversed, wide, encodeURIComponent(key), Buffer.from(key).toString('hex')]
  const escaped = key
    .split('')
    .map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
  const codes = key
    .split('')
    .map((one) => one.charCodeAt(0))
    .join(',')
  const percent = key
    .split('')
    .map((one) => `%${one.charCodeAt(0).toString(16)}`)
    .join('')
  const base64 = [key, reversed, `${wide}\0`].flatMap(base64Cores)
  return [...plain, JSON.stringify(wide).slice(1, -1), escaped, codes, percent, ...base64]
}

/** How the key is written in a text, in any encoding. */
export function keysIn(text: string, key = vaultKey): string[] {
  const lower = text.toLowerCase()
  return encodingsOf(key).filter((encoding) => lower.includes(encoding.toLowerCase()))
}

function workerFile(): string {
  const assets = fileURLToPath(new URL('../dist/assets', import.meta.url))
  return `/assets/${readdirSync(assets).find((name) => /^requestWorker-.*\.js$/.test(name))}`
}

type Message = { type: string; [field: string]: unknown }

/**
 * Speaks with the worker that sends all requests as script that was injected into the page can. Resolves with all that it
 * answered, its state included.
 */
export function postToWorker(page: Page, messages: readonly Message[]): Promise<Message[]> {
  return page.evaluate(
    async ([file, sent]) => {
      const { port } = new SharedWorker(file, { type: 'module', name: 'requests' })
      const received: Message[] = []
      port.addEventListener('message', ({ data }) => received.push(data))
      port.start()
      for (const [index, message] of sent.entries()) {
        const id = 1_000_000 + index
        port.postMessage({ ...message, id })
        const isAnswered = () => received.some((one) => one['id'] === id && one.type !== 'piece')
        while (!isAnswered()) await new Promise((resolve) => setTimeout(resolve, 20))
      }
      return received
    },
    [workerFile(), messages] as const,
  )
}

export function callVault(page: Page, call: Record<string, unknown>): Promise<Message[]> {
  return postToWorker(page, [{ type: 'vault', call }])
}
