import { demoKeys, expect, leafAndKettle, test } from './desk.ts'
import { openPage, share } from './sharing.ts'

test('a click on another row opens it, and the focus returns to the row that was open last', async ({ page, desk }) => {
  await desk.exploreDemo()
  const rows = desk.table().locator('tbody tr[data-row]')
  const id = async (index: number) => (await rows.nth(index).getAttribute('data-row')) ?? ''
  await rows.nth(1).locator('time').click()
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
    await page.reload()
    await desk.drawn()
    await expect(page).toHaveTitle(/^Recordings · (?!Project 2)/)
  })
})

test('ranges are selected with Shift, and the keys of rows work in every table', async ({ page, desk }) => {
  await desk.exploreDemo()
  await desk.loaded() // the shortcuts load after the rows
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

test('the filters of a screen are back when one comes back to it by the navigation', async ({ page, desk }) => {
  await desk.exploreDemo('/project/1/recordings?clicks=20&limit=25')
  await desk.table().locator('tbody tr[data-row] time').first().click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'SQL' }).click()
  await page.getByRole('link', { name: 'Recordings' }).click()
  await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('At least 20 clicks')
  await expect(page).toHaveURL(/\?clicks=20&limit=25$/)
  await page.getByRole('link', { name: 'Recordings' }).click()
  await expect(page.getByRole('list', { name: 'Active filters' })).toHaveCount(0)
})

test.describe('the demo', () => {
  test.use({ demoProject: leafAndKettle })

  test('the first screens say what the product does and where to begin, until one hides it', async ({ page, desk }) => {
    await desk.open()
    await expect(page.getByRole('list', { name: 'What Replay Desk does' }).getByRole('listitem')).toHaveCount(3)
    await page.setViewportSize({ width: 1440, height: 900 })
    for (const name of ['Check key', 'Connect'])
      await expect(page.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 })
    await page.getByRole('button', { name: 'Explore the demo project' }).click()
    await page.getByRole('link', { name: 'watch someone run into an error' }).click()
    await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('At least 1 console error')
    await expect(desk.table().getByText('Piet Okonkwo').first()).toBeVisible()
    await page.getByRole('link', { name: 'see what goes out this week' }).click()
    await expect(page.getByRole('tab', { name: 'Calendar', selected: true })).toBeVisible()
    await page.getByRole('link', { name: 'Recordings' }).click()
    await page.getByRole('button', { name: 'Hide these tips' }).click()
    await page.reload()
    await desk.drawn()
    await expect(page.getByText('Three things to try')).toHaveCount(0)
  })
})

test('a recording that is known to be public says so at its head, and leads to all recordings of its person', async ({
  page,
  desk,
}) => {
  await desk.exploreDemo()
  const row = desk.table().locator('tbody tr[data-row]').nth(3)
  const id = (await row.getAttribute('data-row')) ?? ''
  await openPage(page, desk, id)
  await expect(page.locator('main header').getByText('Public', { exact: true })).toHaveCount(0)
  await share(page)
  await expect(page.locator('main header').getByText('Public', { exact: true })).toBeVisible()
  await desk.follow(`/project/1/recordings?open=${id}`)
  const panel = page.getByRole('dialog')
  await expect(panel.locator('header').getByText('Public', { exact: true })).toBeVisible()
  await panel.getByRole('link', { name: 'All recordings of this person' }).click()
  await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('Started in the last 5 years')
})

test('the navigation counts what is known, also after a reload, and asks no server for it', async ({ page, desk }) => {
  await desk.exploreDemo()
  const navigation = page.getByRole('navigation', { name: 'Replay Desk' })
  const items = navigation.getByRole('listitem')
  await navigation.getByRole('link', { name: 'Subscriptions', exact: true }).click()
  const shown = items.filter({ hasText: 'Subscriptions' })
  const tab = page.getByRole('tab', { name: /^Problems/ })
  let count = 0
  await expect(async () => {
    await desk.quiet() // last deliveries add problems
    count = Number(/[1-9]\d*/.exec(await tab.innerText()))
    await expect(shown).toContainText(`${count} subscriptions with problems`, { timeout: 500 })
  }).toPass()
  await expect(items.filter({ hasText: 'Sharing' })).not.toContainText('public link')
  await desk.follow('/project/3/recordings')
  await expect(shown).not.toContainText('with problems')

  const before = await desk.calls()
  await desk.open('/settings')
  await expect(shown).toContainText(`${count} subscriptions with problems`)
  await desk.quiet()
  const asked = (await desk.calls()).slice(before.length).filter(({ path }) => path.includes('subscriptions'))
  expect(asked).toEqual([])

  await navigation.getByRole('button', { name: 'Help' }).click()
  await expect(page.getByRole('dialog', { name: 'Help' })).toContainText('Scan for public recordings')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Forget this connection' }).click()
  expect(await page.evaluate(() => localStorage.getItem('replay-desk-counts') ?? '[]')).toBe('[]')
})
