import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { faultsEverywhere } from './accessibility.ts'
import { demoKeys, expect, test } from './desk.ts'

const path = '/project/1/session-properties'

function table(page: Page) {
  return page.getByRole('table', { name: 'Session properties' })
}

function values(page: Page) {
  return page.getByRole('list', { name: 'Values' }).getByRole('listitem')
}

for (const edition of ['newest', 'documented'] as const) {
  test.describe(`edition ${edition}`, () => {
    test.use({ demoOptions: { edition } })

    test(`from a property to its values, and from a value to its recordings (${edition})`, async ({ page, desk }) => {
      desk.expectComplaint(/404/)
      await desk.exploreDemo()
      await page.getByRole('link', { name: 'Session properties' }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'Session properties' })).toBeVisible()
      await expect(table(page).getByRole('row', { name: /\$session_duration/ })).toContainText(
        /Duration.*Yes.*Seconds from the first/,
      )
      await expect(table(page).getByRole('rowheader', { name: /^Web vitals/ })).toBeVisible()
      await page.getByRole('button', { name: '$entry_hostname' }).click()
      await expect(page.getByText('latest 100,000 sessions')).toBeVisible()
      await expect(values(page).first()).toContainText(/\d+ sessions?/)
      const { height = 0 } = (await values(page).first().boundingBox()) ?? {}
      expect(height, 'a value, its count and its buttons share a line').toBeLessThan(60)
      const value = (await values(page).first().locator('bdi').innerText()).trim()
      await values(page).first().getByRole('button', { name: 'Show recordings' }).click()
      await desk.drawn()
      expect(new URL(page.url()).searchParams.get('property')).toBe(`$entry_hostname=${value}`)
      await expect(page.getByText(`$entry_hostname is ${value}`)).toBeVisible()
      expect((await desk.rows()).length).toBeGreaterThan(0)
      const requests = (await desk.calls()).findLast((call) => call.path.includes('/session_recordings/?'))
      expect(JSON.parse(new URL(requests?.path ?? '', desk.origin).searchParams.get('properties') ?? '[]')).toEqual([
        { type: 'session', key: '$entry_hostname', value: [value], operator: 'exact' },
      ])
    })
  })
}

test('properties are filtered immediately and by the server, and the URL keeps the state', async ({ page, desk }) => {
  await desk.exploreDemo(path)
  await page.getByRole('searchbox', { name: 'Search properties' }).fill('utm source')
  await expect(table(page).getByRole('button')).toHaveText(['$entry_utm_source'])
  await expect(page).toHaveURL(/search=utm\+source/)
  await expect
    .poll(async () => (await desk.calls()).map((call) => call.path))
    .toContain('/api/projects/1/sessions/property_definitions/?search=utm+source')
  await page.getByRole('searchbox', { name: 'Search properties' }).fill('nothing like it')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByRole('combobox', { name: 'Type' }).selectOption('Boolean')
  await page.getByRole('button', { name: '$is_bounce' }).click()
  await expect(values(page)).toHaveText([/Yes 1/, /No 0/])
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ type: 'Boolean', property: '$is_bounce' })
  await page.reload()
  await expect(values(page)).toHaveText([/Yes 1/, /No 0/])
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export CSV' }).click()
  const file = await readFile(await (await coming).path(), 'utf8')
  expect(file).toBe(
    'name,type,numerical,group,meaning\r\n$is_bounce,Boolean,false,Counts,"Left after one page, within ten seconds and without a click"\r\n',
  )
})

test('values are searched on the server, copied, used in SQL, or explained if there are none', async ({ page, desk }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await desk.exploreDemo(path)
  await page.getByRole('button', { name: '$entry_pathname' }).click()
  await expect(values(page)).toHaveCount(20)
  await page.getByRole('searchbox', { name: 'Search values' }).pressSequentially('CART')
  await expect(values(page).first()).toContainText('/cart')
  await expect(values(page).filter({ hasNotText: /cart/i })).toHaveCount(0)
  const requests = (await desk.calls()).filter((call) => call.method === 'GET' && call.path.includes('/sessions/values/'))
  expect(requests).toHaveLength(2) // not one per key
  await values(page).first().getByRole('button', { name: 'Copy as filter JSON' }).click()
  expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toEqual({
    type: 'session',
    key: '$entry_pathname',
    operator: 'exact',
    value: ['/cart'],
  })
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(page.getByRole('button', { name: '$entry_pathname' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('button', { name: '$entry_hostname' })).toBeFocused()
  await page.getByRole('button', { name: '$session_duration' }).click()
  await expect(page.getByText('Values are listed for text only')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'Property' })).toBeHidden()
  const campaign = page.getByRole('button', { name: '$entry_utm_campaign' })
  await campaign.click()
  await expect(page.getByText('The server is still counting')).toBeVisible()
  await expect(page.getByText('The server is still counting')).toBeHidden()
  await page.getByRole('button', { name: '$channel_type' }).click()
  const direct = values(page).filter({ hasText: /^Direct/ })
  await direct.getByRole('link', { name: 'Use in SQL' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'SQL' })).toBeVisible()
  // One that counts for each of the three properties with values; the query in the editor does not run by itself.
  expect((await desk.calls()).filter((call) => call.method === 'POST')).toHaveLength(3)
})

test.describe('an old server', () => {
  test.use({ demoOptions: { edition: 'old' } })

  test('refuses keys, and the page explains it', async ({ page, desk }) => {
    desk.expectComplaint(/403/)
    await desk.exploreDemo(path)
    await expect(page.getByRole('alert')).toContainText('doesn’t allow personal API keys to read session properties')
    await expect(page.getByRole('alert')).toContainText('April 2025')
  })
})

test('a key without the scope is explained before a request fails', async ({ page, desk }) => {
  desk.expectComplaint(/403/) // the key check tries what the key may do
  await desk.connect(demoKeys.noQuery)
  await desk.drawn()
  await page.getByRole('link', { name: 'Session properties' }).click()
  await expect(page.getByText('The key lacks the scope query:read')).toBeVisible()
  expect((await desk.calls()).filter((call) => call.path.includes('/sessions/'))).toEqual([])
})

test('session properties are accessible and fit', async ({ page, desk }) => {
  await desk.exploreDemo(path)
  await expect(table(page)).toBeVisible()
  expect(await faultsEverywhere(page), 'the table').toEqual([])
  await page.getByRole('button', { name: '$entry_current_url' }).click()
  await expect(values(page).first()).toBeVisible()
  expect(await faultsEverywhere(page), 'with values').toEqual([])
})
