import { demoKeys, expect, test } from './desk.ts'
import { deliveryRequests, openTable, path, tableOf } from './subscriptions.ts'

test('last deliveries are requested only for visible rows, once each, while the column is shown', async ({ page, desk }) => {
  await openTable(desk, '?order=title')
  const rows = tableOf(page).locator('tbody tr[data-row]')
  const loaded = rows.filter({
    has: page.getByText(/^The last delivery|^A delivery is in progress/).or(page.getByRole('img', { name: 'No deliveries yet' })),
  })
  const unknown = rows.filter({ has: page.getByRole('img', { name: 'Last delivery not checked yet' }) })
  const { whole, partly } = await rows.evaluateAll((all) => {
    const box = all[0]?.closest('[role=group]')?.getBoundingClientRect() ?? new DOMRect()
    const places = all.map((row) => row.getBoundingClientRect())
    return {
      whole: places.filter(({ top, bottom }) => top >= box.top && bottom <= box.bottom).length,
      partly: places.filter(({ top, bottom }) => bottom >= box.top && top <= box.bottom).length,
    }
  })
  await expect.poll(() => loaded.count()).toBeGreaterThanOrEqual(whole)
  // All visible rows have loaded, so later requests are for rows that come into view.
  await expect.poll(async () => (await deliveryRequests(desk)).length === (await loaded.count())).toBe(true)
  const first = await deliveryRequests(desk)
  expect(new Set(first).size).toBe(first.length)
  expect(first.length).toBeLessThanOrEqual(partly)
  expect(await unknown.count()).toBe(50 - first.length)

  await rows.last().scrollIntoViewIfNeeded()
  await expect(loaded.last()).toHaveAttribute('data-row', (await rows.last().getAttribute('data-row')) ?? '')
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Last delivery', exact: true }).click()
  await expect(page.getByRole('checkbox', { name: 'Last delivery', exact: true })).not.toBeChecked()
  await expect(page.getByRole('columnheader', { name: 'Last delivery' })).toBeHidden()
  await page.getByRole('checkbox', { name: 'Owner', exact: true }).check()
  await expect(page.getByRole('columnheader', { name: 'Owner' })).toBeVisible()
  await expect(page).toHaveURL(/more=owner/)
  await expect(page).toHaveURL(/last=hide/)
  const all = await deliveryRequests(desk)
  expect(new Set(all).size).toBe(all.length)
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(page.getByText('51–100 of 140')).toBeVisible()
  expect(await deliveryRequests(desk)).toEqual(all)
})

test('a failed last delivery is a problem once loaded, and the rest can be checked', async ({ page, desk }) => {
  await openTable(desk, '?text=delivery')
  const row = tableOf(page).getByRole('row', { name: /Test delivery fails/ })
  await expect(row).toContainText('The last delivery failed')
  await expect(row).toContainText('Last delivery failed')
  await desk.open(`${path}?tab=problems`)
  const bar = page.getByText(/Delivery status checked for \d+ of 1\d\d\./)
  await expect(bar).toBeVisible()
  await page.getByRole('button', { name: /^Check the other \d+$/ }).click()
  await expect(page.getByText(/^Delivery status checked for all 1\d\d subscriptions\.$/)).toBeVisible({
    timeout: 30_000,
  })
  const calls = await deliveryRequests(desk)
  expect(new Set(calls).size).toBeGreaterThan(100)
  await page.getByLabel('Search subscriptions').fill('Test delivery fails')
  const failed = page.getByRole('region', { name: /Last delivery failed/ })
  await expect(failed.getByRole('button', { name: 'Test delivery fails' })).toBeVisible()
  await failed.getByRole('button', { name: 'Test delivery fails' }).click()
  await expect(page.getByRole('dialog').getByRole('region', { name: 'Problems' })).toContainText('Last delivery failed.')
})

test('the delivery history loads when opened, lists recipients, and shows a test immediately', async ({ page, desk }) => {
  await openTable(desk, '?last=hide&open=3411')
  const panel = page.getByRole('dialog')
  await expect(panel.getByText('Delivery history')).toBeVisible()
  expect(await deliveryRequests(desk)).toEqual([])
  await panel.getByText('Delivery history').click()
  const failed = panel.getByRole('listitem').filter({ hasText: /^failed/ })
  await expect(failed.first()).toBeVisible()

  await desk.open(`${path}?text=Long+history&open=3414`)
  const row = tableOf(page).getByRole('row', { name: /Long history/ })
  await expect(row).toContainText('The last delivery')
  const before = (await deliveryRequests(desk)).length
  const history = page.getByRole('dialog', { name: 'Long history' })
  await history.getByText('Delivery history').click()
  await expect(history.getByRole('listitem').filter({ hasText: 'scheduled' }).first()).toBeVisible()
  await expect(history.getByText('A delivery is in progress.')).toBeHidden()
  await history.getByRole('button', { name: 'Send test' }).click()
  await page.getByRole('button', { name: 'Send now' }).click()
  await expect(page.getByText('1 test delivery started.')).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(history.getByRole('listitem').filter({ hasText: 'manual' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(row).toContainText('A delivery is in progress')
  expect((await deliveryRequests(desk)).length).toBe(before + 3)
})

test('a key that may not read subscriptions gets an explanation and sends no delivery requests', async ({ page, desk }) => {
  desk.expectComplaint(/403/)
  await desk.connect(demoKeys.noSubscriptions)
  await desk.drawn()
  await desk.open(path)
  await expect(page.getByText('The key lacks the scope subscription:read.')).toBeVisible()
  expect(await deliveryRequests(desk)).toEqual([])
})

test.describe('a server without a delivery history', () => {
  test.use({ demoOptions: { edition: 'old' } })

  test('gets no requests by default, and none after one refusal', async ({ page, desk }) => {
    await openTable(desk)
    await expect(page.getByText('1–50 of 140')).toBeVisible()
    expect(await deliveryRequests(desk)).toEqual([])
    desk.expectComplaint(/404/)
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('checkbox', { name: 'Last delivery', exact: true }).click() // it does not stay checked
    await expect(page.getByLabel('Last delivery (no history on this server)')).toBeDisabled()
    await expect(page.getByRole('columnheader', { name: 'Last delivery' })).toBeHidden()
    const refused = await deliveryRequests(desk)
    expect(refused).toHaveLength(2) // below projects and below environments, once each
    await page.getByRole('tab', { name: 'Problems' }).click()
    await expect(page.getByText('Failed deliveries are unknown, because this server has no delivery history.')).toBeVisible()
    expect(await deliveryRequests(desk)).toEqual(refused)
  })
})

test.describe('a server that has deliveries below environments only', () => {
  test.use({ demoOptions: { deliveriesBelowEnvironments: true } })

  test('is asked there from the second request on', async ({ page, desk }) => {
    desk.expectComplaint(/404/)
    await openTable(desk)
    await expect(page.getByRole('columnheader', { name: 'Last delivery' })).toBeVisible()
    await expect.poll(async () => (await deliveryRequests(desk)).length).toBeGreaterThan(3)
    const refused = (await desk.calls()).filter((call) => call.path.includes('/deliveries') && call.status === 404)
    expect(refused).toHaveLength(1)
    await expect(page.getByText(/^The last delivery arrived/).first()).toBeAttached()
  })
})
