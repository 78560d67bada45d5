import type { Page } from '@playwright/test'

/** Picks a filter in the menu, which opens its editor. */
export async function openFilter(page: Page, field: string) {
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page
    .getByRole('list', { name: 'Filters' })
    .getByRole('button', { name: new RegExp(`^${field}`) })
    .click()
}

/** Adds a filter that has one field. */
export async function addFilter(page: Page, field: string, text: string) {
  await openFilter(page, field)
  await page.getByRole('textbox', { name: field }).fill(text)
  await page.getByRole('textbox', { name: field }).press('Enter')
}

/** Adds the recordings with these IDs. */
export async function addIds(page: Page, text: string) {
  await openFilter(page, 'Recording IDs')
  await page.getByRole('textbox', { name: 'Recording IDs' }).fill(text)
  await page.getByRole('heading', { level: 1 }).click() // a click outside applies it
}
