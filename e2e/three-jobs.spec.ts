import type { Locator, Page } from '@playwright/test'
import { type Desk, expect, leafAndKettle, test } from './desk.ts'
import { expectShown } from './replay.ts'

test.use({ demoProject: leafAndKettle })

/** Presses and typed fields of a newcomer, from the first screen of the demo. */
class Newcomer {
  clicks = 0
  fields = 0

  async click(target: Locator) {
    await target.click()
    this.clicks += 1
  }

  async type(field: Locator, text: string) {
    await field.click()
    await field.pressSequentially(text)
    this.clicks += 1
    this.fields += 1
  }
}

function start(desk: Desk) {
  return desk.exploreDemo().then(() => new Newcomer())
}

async function copied(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText())
}

test('watch a person’s problem and send the moment: at most 8 clicks, and the receiver sees the error', async ({
  page,
  desk,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const newcomer = await start(desk)
  await newcomer.type(page.getByRole('combobox', { name: 'Find recordings' }), 'piet')
  await newcomer.click(page.getByRole('option').filter({ hasText: 'Piet Okonkwo' }).first())
  await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('Person:')
  await desk.drawn()
  await newcomer.click(desk.table().locator('tbody tr[data-row]').first())
  await newcomer.click(page.getByRole('dialog').getByRole('link', { name: 'Watch', exact: true }))
  await newcomer.click(page.getByRole('button', { name: 'Next error' }))
  await newcomer.click(page.getByRole('button', { name: /^Copy link to 0:/ }))
  expect(newcomer.clicks).toBeLessThanOrEqual(8)
  const link = await copied(page)
  await page.goto('about:blank')
  await page.goto(link)
  await expectShown(page, 'locked for a moment')
})

test('close old public links with evidence: at most 9 clicks', async ({ page, desk }) => {
  const newcomer = await start(desk)
  await newcomer.click(page.getByRole('link', { name: 'Sharing' }))
  await newcomer.click(page.getByRole('button', { name: 'Start scan' }))
  await expect(page.getByRole('button', { name: 'New scan' })).toBeVisible({ timeout: 30_000 })
  await page.getByRole('combobox', { name: 'Link age' }).selectOption({ label: 'Older than 30 days' })
  newcomer.clicks += 1
  await newcomer.click(page.getByRole('checkbox', { name: 'Select this page' }))
  await newcomer.click(page.getByRole('button', { name: /^Revoke/ }))
  await newcomer.click(page.getByRole('dialog').getByRole('button', { name: /^Revoke/ }))
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Done' })).toBeVisible({ timeout: 30_000 })
  await newcomer.click(page.getByRole('dialog').getByRole('button', { name: 'Done' }))
  await newcomer.click(page.getByRole('button', { name: 'Export evidence' }))
  const download = page.waitForEvent('download')
  await newcomer.click(page.getByRole('dialog').getByRole('button', { name: /CSV/ }))
  expect((await download).suggestedFilename()).toMatch(/\.csv$/)
  expect(newcomer.clicks).toBeLessThanOrEqual(9)
})

test('review next week’s mail: at most 8 clicks to pause what should not go out', async ({ page, desk }) => {
  const newcomer = await start(desk)
  await newcomer.click(page.getByRole('link', { name: 'Subscriptions' }))
  await newcomer.click(page.getByRole('tab', { name: 'Calendar' }))
  const nextMonday = page
    .getByRole('grid', { name: /^Deliveries in/ })
    .locator('tbody tr')
    .nth(1)
    .getByRole('button')
    .first()
  await newcomer.click(nextMonday)
  const delivery = page
    .getByRole('main')
    .getByRole('button', { name: /\d:\d\d/ })
    .first()
  await newcomer.click(delivery)
  await newcomer.click(page.getByRole('dialog').getByRole('button', { name: 'Pause' }))
  await expect(page.getByText(/paused/i).first()).toBeVisible()
  expect(newcomer.clicks).toBeLessThanOrEqual(8)
})
