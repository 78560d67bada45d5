import { demoKeys, expect, test } from './desk.ts'

const storageName = 'replay-desk'

test('a connection: its key stays hidden, it can be renamed, and one click removes all of it', async ({ page, desk }) => {
  await test.step('the key is in no URL, title or page once it is saved', async () => {
    await desk.connect(demoKeys.all)
    await expect(desk.table()).toBeVisible()
    await page.getByRole('link', { name: 'Settings' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
    const secret = new RegExp(`${demoKeys.all}(?!_)`)
    expect(await page.content()).not.toMatch(secret)
    expect(await page.title()).not.toMatch(secret)
    await page.getByRole('button', { name: 'Show key' }).click()
    await expect(page.getByText(demoKeys.all, { exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Hide key' }).click()
    expect(await page.content()).not.toMatch(secret)
  })
  await test.step('a connection can be renamed', async () => {
    await page.getByLabel('Name').fill('The tea shop')
    await page.getByLabel('Name').blur()
    await page.reload()
    await expect(page.getByLabel('Name')).toHaveValue('The tea shop')
  })
  await test.step('one click removes a connection and everything stored for it', async () => {
    await page.getByRole('button', { name: 'Forget this connection' }).click()
    await expect(page.getByText('Not connected to any host yet.')).toBeVisible()
    const stored = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))
    expect(stored).not.toContain(demoKeys.all)
    expect(stored).not.toContain(desk.demo.origin)
    await desk.open()
    await expect(page.getByRole('heading', { level: 1, name: 'Connect' })).toBeVisible()
  })
})

test('a key for this tab only is not in local storage, and another tab asks for it', async ({ page, desk, context }) => {
  await desk.open('/connect')
  await page.getByText('In this tab only').click()
  await page.getByLabel('Host').fill(desk.demo.origin)
  await page.getByLabel('Personal API key').fill(demoKeys.all)
  await page.getByLabel('Project').fill('1')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(demoKeys.all)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
  const other = await context.newPage()
  await other.goto(`${desk.origin}/project/1/recordings`)
  await expect(other.getByText(/was saved in another tab only/)).toBeVisible()
  await expect(other.getByLabel('Host')).toHaveValue(desk.demo.origin)
})

const damages: [name: string, stored: string][] = [
  ['no JSON', '{"version":1,"conn'],
  ['another shape', '[1,2,3]'],
  ['a later version', '{"version":99,"connections":[]}'],
  ['a damaged connection', '{"version":1,"connections":[{"id":5}],"activeId":"x","colorScheme":"purple"}'],
]

test('damaged settings are dropped with a notice, never a blank page', async ({ page, desk }) => {
  await desk.open('/settings')
  for (const [name, stored] of damages) {
    await test.step(name, async () => {
      await page.evaluate(([key, text]) => localStorage.setItem(key, text), [storageName, stored] as const)
      await page.reload()
      await expect(page.getByText(/couldn’t be read and (were|was) (reset|removed)|was damaged/)).toBeVisible()
      await page.evaluate(([key, text]) => localStorage.setItem(key, text), [storageName, stored] as const)
      await desk.open('/')
      await expect(page.getByRole('button', { name: 'Explore the demo project' })).toBeVisible()
      await desk.follow('/settings')
    })
  }
})

test('two open tabs agree', async ({ page, desk, context }) => {
  await desk.exploreDemo()
  const other = await context.newPage()
  await other.goto(`${desk.origin}/project/1/recordings`)
  await expect(other.getByRole('table', { name: 'Recordings' })).toBeVisible()
  await page.getByTitle('Dark').click()
  await expect(other.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Forget this connection' }).click()
  await expect(other.getByRole('heading', { level: 1, name: 'Connect' })).toBeVisible()
})

test('two connections: one is active, and the switcher changes it', async ({ page, desk }) => {
  await desk.exploreDemo()
  await desk.connect(demoKeys.readOnly, { project: '2' })
  await expect(page).toHaveURL(/\/project\/2\//)
  await page.getByRole('button', { name: 'Project and connection' }).click()
  await page.getByRole('button', { name: /Demo project/ }).click()
  await expect(page).toHaveURL(/\/project\/1\//)
  await page.getByRole('button', { name: 'Project and connection' }).click()
  await page.getByRole('button', { name: /Empty project/ }).click()
  await expect(page).toHaveURL(/\/project\/3\//)
  await expect(page.getByText('No recordings in the last 3 days')).toBeVisible()
})

test('a changed key is used immediately', async ({ page, desk }) => {
  desk.expectComplaint(/403/)
  await desk.connect(demoKeys.noRecordings)
  await expect(page.getByRole('alert')).toContainText('lacks the scope')
  await page.getByRole('link', { name: 'Open Settings' }).click()
  await page.getByRole('link', { name: 'Change host, key or project' }).click()
  await page.getByLabel('Personal API key').fill(demoKeys.all)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByRole('link', { name: 'Recordings' }).click()
  await expect(desk.table()).toBeVisible()
})
