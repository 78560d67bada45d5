import { expect, type Page } from '@playwright/test'
import { demoKeys, type Desk, test } from './desk.ts'

const path = '/project/1/subscriptions'

function tableOf(page: Page) {
  return page.getByRole('table', { name: 'Subscriptions' })
}

async function open(desk: Desk, search = '') {
  await desk.exploreDemo()
  await desk.open(`${path}${search}`)
  await expect(tableOf(desk.page)).toHaveAttribute('aria-busy', 'false')
}

async function questions(desk: Desk): Promise<string[]> {
  return (await desk.calls())
    .filter(({ method, path: asked }) => method === 'GET' && asked.includes('/deliveries'))
    .map((call) => call.path)
}

test('the last delivery is asked for of rows in sight alone, each once, while its column is shown', async ({ page, desk }) => {
  await open(desk, '?order=title')
  const rows = tableOf(page).locator('tbody tr[data-row]')
  const told = rows.filter({ hasText: /The last delivery|A delivery is on its way|Nothing was sent yet/ })
  const unknown = rows.filter({ hasText: 'Nobody asked yet how the last delivery went' })
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
  await expect.poll(async () => (await questions(desk)).length === (await told.count())).toBe(true)
  const first = await questions(desk)
  expect(new Set(first).size).toBe(first.length)
  expect(first.length).toBeLessThanOrEqual(partly)
  expect(await unknown.count()).toBe(50 - first.length)

  await rows.last().scrollIntoViewIfNeeded()
  await expect(rows.last()).toContainText(/The last delivery|A delivery is on its way|Nothing was sent yet/)
  await page.getByLabel('Last delivery', { exact: true }).click()
  await expect(page.getByLabel('Last delivery', { exact: true })).not.toBeChecked()
  await expect(page.getByRole('columnheader', { name: 'Last delivery' })).toBeHidden()
  await expect(page).toHaveURL(/last=hide/)
  const all = await questions(desk)
  expect(new Set(all).size).toBe(all.length)
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(page.getByText('51–100 of 140')).toBeVisible()
  expect(await questions(desk)).toEqual(all)
})

test('a failed last delivery is a problem as soon as it is known, and the rest is asked for on request', async ({
  page,
  desk,
}) => {
  await open(desk, '?text=delivery')
  const row = tableOf(page).getByRole('row', { name: /Test delivery fails/ })
  await expect(row).toContainText('The last delivery failed')
  await expect(row).toContainText('Last delivery failed')
  await desk.open(`${path}?tab=problems`)
  const bar = page.getByText(/How the last delivery went is known of \d+ of 1\d\d subscriptions/)
  await expect(bar).toBeVisible()
  await page.getByRole('button', { name: /^Ask for the other \d+$/ }).click()
  await expect(page.getByText(/^How the last delivery went is known of all 1\d\d subscriptions\.$/)).toBeVisible()
  const calls = await questions(desk)
  expect(new Set(calls).size).toBeGreaterThan(100)
  await page.getByLabel('Search subscriptions').fill('Test delivery fails')
  const failed = page.getByRole('region', { name: /Last delivery failed/ })
  await expect(failed.getByRole('button', { name: 'Test delivery fails' })).toBeVisible()
  await failed.getByRole('button', { name: 'Test delivery fails' }).click()
  await expect(page.getByRole('dialog').getByRole('region', { name: 'Problems' })).toContainText('Last delivery failed.')
})

test('after a test the last delivery is asked for again', async ({ page, desk }) => {
  await open(desk, '?text=Long+history')
  const row = tableOf(page).getByRole('row', { name: /Long history/ })
  await expect(row).toContainText('The last delivery')
  const before = (await questions(desk)).length
  await page.getByLabel('Select this page').check()
  await page.getByRole('toolbar').getByRole('button', { name: 'Send test' }).click()
  await page.getByRole('button', { name: 'Send now' }).click()
  await expect(page.getByText('On its way: 1 of 1.')).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(row).toContainText('A delivery is on its way')
  expect((await questions(desk)).length).toBe(before + 1)
})

test('an open history shows a test that was just sent', async ({ page, desk }) => {
  await open(desk, '?last=hide&open=3414')
  const panel = page.getByRole('dialog', { name: 'Long history' })
  await panel.getByText('Delivery history').click()
  await expect(panel.getByRole('listitem').filter({ hasText: 'scheduled' }).first()).toBeVisible()
  await expect(panel.getByText('One is on its way.')).toBeHidden()
  await panel.getByRole('button', { name: 'Send test' }).click()
  await page.getByRole('button', { name: 'Send now' }).click()
  await expect(page.getByText('On its way: 1 of 1.')).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(panel.getByRole('listitem').filter({ hasText: 'manual' })).toBeVisible()
})

test('a key that may not read subscriptions is not asked for deliveries', async ({ page, desk }) => {
  await desk.connect(demoKeys.noSubscriptions)
  await desk.drawn()
  desk.expectComplaint(/403/)
  await desk.open(path)
  await expect(page.getByText('The key lacks the scope subscription:read.')).toBeVisible()
  expect(await questions(desk)).toEqual([])
})

test.describe('a server that keeps no history', () => {
  test.use({ demoOptions: { edition: 'old' } })

  test('is not asked by itself, and after one refusal not any more', async ({ page, desk }) => {
    await open(desk)
    await expect(page.getByText('1–50 of 140')).toBeVisible()
    expect(await questions(desk)).toEqual([])
    desk.expectComplaint(/404/)
    await page.getByLabel('Last delivery', { exact: true }).click() // it does not stay checked
    await expect(page.getByLabel('Last delivery: no history on this server')).toBeDisabled()
    await expect(page.getByRole('columnheader', { name: 'Last delivery' })).toBeHidden()
    expect(await questions(desk)).toHaveLength(1)
    await page.getByRole('tab', { name: 'Problems' }).click()
    await expect(page.getByText('Failed deliveries are not known: no history on this server.')).toBeVisible()
    expect(await questions(desk)).toHaveLength(1)
  })
})
