import { demoKeys, expect, test } from './desk.ts'

test('a click on another row opens it, and the focus returns to the row that was open last', async ({ page, desk }) => {
  await desk.exploreDemo()
  const rows = desk.table().locator('tbody tr[data-row]')
  const id = async (index: number) => (await rows.nth(index).getAttribute('data-row')) ?? ''
  await rows.nth(1).click()
  const panel = page.getByRole('dialog')
  await expect(panel).toContainText(await id(1))
  const box = await rows.nth(4).boundingBox()
  await page.mouse.click((box?.x ?? 0) + 80, (box?.y ?? 0) + 10)
  await expect(panel).toContainText(await id(4))
  await page.keyboard.press('j')
  await expect(panel).toContainText(await id(5))
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(rows.nth(5)).toBeFocused()
})

test('a key that lacks scopes is told so on the screens that need them, without asking again', async ({ page, desk }) => {
  await desk.connect(demoKeys.readOnly)
  await desk.drawn()
  await expect(page.getByText('The key lacks session_recording:write, so recordings can’t be deleted')).toBeVisible()
  await page.getByRole('link', { name: 'Sharing' }).click()
  await expect(page.getByText('The key lacks sharing_configuration:write, so public links can’t be')).toBeVisible()
  await expect(page.getByText('The key lacks sharing_configuration:read')).toHaveCount(0)
  await page.getByRole('link', { name: 'Session properties' }).click()
  await expect(page.getByRole('table')).toBeVisible()
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(
    page.getByRole('list', { name: 'Key scopes' }).getByRole('listitem').filter({ hasText: 'Missing' }),
  ).not.toHaveCount(0)
  expect((await desk.calls()).filter(({ method, path }) => method === 'GET' && path.includes('personal_api_keys'))).toHaveLength(
    1,
  )
  await test.step('a project opened by its address has its name', async () => {
    await desk.follow('/project/2/recordings')
    await expect(page).toHaveTitle(/^Recordings · (?!Project 2)/)
  })
})

test('ranges are selected with Shift, and the keys of rows work in every table', async ({ page, desk }) => {
  await desk.exploreDemo()
  await page.waitForLoadState('networkidle') // the shortcuts load after the rows
  const boxes = desk.table().getByRole('checkbox', { name: /^Select recording/ })
  await boxes.nth(1).check()
  await boxes.nth(4).click({ modifiers: ['Shift'] })
  await expect(page.getByText('4 selected', { exact: true })).toBeVisible()
  await desk.table().locator('tbody tr').nth(4).focus()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByText('6 selected', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Subscriptions' }).click()
  const rows = page.getByRole('table', { name: 'Subscriptions' }).locator('tbody tr[data-row]')
  await expect(rows.nth(3)).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await expect(rows.nth(1).getByRole('checkbox')).toBeChecked()
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(help).toContainText('Select row')
  await expect(help).not.toContainText('Add a filter')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
})
