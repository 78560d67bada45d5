import { demoKeys, expect, test } from './desk.ts'
import { deliveriesAsked, openTable, path, tableOf } from './subscriptions.ts'

test('the last delivery is asked for of rows in sight alone, each once, while its column is shown', async ({ page, desk }) => {
  await openTable(desk, '?order=title')
  const rows = tableOf(page).locator('tbody tr[data-row]')
  const told = rows.filter({
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
  await expect.poll(() => told.count()).toBeGreaterThanOrEqual(whole)
  // All of those in sight are told, so whatever is asked next is asked for what comes into sight.
  await expect.poll(async () => (await deliveriesAsked(desk)).length === (await told.count())).toBe(true)
  const first = await deliveriesAsked(desk)
  expect(new Set(first).size).toBe(first.length)
  expect(first.length).toBeLessThanOrEqual(partly)
  expect(await unknown.count()).toBe(50 - first.length)

  await rows.last().scrollIntoViewIfNeeded()
  await expect(told.last()).toHaveAttribute('data-row', (await rows.last().getAttribute('data-row')) ?? '')
  await page.getByLabel('Last delivery', { exact: true }).click()
  await expect(page.getByLabel('Last delivery', { exact: true })).not.toBeChecked()
  await expect(page.getByRole('columnheader', { name: 'Last delivery' })).toBeHidden()
  await expect(page).toHaveURL(/last=hide/)
  const all = await deliveriesAsked(desk)
  expect(new Set(all).size).toBe(all.length)
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(page.getByText('51–100 of 140')).toBeVisible()
  expect(await deliveriesAsked(desk)).toEqual(all)
})

test('a failed last delivery is a problem as soon as it is known, and the rest is asked for on request', async ({
  page,
  desk,
}) => {
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
  const calls = await deliveriesAsked(desk)
  expect(new Set(calls).size).toBeGreaterThan(100)
  await page.getByLabel('Search subscriptions').fill('Test delivery fails')
  const failed = page.getByRole('region', { name: /Last delivery failed/ })
  await expect(failed.getByRole('button', { name: 'Test delivery fails' })).toBeVisible()
  await failed.getByRole('button', { name: 'Test delivery fails' }).click()
  await expect(page.getByRole('dialog').getByRole('region', { name: 'Problems' })).toContainText('Last delivery failed.')
})

test('what was delivered is asked for when it is opened, and told recipient by recipient; a test shows in it at once', async ({
  page,
  desk,
}) => {
  await openTable(desk, '?last=hide&open=3411')
  const panel = page.getByRole('dialog')
  await expect(panel.getByText('Delivery history')).toBeVisible()
  expect(await deliveriesAsked(desk)).toEqual([])
  await panel.getByText('Delivery history').click()
  const failed = panel.getByRole('listitem').filter({ hasText: /^failed/ })
  await expect(failed.first()).toBeVisible()

  await desk.open(`${path}?text=Long+history&open=3414`)
  const row = tableOf(page).getByRole('row', { name: /Long history/ })
  await expect(row).toContainText('The last delivery')
  const before = (await deliveriesAsked(desk)).length
  const history = page.getByRole('dialog', { name: 'Long history' })
  await history.getByText('Delivery history').click()
  await expect(history.getByRole('listitem').filter({ hasText: 'scheduled' }).first()).toBeVisible()
  await expect(history.getByText('A delivery is in progress.')).toBeHidden()
  await history.getByRole('button', { name: 'Send test' }).click()
  await page.getByRole('button', { name: 'Send now' }).click()
  await expect(page.getByText('Sending tests of 1 subscription.')).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(history.getByRole('listitem').filter({ hasText: 'manual' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(row).toContainText('A delivery is in progress')
  expect((await deliveriesAsked(desk)).length).toBe(before + 3)
})

test('a key that may not read subscriptions is told what it lacks, and not asked for deliveries', async ({ page, desk }) => {
  desk.expectComplaint(/403/)
  await desk.connect(demoKeys.noSubscriptions)
  await desk.drawn()
  await desk.open(path)
  await expect(page.getByText('The key lacks the scope subscription:read.')).toBeVisible()
  expect(await deliveriesAsked(desk)).toEqual([])
})

test.describe('a server that keeps no history', () => {
  test.use({ demoOptions: { edition: 'old' } })

  test('is not asked by itself, and after one refusal not any more', async ({ page, desk }) => {
    await openTable(desk)
    await expect(page.getByText('1–50 of 140')).toBeVisible()
    expect(await deliveriesAsked(desk)).toEqual([])
    desk.expectComplaint(/404/)
    await page.getByLabel('Last delivery', { exact: true }).click() // it does not stay checked
    await expect(page.getByLabel('Last delivery (no history on this server)')).toBeDisabled()
    await expect(page.getByRole('columnheader', { name: 'Last delivery' })).toBeHidden()
    expect(await deliveriesAsked(desk)).toHaveLength(1)
    await page.getByRole('tab', { name: 'Problems' }).click()
    await expect(page.getByText('Failed deliveries are unknown, because this server has no delivery history.')).toBeVisible()
    expect(await deliveriesAsked(desk)).toHaveLength(1)
  })
})
