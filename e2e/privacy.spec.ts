import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { faultsEverywhere } from './accessibility.ts'
import { type Desk, demoKeys, expect, leafAndKettle, test } from './desk.ts'

test.use({ demoProject: leafAndKettle })

const requestsTable = (page: Page) => page.getByRole('table', { name: 'Requests by origin' })
const storedTable = (page: Page) => page.getByRole('table', { name: 'Data stored in this browser' })

/** What the page says of the host, and what the host itself saw; browsers send OPTIONS by themselves. */
async function countsOf(page: Page, desk: Desk) {
  const shown = await requestsTable(page).getByRole('row').filter({ hasText: desk.demo.origin }).getByRole('cell').allInnerTexts()
  const calls = (await desk.calls()).filter(({ method }) => method !== 'OPTIONS')
  return { shown: shown.slice(0, 2), seen: [String(calls.length), String(calls.length)] }
}

async function expectSameCounts(page: Page, desk: Desk) {
  await desk.quiet()
  await expect(async () => {
    const { shown, seen } = await countsOf(page, desk)
    expect(shown).toEqual(seen)
  }).toPass({ timeout: 10_000 })
}

async function exported(page: Page, button: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()])
  return readFile(await file.path(), 'utf8')
}

test('the counts of requests are the host’s own, live, the early request included', async ({ page, desk }) => {
  await desk.exploreDemo()
  await test.step('all requests of this page', async () => {
    await page.getByRole('link', { name: 'Privacy' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'What leaves this browser' })).toBeVisible()
    await expectSameCounts(page, desk)
    await expect(requestsTable(page).getByRole('row').filter({ hasText: desk.origin })).toContainText('This page’s own files')
  })
  await test.step('a further one is added while the page is open', async () => {
    await desk.follow('/settings')
    await page.getByRole('button', { name: 'Check key' }).click()
    await expect(page.getByText(/The key works/)).toBeVisible()
    await desk.follow('/privacy')
    await expectSameCounts(page, desk)
  })
  await test.step('after a reload the count begins with the request of the start script', async () => {
    await page.goto(`${desk.origin}/project/4/recordings`)
    await desk.drawn()
    await expect(page.getByRole('img', { name: 'Loading…' })).toHaveCount(0) // the activity, which is asked for after the rows
    await desk.quiet()
    await fetch(`${desk.demo.origin}/__demo/journal`, { method: 'DELETE' })
    await page.reload()
    await desk.drawn()
    await page.getByRole('link', { name: 'Privacy' }).click()
    await expectSameCounts(page, desk)
  })
  await test.step('the policy of the page is explained, and the key’s scopes', async () => {
    await expect(page.getByText('Any server with https, because no host is preset')).toBeVisible()
    await expect(page.getByText('All 6 security headers are sent.')).toBeVisible()
    await expect(page.getByText(/8 of 8 that Replay Desk uses/)).toBeVisible()
    await expect(page.getByText('Not run for this build.')).toBeVisible()
  })
  expect(await faultsEverywhere(page)).toEqual([])
})

test('what is stored can be exported without keys, and erased as on the first day', async ({ page, desk }) => {
  await desk.connect(demoKeys.all, { project: '4' })
  await desk.drawn()
  await page.evaluate(
    (key) => localStorage.setItem('replay-desk-queries', JSON.stringify({ entries: [{ text: `'${key}'` }] })),
    demoKeys.all,
  )
  await desk.follow('/privacy')
  await expect(storedTable(page).getByRole('row', { name: /^Connections and settings/ })).toBeVisible()
  await test.step('an export holds no key, wherever it was', async () => {
    const file = await exported(page, 'Export everything')
    expect(JSON.parse(file)).toMatchObject({ kind: 'replay-desk-stored' })
    expect(file).toContain(desk.demo.origin)
    expect(file).not.toContain('phx_')
  })
  await test.step('one group is erased, and nothing else', async () => {
    const row = storedTable(page).getByRole('row', { name: /^SQL history/ })
    await row.getByRole('button', { name: 'Erase' }).click()
    await row.getByRole('button', { name: 'Erase 1 record' }).click()
    await expect(row).toHaveCount(0)
    await expect(storedTable(page).getByRole('row', { name: /^Connections and settings/ })).toBeVisible()
    expect(await page.evaluate(() => localStorage.getItem('replay-desk-queries'))).toBeNull()
  })
  await test.step('everything', async () => {
    await page.getByRole('button', { name: 'Erase everything' }).click()
    await page.getByRole('button', { name: 'Erase everything, receipts and notes too' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Connect' })).toBeVisible()
    const left = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))
    expect(left).not.toContain('phx_')
    expect(left).not.toContain(desk.demo.origin)
    await desk.follow('/privacy')
    await expect(storedTable(page).getByRole('row', { name: /^(Connections|Activity|Cached)/ })).toHaveCount(0)
  })
})

test('it opens without a connection, and offline', async ({ page, desk, context }) => {
  desk.expectComplaint(/ERR_INTERNET_DISCONNECTED/)
  await desk.open('/privacy')
  await expect(page.getByText('Not connected to any host yet.')).toBeVisible()
  await expect(requestsTable(page)).toContainText(desk.origin)
  await desk.follow('/watch')
  await expect(page.getByRole('heading', { level: 1, name: 'Watch a file' })).toBeVisible()
  await context.setOffline(true)
  await desk.follow('/privacy')
  await expect(page.getByRole('heading', { level: 1, name: 'What leaves this browser' })).toBeVisible()
  await context.setOffline(false)
})
