import { expect, test } from './desk.ts'
import { openTable, tableOf } from './subscriptions.ts'

test('all rows that match are selected, from the list that is loaded and by reading the server’s', async ({ page, desk }) => {
  const status = page.getByRole('toolbar', { name: /^Selected/ }).getByRole('status')
  await openTable(desk, '?limit=25')
  await test.step('subscriptions, which are all loaded', async () => {
    await page.getByLabel('Select this page').check()
    await page.getByRole('button', { name: /^Select all \d+ that match$/ }).click()
    await expect(status).toHaveText(/^\d{2,3} selected \(25 on this page\)$/)
    await page.getByRole('button', { name: 'Next page' }).click()
    await expect(tableOf(page).getByRole('checkbox', { checked: false })).toHaveCount(0)
  })
  await desk.follow('/project/1/recordings?limit=25&date_from=-24h&clicks=1')
  await desk.drawn()
  const select = page.getByRole('button', { name: 'Select all that match' })
  await page.getByLabel('Select this page').check()
  await test.step('recordings, where reading the list can be cancelled', async () => {
    await page.route(/limit=100/, () => {}) // no answer
    await select.click()
    await expect(page.getByText('Reading the list: 0 found…')).toBeVisible()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(status).toHaveText('25 selected')
    await page.unroute(/limit=100/)
  })
  await test.step('recordings of all pages', async () => {
    await select.click()
    await expect(page.getByText('All that match are selected.')).toBeVisible()
    await expect(status.first()).toHaveText(/^\d{2,3} selected \(25 on this page\)$/)
    await page.getByRole('button', { name: 'Next page' }).click()
    await desk.drawn()
    await expect(desk.table().getByRole('checkbox', { checked: false })).toHaveCount(0)
    await page.getByRole('button', { name: 'Clear selection' }).click()
    await expect(desk.table().getByRole('checkbox', { checked: true })).toHaveCount(0)
  })
})
