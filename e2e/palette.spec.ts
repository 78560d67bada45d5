import type { Page } from '@playwright/test'
import { expect, test } from './desk.ts'

function results(page: Page) {
  return page.getByRole('listbox', { name: 'Results' }).getByRole('option')
}

async function open(page: Page) {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: /^Search screens/ })).toBeFocused()
}

test('screens, actions, people, themes and recordings are a few letters away, and nothing is asked for it', async ({
  page,
  desk,
}) => {
  await desk.exploreDemo()
  await expect(
    desk
      .table()
      .getByRole('link', { name: /^Activity: / })
      .first(),
  ).toBeVisible() // asked for after the rows
  await desk.quiet()
  const calls = (await desk.calls()).length
  await test.step('an action of this screen', async () => {
    await page.getByRole('button', { name: 'Go to…' }).click()
    await expect(page.getByRole('combobox', { name: /^Search screens/ })).toBeFocused()
    await page.keyboard.type('colu')
    await expect(results(page).first()).toHaveText(/^Columns\s*On this screen$/)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('list', { name: 'Columns' })).toBeVisible()
    await page.keyboard.press('Escape')
  })
  await test.step('a theme, out of order letters too', async () => {
    await open(page)
    await page.keyboard.type('drk theme')
    await page.keyboard.press('Enter')
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  })
  expect(await desk.calls()).toHaveLength(calls)
  await test.step('what was chosen comes first the next time', async () => {
    await open(page)
    await expect(results(page).first()).toHaveText(/^Dark theme\s*Recent$/)
  })
  await test.step('a person whose rows are loaded', async () => {
    await page.keyboard.type('Maren Lindq')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('Person: Maren Lindqvist')
  })
  await test.step('a screen', async () => {
    await open(page)
    await page.keyboard.type('activ')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'Activity log' })).toBeVisible()
  })
  await test.step('any text is found among the recordings', async () => {
    await open(page)
    await page.keyboard.type('refuses to be shared')
    await page.keyboard.press('ArrowUp') // the last one
    await page.keyboard.press('Enter')
    await expect(page.getByRole('option').filter({ hasText: 'Person' })).toContainText('Refuses to be shared')
    await expect(page.getByRole('combobox', { name: 'Find recordings' })).toBeFocused()
  })
  await test.step('a pasted id opens the recording', async () => {
    const id = (await desk.table().locator('tbody tr[data-row]').nth(2).getAttribute('data-row')) ?? ''
    await page.keyboard.press('Escape')
    await open(page)
    await page.keyboard.insertText(id)
    await results(page)
      .filter({ hasText: `Open recording ${id}` })
      .click()
    await expect(page).toHaveURL(new RegExp(`/recordings/${id}`))
  })
})
