import type { Page } from '@playwright/test'
import type { Sites } from './sites.ts'

const passphrase = 'four words in a row'

const places = {
  vault: 'Encrypted on this device',
  device: 'On this device, unencrypted',
  tab: 'In this tab only',
} as const

export type Place = keyof typeof places

async function seesTable(page: Page) {
  await page.locator('table[aria-busy=false] tbody tr').first().waitFor()
}

export async function connect(
  page: Page,
  sites: Sites,
  { key, place, isReadOnly = false }: { key: string; place: Place; isReadOnly?: boolean },
) {
  await page.goto(`${sites.dashboard}/connect?next=${encodeURIComponent('/project/1/recordings')}`)
  await page.getByLabel(places[place]).check()
  await page.getByLabel('Personal API key').fill(key)
  if (place === 'vault') {
    await page.getByLabel('New passphrase').fill(passphrase)
    await page.getByLabel('Repeat passphrase').fill(passphrase)
  }
  await page.getByLabel('Project').fill('1')
  if (isReadOnly) await page.getByLabel('Read-only').check()
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await seesTable(page)
}

/** Opens an address, and the vault there. */
export async function unlockAt(page: Page, address: string) {
  await page.goto(address)
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Unlock Replay Desk' }).waitFor({ state: 'hidden' })
}

export function hasPassphrase(text: string): boolean {
  return text.includes(passphrase)
}

const screens = ['', '/recordings', '/sharing', '/subscriptions', '/session-properties', '/sql', '/activity-log']

/** Goes to a path as a link does, so that the vault stays unlocked. */
async function follow(page: Page, path: string) {
  await page.evaluate((to) => {
    history.pushState({}, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
}

/** Every screen, a recording that plays, and a query. */
export async function visitScreens(page: Page) {
  for (const screen of screens) {
    await follow(page, `/project/1${screen}`)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.waitForTimeout(800)
  }
  await follow(page, '/project/1/recordings')
  await seesTable(page)
  await page.locator('tbody tr a').first().click()
  await page.waitForTimeout(2000)
  for (const path of ['/settings', '/privacy']) {
    await follow(page, path)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.waitForTimeout(500)
  }
}

export async function forget(page: Page) {
  await follow(page, '/settings')
  await page.getByRole('button', { name: 'Forget this connection' }).click()
  await page.getByText('Not connected to any host yet.').waitFor()
  await page.waitForTimeout(1000) // browsers write with a delay
}
