import type { Page } from '@playwright/test'
import { faultsInBothSchemes } from './accessibility.ts'
import { type Desk, demoKeys, expect, test } from './desk.ts'
import {
  choose,
  coverage,
  expectAllShown,
  isOdd,
  openShares,
  sharesTable,
  scanEnded,
  shownIds,
  startScan,
  truth,
} from './shareTable.ts'
import { readStored, writeStored } from './storedData.ts'
import { changeElsewhere } from './sharing.ts'

async function explainsScan(page: Page, desk: Desk) {
  // The scopes of the key are known from before, or asked for to say which ones a scan lacks.
  const requests = async () => (await desk.calls()).filter((call) => !call.path.includes('/personal_api_keys/')).length
  await expect(
    desk
      .table()
      .getByRole('link', { name: /^Activity: / })
      .first(),
  ).toBeVisible({ timeout: 30_000 })
  const before = await requests()
  await page.getByRole('link', { name: 'Sharing', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Sharing' })).toBeVisible()
  await expect(page.getByRole('group', { name: 'Estimated API usage' })).toContainText('1 query (limit 120 per hour)')
  await page.getByLabel(/^Thorough/).check()
  await expect(page.getByRole('group', { name: 'Estimated API usage' })).toContainText('1 request per recording')
  await page.getByLabel('Date range', { exact: true }).selectOption('Custom…')
  await page.getByRole('button', { name: 'Start scan' }).click()
  await expect(page.getByText('Choose the first day.')).toBeVisible()
  expect(await requests()).toBe(before)
  await page.getByRole('link', { name: 'Recordings', exact: true }).click()
}

async function findsPublicRecordings(page: Page, desk: Desk, coverageText: string) {
  await startScan(page)
  await scanEnded(page)
  await expectAllShown(page, desk)
  await coverage(page).getByText('Scan details').click()
  await expect(coverage(page).locator('summary svg')).toBeVisible()
  await expect(coverage(page)).toContainText(coverageText)
  await expect(coverage(page)).toContainText(/Checked \d+ of \d+ recordings\./)
  await expect(coverage(page)).not.toContainText('not checked')
  await expect(coverage(page)).toContainText('Robin Ashworth')
  const changes = (await desk.calls()).filter(
    ({ method, path }) => !['GET', 'OPTIONS'].includes(method) && !path.includes('/query'),
  )
  expect(changes).toEqual([])
}

async function countsChanges(page: Page, desk: Desk) {
  const [closed, renewed, lost] = await openShares(desk)
  const known = new Set((await truth(desk)).map(({ recordingId }) => recordingId))
  const headers = { Authorization: `Bearer ${demoKeys.all}` }
  const api = `${desk.demo.origin}/api/projects/1/session_recordings/`
  const { results } = (await (await fetch(`${api}?limit=9`, { headers })).json()) as { results: { id: string }[] }
  const fresh = results.find(({ id }) => !known.has(id) && !isOdd(id))
  if (!closed || !renewed || !lost || !fresh) throw new Error('There is nothing to change.')
  await changeElsewhere(desk, closed.recordingId, { enabled: false })
  await changeElsewhere(desk, renewed.recordingId, { enabled: false })
  await changeElsewhere(desk, renewed.recordingId, { enabled: true })
  await changeElsewhere(desk, fresh.id, { enabled: true })
  const location = { database: 'replay-desk-records', store: 'shareRows' }
  const row = (await readStored<{ id: string }>(page, location)).find(({ id }) => id === lost.recordingId)
  await writeStored(page, location, [{ ...row, checkedAt: 5 }])
  await page.getByRole('button', { name: 'New scan' }).click()
  await page.getByRole('button', { name: 'Start scan' }).click()
  await expect(page.getByRole('radio', { name: 'Newly public 1' })).toBeVisible()
  await scanEnded(page)
  for (const [name, id] of [
    ['Newly public 1', fresh.id],
    ['No longer public 1', closed.recordingId],
    ['Not comparable 1', lost.recordingId],
    ['Link changed 1', renewed.recordingId],
  ] as const) {
    await page.getByRole('radio', { name }).click()
    await expect.poll(() => shownIds(page)).toEqual([id])
  }
  await expect(page).toHaveURL(/change=link\+changed/)
  await expect(coverage(page)).toContainText('1 row of the last scan couldn’t be read')
  await page.reload()
  await expect.poll(() => shownIds(page)).toEqual([renewed.recordingId])
}

test.describe('a newest server', () => {
  test.use({ demoOptions: { count: 240 } })

  test('a first scan is explained, and a second one compared', async ({ page, desk }) => {
    desk.expectComplaint(/40[0-4]|500/)
    await desk.exploreDemo()
    await test.step('before the first scan the page explains what a scan does and costs, and sends nothing', () =>
      explainsScan(page, desk))
    await test.step('a scan finds exactly the public recordings, and names its method', () =>
      findsPublicRecordings(page, desk, 'SQL query of PostHog’s table of saved recordings'))
    await test.step('newly public, closed and changed links are counted, and each count filters the table', () =>
      countsChanges(page, desk))
  })
})

test.describe('an old server', () => {
  test.use({ demoOptions: { edition: 'old', count: 240 } })

  test('a scan finds exactly the public recordings, and names its method', async ({ page, desk }) => {
    desk.expectComplaint(/40[0-4]|500/)
    await desk.exploreDemo()
    await findsPublicRecordings(page, desk, 'Recordings list in range, page by page')
  })
})

test.describe('a small shop', () => {
  test.use({ demoOptions: { count: 120 } })

  test('risk follows the chosen domains; an approved link comes first once its date has passed', async ({ page, desk }) => {
    desk.expectComplaint(/404|500/)
    await desk.exploreDemo()
    await startScan(page)
    await scanEnded(page)
    await page.getByRole('button', { name: 'How risk is scored' }).click()
    await expect(page.getByRole('group', { name: 'How risk is scored' })).toContainText('no email counts as outside')
    await page.getByRole('link', { name: 'Set domains in Settings' }).click()
    const field = page.getByLabel('Email domains')
    await field.fill('not a domain')
    await field.blur()
    await expect(page.getByText('Your changes weren’t saved.')).toBeVisible()
    await field.fill('leafandkettle.example')
    await field.blur()
    await page.getByRole('link', { name: 'Sharing', exact: true }).click()
    await page.getByRole('button', { name: 'How risk is scored' }).click()
    await expect(page.getByRole('group', { name: 'How risk is scored' })).toContainText('Your domains: leafandkettle.example.')
    await page.keyboard.press('Escape')
    await sharesTable(page).locator('[data-tooltip*="is outside your domains"]').first().hover()
    await expect(page.getByRole('tooltip')).toContainText('is outside your domains')

    await desk.follow('/project/1/sharing?order=since&direction=descending&limit=200')
    const [id = ''] = (await shownIds(page)).toReversed()
    await choose(page, id)
    await page.getByRole('button', { name: 'Clear selection' }).click()
    await sharesTable(page)
      .getByRole('button', { name: /review of/ })
      .click()
    const dialog = page.getByRole('dialog', { name: 'Review public link' })
    await expect(dialog).toContainText('won’t expire by itself')
    await dialog.getByLabel('Approved until').fill('2020-01-01')
    await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled()
    const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
    const shownDay = new Date(day).toLocaleDateString('en-US', { dateStyle: 'medium', timeZone: 'UTC' })
    await dialog.getByLabel('Approved until').fill(day)
    await dialog.getByLabel('Reason').fill('Linked from the help page')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(sharesTable(page).getByRole('button', { name: `Until ${shownDay}: review of` })).toBeVisible()
    await page.clock.setSystemTime(Date.now() + 5 * 86_400_000)
    await page.goto(`${desk.origin}/project/1/sharing`)
    await expect.poll(async () => (await shownIds(page))[0]).toBe(id)
    await expect(sharesTable(page).getByRole('button', { name: `Overdue ${shownDay}: review of` })).toBeVisible()
    expect((await truth(desk)).some(({ recordingId }) => recordingId === id)).toBe(true)
  })

  test('the sharing screen has no serious accessibility faults in light and dark', async ({ page, desk }) => {
    test.setTimeout(90_000) // axe checks whole tables ten times
    desk.expectComplaint(/404|500/)
    await desk.exploreDemo()
    await page.getByRole('link', { name: 'Sharing', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Start scan' })).toBeVisible()
    expect(await faultsInBothSchemes(page)).toEqual([])
    await page.getByRole('button', { name: 'Start scan' }).click()
    await scanEnded(page)
    await shownIds(page)
    expect(await faultsInBothSchemes(page)).toEqual([])
    await sharesTable(page).getByRole('checkbox', { name: 'Select this page' }).check()
    await page.getByRole('button', { name: 'Revoke permanently' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await faultsInBothSchemes(page)).toEqual([])
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Clear selection' }).click()
    await sharesTable(page)
      .getByRole('button', { name: /review of/ })
      .first()
      .click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await faultsInBothSchemes(page)).toEqual([])
    await page.keyboard.press('Escape')
    const row = sharesTable(page).locator('tr[data-row]').nth(30)
    await row.locator('a[data-row-link]').click()
    await expect(page.getByRole('dialog').getByText('Public', { exact: true })).toBeVisible()
    await page.getByRole('link', { name: 'Open as page' }).click()
    await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Sharing' }).click()
    await expect(row, 'back at the row that was seen').toBeFocused()
    await expect(row).toBeInViewport()
    await page.getByRole('button', { name: 'Export evidence' }).click()
    await page.getByRole('link', { name: 'Printable page' }).click()
    await expect(page.getByRole('button', { name: 'Print' })).toBeVisible()
    expect(await faultsInBothSchemes(page)).toEqual([])
  })
})
