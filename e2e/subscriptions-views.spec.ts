import { readFile } from 'node:fs/promises'
import ICAL from 'ical.js'
import type { Page } from '@playwright/test'
import { faultsEverywhere } from './accessibility.ts'
import { type Desk, expect, leafAndKettle, test } from './desk.ts'
import { path, tableOf, visit } from './subscriptions.ts'

/** Exports a file from the dialog and reads it. */
async function exported(page: Page): Promise<string> {
  const download = page.waitForEvent('download')
  await page.getByRole('dialog').getByRole('button', { name: 'Export' }).click()
  return readFile(await (await download).path(), 'utf8')
}

async function worksByKeyboard(page: Page, desk: Desk) {
  await visit(desk, '?tab=calendar')
  const grid = page.getByRole('grid', { name: /^Deliveries in/ })
  await expect(grid.locator('tbody tr')).toHaveCount(5)
  await expect(grid.locator('tbody tr').first()).toContainText('today')
  await grid.getByRole('button', { name: /today/ }).focus()
  const day = page.locator(':focus')
  const dateOf = (text: string) => /^\w+, \w+ \d+, \d{4}/.exec(text)?.[0] ?? ''
  const pressAndMove = async (key: string) => {
    const before = dateOf(await day.innerText())
    expect(before).not.toBe('')
    await page.keyboard.press(key)
    await expect(day).not.toContainText(before) // the focus follows the rendered days, whose counts change too
  }
  await pressAndMove('PageDown')
  await page.keyboard.press('Home')
  await expect(day).toHaveAccessibleName(/^Monday/)
  await pressAndMove('ArrowDown')
  await expect(day).toHaveAccessibleName(/^Monday/)
  const name = dateOf(await day.innerText())
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
  const address = new URL(page.url())
  expect(address.searchParams.get('day')).toMatch(/^\d{4}-\d\d-\d\d$/)
  await desk.open(address.pathname + address.search)
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
  await page
    .getByRole('button', { name: /(Confirmed|Predicted)$/ })
    .first()
    .click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByText('Agenda', { exact: true }).click()
  await expect(page).toHaveURL(/view=agenda/)
  await expect.poll(() => page.getByRole('heading', { level: 2 }).count()).toBeGreaterThan(5)
}

async function showsProblemsAndRecipients(page: Page, desk: Desk) {
  await desk.follow(`${path}?tab=problems`)
  await expect(page.getByRole('heading', { level: 2 }).first()).toContainText('Overdue')
  const overdue = page.getByRole('region', { name: /Overdue/ })
  await overdue.getByRole('button').first().click()
  await expect(page.getByRole('dialog')).toContainText('Overdue')
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Recipients' }).click()
  const recipients = page.getByRole('table', { name: 'Recipients' })
  await expect(recipients.getByRole('row').nth(1)).toBeVisible()
  await expect(recipients.getByText('External')).toHaveCount(0)
  await expect(page.getByText('Is leafandkettle.example your domain?')).toBeVisible()
  await page.getByRole('button', { name: 'Yes, flag all others' }).click()
  await expect(page.getByText(/recipients, \d+ external\./)).toBeVisible()
  await page.getByText('Name', { exact: true }).click()
  const outside = recipients.getByRole('row', { name: /board@leafandkettle\.example\.evil\.example/ })
  await expect(outside).toContainText('External')
  const external = page.getByText(/^External \(\d+\)$/)
  const count = Number(/\d+/.exec(await external.innerText())?.[0])
  await external.click()
  await expect(page.getByText(`of ${count}`)).toBeVisible()
  await page.getByText(/^All \(\d+\)$/).click()
  const own = recipients.getByRole('row', { name: /^branch1@leafandkettle\.example email/ })
  await expect(own).not.toContainText('External')
  await outside.getByTitle('Show subscriptions').click()
  await expect(page).toHaveURL(/recipient=/)
  await expect(tableOf(page)).toBeVisible()
}

async function exportsAll(page: Page, desk: Desk) {
  await desk.follow(path)
  await expect(tableOf(page)).toHaveAttribute('aria-busy', 'false')
  await page.getByRole('button', { name: 'Export' }).click()
  const calendar = new ICAL.Component(ICAL.parse(await exported(page)))
  expect(calendar.getAllSubcomponents('vevent').length).toBeGreaterThan(50)
  await page.getByText('CSV', { exact: true }).click()
  expect((await exported(page)).split('\r\n')[1]).toContain(desk.demo.origin)
  await page.getByText('JSON', { exact: true }).click()
  expect(JSON.parse(await exported(page))).toMatchObject({
    host: desk.demo.origin,
    time_zone: 'UTC',
    coverage: 'all subscriptions loaded',
  })
}

for (const edition of ['old', 'newest'] as const) {
  test.describe(`edition ${edition}`, () => {
    test.use({ demoOptions: { edition } })

    test(`calendar, problems, recipients and exports (${edition})`, async ({ page, desk }) => {
      test.setTimeout(90_000) // four screens in one journey
      await test.step('the calendar works by keyboard, its link opens the same day, and deliveries open their subscription', () =>
        worksByKeyboard(page, desk))
      await test.step('problems are grouped by kind, most severe first; a recipient links to its subscriptions and is marked if external', () =>
        showsProblemsAndRecipients(page, desk))
      await test.step('filtered subscriptions are exported as calendar, CSV and JSON', () => exportsAll(page, desk))
    })
  })
}

test.describe('in Leaf & Kettle', () => {
  test.use({ demoProject: leafAndKettle })

  test('past days show what was sent and how it went, and a week is seen day by day', async ({ page, desk }) => {
    await desk.exploreDemo(`/project/${leafAndKettle.projectId}/subscriptions?tab=calendar&view=week`)
    const today = page.getByRole('region', { name: /, today$/ })
    await expect(today).toBeVisible()
    await page.getByRole('button', { name: 'Previous week' }).click()
    const columns = page.getByRole('region', { name: /^\w+day, / })
    await expect(columns).toHaveCount(7)
    await expect(columns.filter({ hasText: 'Not checked' })).toHaveCount(7)
    await expect(page.getByRole('button', { name: /Delivered$/ })).toHaveCount(0)
    const before = (await desk.calls()).length
    await page.getByRole('button', { name: /^Check the other \d+$/ }).click()
    await expect(page.getByText(/^Delivery status checked for all/)).toBeVisible()
    const asked = (await desk.calls()).slice(before).filter((call) => call.path.includes('/deliveries/'))
    expect(new Set(asked.map((call) => call.path)).size).toBe(asked.filter(({ method }) => method === 'GET').length)
    const delivered = page.getByRole('button', { name: /Delivered$/ })
    await expect(delivered.first()).toBeVisible()
    await expect(columns.filter({ hasText: 'Not checked' })).toHaveCount(0)
    const texts = await columns.allInnerTexts()
    const sum = (pattern: RegExp) => texts.reduce((all, text) => all + Number(pattern.exec(text)?.[1] ?? 0), 0)
    expect(sum(/(\d+) deliver(?:y|ies) sent/)).toBe(await columns.getByRole('button').count())
    expect(sum(/(\d+) failed/)).toBe(await columns.getByRole('button', { name: /(Failed|Partial)$/ }).count())
    await page.getByText('Grid', { exact: true }).click()
    await expect(page.getByRole('gridcell', { name: /deliver(y|ies) sent/ }).first()).toBeVisible()
    await page
      .getByRole('gridcell', { name: /deliver(y|ies) sent/ })
      .first()
      .getByRole('button')
      .click()
    await page
      .getByRole('button', { name: /Delivered$/ })
      .first()
      .click()
    await expect(page.getByRole('dialog')).toBeVisible()
  })
})

test('a clock change is announced in the calendar and marked at the next delivery', async ({ page, desk }) => {
  const march = `${new Date().getFullYear() + 1}-03`
  await visit(desk, `?tab=calendar&month=${march}`)
  const notice = page.getByText(/^Clocks in Berlin go forward an hour on Mar \d+, .* arrive an hour later in Berlin time\.$/)
  await expect(notice).toBeVisible()
  await page.getByLabel('Time zone').selectOption('utc')
  await expect(notice).toBeHidden()
  await desk.follow(`${path}?text=Monthly+checkout+funnel`)
  await tableOf(page).getByRole('link', { name: 'Monthly checkout funnel' }).click()
  const next = page.getByRole('dialog').getByRole('table', { name: 'Next deliveries' })
  const moved = next.getByRole('row', { name: /Clocks change/ }).first()
  await expect(moved).toContainText(/(\+|−)1 hr/)
})

test('the views are accessible in both color schemes and widths', async ({ page, desk }) => {
  test.slow()
  await visit(desk, '?tab=calendar&limit=25')
  for (const [tab, sign] of [
    ['Calendar', page.getByRole('grid', { name: /^Deliveries in/ })],
    ['Recipients', page.getByRole('table', { name: 'Recipients' })],
    ['Problems', page.getByRole('region', { name: /Overdue/ })],
  ] as const) {
    await page.getByRole('tab', { name: tab }).click()
    await expect(sign).toBeVisible()
    expect(await faultsEverywhere(page, '#tab-panel'), tab).toEqual([]) // the rest is checked with the table
  }
})
