import { faultsEverywhere } from './accessibility.ts'
import { expect, test } from './desk.ts'

test('no screen has a serious accessibility violation or scrolls sideways', async ({ page, desk }) => {
  desk.expectComplaint(/40[34]/)
  const check = async (within?: string) => expect(await faultsEverywhere(page, within)).toEqual([])
  await test.step('the form to connect, with messages', async () => {
    await desk.open()
    await page.getByRole('button', { name: 'Check key' }).click()
    await expect(page.getByText('Enter the address of your PostHog host.')).toBeVisible()
    await check()
  })
  await test.step('recordings', async () => {
    await desk.exploreDemo('/project/1/recordings?limit=25')
    await desk.drawn()
    await check()
  })
  await test.step('an empty project', async () => {
    await desk.follow('/project/3/recordings')
    await expect(page.getByText('No recordings')).toBeVisible()
    await check('main')
  })
  await test.step('an error', async () => {
    await desk.follow('/project/42/recordings')
    await expect(page.getByRole('alert')).toBeVisible()
    await check('main')
  })
  await test.step('settings', async () => {
    await desk.follow('/settings')
    await page.getByRole('button', { name: 'Check key' }).click()
    await expect(page.getByText(/The key works/)).toBeVisible()
    await check()
  })
  await test.step('no such page', async () => {
    await desk.follow('/nowhere')
    await expect(page.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible()
    await check()
  })
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('the navigation collapses, and the other columns open below the row', async ({ page, desk }) => {
    await desk.exploreDemo()
    await expect(page.getByRole('link', { name: 'Settings' })).toBeHidden()
    await expect(page.getByRole('columnheader')).toHaveText(['', 'Started', 'Person', 'Duration', 'More'])
    await page
      .getByRole('button', { name: /^More about/ })
      .first()
      .click()
    await expect(desk.table().getByText('Start URL')).toBeVisible()
    await page.getByRole('button', { name: 'Open navigation' }).click()
    await page.getByRole('link', { name: 'Settings' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Settings' })).toBeHidden()
  })
})

test('the frame: titles, focus, the first tab stop, the color scheme', async ({ page, desk }) => {
  await desk.exploreDemo()
  await test.step('the first tab stop skips to content', async () => {
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main')).toBeFocused()
  })
  await test.step('every screen has its own title, and a new screen takes the focus', async () => {
    await expect(page).toHaveTitle('Recordings · Edge cases · Replay Desk')
    await page.getByRole('link', { name: 'Settings' }).click()
    await expect(page).toHaveTitle('Settings · Replay Desk')
    await expect(page.getByRole('main')).toBeFocused()
  })
  await test.step('light, dark and system are remembered', async () => {
    await page.getByTitle('Dark').click()
    await desk.open('/nowhere')
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
    await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked()
    await expect(page).toHaveTitle('Page not found · Replay Desk')
  })
})

test('the Content-Security-Policy blocks foreign scripts, styles and frames', async ({ page, desk }) => {
  const response = await page.goto(desk.origin)
  const policy = response?.headers()['content-security-policy'] ?? ''
  expect(policy).not.toMatch(/unsafe|\*(?!\s|;|$)(?!:)/)
  expect(await page.locator('meta[http-equiv="Content-Security-Policy"]').count()).toBe(1)
  desk.expectComplaint(/Content Security Policy|Refused to|TrustedScript/)
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.append('window.intruder = true')
    document.head.append(script)
    const frame = document.createElement('iframe')
    frame.src = 'https://example.com/'
    document.body.append(frame)
    return 'intruder' in window
  })
  expect(ran).toBe(false)
})

test('no screen sends requests to other origins', async ({ page, desk }) => {
  await desk.exploreDemo()
  await desk.table().locator('tbody time').first().hover()
  await page.getByRole('button', { name: 'Project and connection' }).click()
  await expect(page.getByRole('button', { name: /Empty project/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Check key' }).click()
  await expect(page.getByText(/The key works/)).toBeVisible()
  const origins = new Set(desk.requests.map((url) => new URL(url).origin))
  expect([...origins].toSorted()).toEqual([desk.demo.origin, desk.origin].toSorted())
})

test.describe('without a server', () => {
  test.use({ ownDashboard: true })

  test('a screen that fails to load says so, and the shell stays', async ({ page, desk }) => {
    desk.expectComplaint(/ERR_CONNECTION_REFUSED|dynamically imported module|Unable to preload CSS/)
    await desk.exploreDemo()
    await desk.loaded() // everything after the first rows is loaded
    await desk.dashboard.close()
    await page.getByRole('link', { name: 'Settings' }).click()
    await expect(page.getByRole('alert')).toContainText('Part of this page couldn’t be loaded.')
    await expect(page.getByRole('link', { name: 'Recordings' })).toBeVisible()
  })
})
