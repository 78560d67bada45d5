import type { Page } from '@playwright/test'
import { demoKeys, expect, test } from './desk.ts'

function field(page: Page) {
  return page.getByRole('combobox', { name: 'Find recordings' })
}

function options(page: Page) {
  return page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option')
}

function chips(page: Page) {
  return page.getByRole('list', { name: 'Active filters' })
}

test('a person is found by name with the keyboard alone, and all their recordings are listed', async ({ page, desk }) => {
  await desk.exploreDemo()
  await desk.loaded() // the shortcuts load after the rows
  const queries = async () =>
    (await desk.calls()).filter(({ method, path }) => method === 'POST' && path.endsWith('/query/')).length
  await expect.poll(queries).toBe(1) // for what happened in the rows
  await page.keyboard.press('/')
  await expect(field(page)).toBeFocused()
  await page.keyboard.insertText('refuses to be')
  const people = options(page).filter({ hasText: 'Person' })
  await expect(people).toHaveCount(2, { timeout: 30_000 }) // the demo host fills its tables first
  await expect(people.filter({ hasText: 'Refuses to be shared' })).toContainText('1 recording')
  await expect(options(page).first()).toHaveAttribute('aria-selected', 'true')
  await test.step('one request for the pause in typing, and one for the counts', async () => {
    expect(await queries()).toBe(3)
  })
  await page.keyboard.press('ArrowDown')
  const name = (await people.nth(1).locator('bdi').innerText()).trim()
  await page.keyboard.press('Enter')
  await expect(chips(page)).toContainText(`Person: ${name}`)
  await expect(chips(page)).toContainText('Started in the last 5 years')
  const rows = await desk.rows()
  expect(rows).toHaveLength(1)
  expect(rows[0]).toContain(name)
  await test.step('a reload keeps the filter and its name', async () => {
    await page.reload()
    await expect(chips(page)).toContainText(`Person: ${name}`)
  })
  await page.getByRole('button', { name: 'Clear all' }).click()
  await expect(chips(page)).toHaveCount(0)
})

test('a URL, an error text and an id become what they look like', async ({ page, desk }) => {
  await desk.exploreDemo()
  const id = (await desk.table().locator('tbody tr[data-row]').nth(2).getAttribute('data-row')) ?? ''
  await field(page).fill('https://www.leafandkettle.example/cart')
  await expect(options(page).first()).toHaveText(/^Start URL contains/)
  await field(page).fill('TypeError: x is not a function')
  await options(page).filter({ hasText: 'Console message contains' }).click()
  await expect(chips(page)).toContainText('Console message contains TypeError: x is not a function')
  await field(page).fill(id)
  await expect(options(page).first()).toHaveText(/^Open recording/)
  await field(page).press('Enter')
  await expect(page.getByRole('dialog')).toContainText(id)
})

test('Esc closes the suggestions, then leaves the field empty, and single keys are letters in it', async ({ page, desk }) => {
  await desk.exploreDemo()
  await field(page).fill('jx')
  await expect(options(page)).not.toHaveCount(0)
  await field(page).press('?')
  await expect(field(page)).toHaveValue('jx?')
  await field(page).press('Escape')
  await expect(options(page)).toHaveCount(0)
  await expect(field(page)).toHaveValue('')
})

test('filters are added, edited and removed with the keyboard; the focus comes back', async ({ page, desk }) => {
  await desk.exploreDemo()
  await desk.loaded() // the shortcuts load after the rows
  const add = page.getByRole('button', { name: 'Filter', exact: true })
  await page.keyboard.press('f')
  await expect(page.getByLabel('Find a filter')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(add).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Find a filter')).toBeFocused()
  await add.evaluate((button) => {
    document.querySelector<HTMLElement>(':popover-open')?.hidePopover()
    if (button instanceof HTMLElement) button.click()
  })
  await expect(page.getByLabel('Find a filter')).toBeFocused()
  await page.keyboard.type('clicks')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Clicks' })).toBeFocused()
  await page.keyboard.type('0')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Enter a whole number, 1 or more.')).toBeVisible()
  await page.keyboard.press('Backspace')
  await page.keyboard.type('20')
  await page.keyboard.press('Enter')
  await expect(chips(page)).toContainText('At least 20 clicks')
  await page.getByRole('button', { name: 'At least 20 clicks', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Clicks' })).toHaveValue('20')
  await page.getByRole('textbox', { name: 'Clicks' }).fill('30')
  await page.keyboard.press('Escape')
  await expect(chips(page)).toContainText('At least 20 clicks')
  await page.getByRole('button', { name: 'At least 20 clicks', exact: true }).click()
  await page.getByRole('textbox', { name: 'Clicks' }).fill('30')
  await page.getByRole('heading', { level: 1 }).click()
  await expect(chips(page)).toContainText('At least 30 clicks')
})

test('a date range has hours, in the zone of the browser', async ({ page, desk }) => {
  await desk.exploreDemo()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('button', { name: /^Date range/ }).click()
  const from = new Date(Date.now() - 36 * 3_600_000).toISOString().slice(0, 11)
  await page.getByLabel('From').fill(`${from}09:30`)
  await expect(chips(page)).toContainText('9:30 AM')
  await page.getByLabel('To', { exact: true }).fill('2020-01-01T00:00')
  await expect(page.getByText('The end must be after the start.')).toBeVisible()
  expect(new URL(page.url()).searchParams.get('date_to')).toBeNull()
})

test.describe('a key without query:read', () => {
  test('finds people in the list of persons, and one without person:read in the loaded rows', async ({ page, desk }) => {
    desk.expectComplaint(/403/)
    await desk.connect(demoKeys.noQuery)
    await desk.drawn()
    await field(page).fill('refuses to be shared')
    await expect(options(page).filter({ hasText: 'Person' })).toHaveCount(1)
    await expect(page.getByText('People from PostHog’s person list.')).toBeVisible()
  })
})
