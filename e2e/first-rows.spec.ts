import type { Page } from '@playwright/test'
import { type Call, type Desk, demoKeys, expect, test } from './desk.ts'

/** Holds back all scripts except the start script, so that the app doesn't run. Returns how to release them. */
async function holdApp(page: Page): Promise<() => void> {
  const held: (() => void)[] = []
  let isHeld = true
  await page.route(
    ({ pathname }) => /^\/assets\/(?!start-).*\.js$/.test(pathname),
    async (route) => {
      if (isHeld) await new Promise<void>((go) => held.push(go))
      await route.continue()
    },
  )
  return () => {
    isHeld = false
    for (const go of held) go()
  }
}

async function lists(desk: Desk): Promise<Call[]> {
  const calls = await desk.calls()
  return calls.filter(({ method, path }) => method === 'GET' && /(session_recordings|subscriptions)\/\?/.test(path))
}

/** Connects and leaves the app; returns the number of list requests so far. */
async function connected(desk: Desk, key: string = demoKeys.all): Promise<number> {
  await desk.connect(key)
  await expect(desk.page.getByRole('heading', { level: 1, name: 'Recordings' })).toBeVisible()
  await desk.loaded()
  await desk.page.goto('about:blank')
  return (await lists(desk)).length
}

for (const [screen, path] of [
  ['Recordings', '/project/1/recordings?limit=25&offset=50&date_from=-30d&console_errors=1&order=click_count'],
  ['Subscriptions', '/project/1/subscriptions'],
] as const) {
  test(`${screen}: the list is requested once, before the app runs`, async ({ page, desk }) => {
    const before = await connected(desk)
    const release = await holdApp(page)
    await page.goto(desk.origin + path, { waitUntil: 'commit' })
    await expect.poll(async () => (await lists(desk)).length).toBe(before + 1)
    await expect(page.getByRole('heading', { level: 1 })).toBeHidden()
    release()
    await expect(page.getByRole('heading', { level: 1, name: screen })).toBeVisible()
    await expect(page.getByRole('table', { name: screen }).locator('tbody tr').first()).toBeVisible()
    await desk.loaded()
    const [first, ...more] = (await lists(desk)).slice(before)
    expect(first?.aborted).toBe(false)
    expect(more.filter(({ path: again }) => again === first?.path)).toEqual([])
    expect(await page.evaluate(() => 'earlyRequest' in window && window.earlyRequest !== undefined)).toBe(false)
  })
}

test('an early request that the screen doesn’t use is aborted and counted', async ({ page, desk }) => {
  await connected(desk)
  await desk.open('/settings')
  await page.getByLabel('Request limits').selectOption({ label: 'Free plan' })
  await page.getByRole('link', { name: 'Recordings' }).click()
  await desk.drawn()
  await desk.loaded()
  await page.goto('about:blank')
  const before = (await lists(desk)).length
  const release = await holdApp(page)
  await page.goto(`${desk.origin}/project/1/recordings?limit=50`, { waitUntil: 'commit' })
  await expect.poll(async () => (await lists(desk)).length).toBe(before + 1)
  await page.evaluate(() => history.replaceState(null, '', '?limit=25'))
  release()
  await desk.drawn()
  await expect(desk.table().locator('tbody tr')).toHaveCount(25)
  expect((await lists(desk)).slice(before).map(({ path }) => /limit=(\d+)/.exec(path)?.[1])).toEqual(['50', '25'])
  await page.getByRole('button', { name: 'Request budget' }).click()
  const hour = page.getByRole('group', { name: 'Request budget' }).getByRole('meter', { name: 'Recording lists, last hour' })
  await expect(hour).toHaveAttribute('aria-valuetext', new RegExp(`^${before + 2} of 60`))
})

test('without a key no early request is sent', async ({ page, desk, context }) => {
  await desk.open('/connect?next=/project/1/recordings')
  await page.getByText('In this tab only').click()
  await page.getByLabel('Host').fill(desk.demo.origin)
  await page.getByLabel('Personal API key').fill(demoKeys.all)
  await page.getByLabel('Project').fill('1')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await desk.drawn()
  const before = (await lists(desk)).length
  const other = await context.newPage()
  await other.goto(`${desk.origin}/project/1/recordings`)
  await expect(other.getByLabel('Personal API key')).toBeVisible()
  expect(await lists(desk)).toHaveLength(before)
  await page.reload()
  await desk.drawn()
  expect(await lists(desk)).toHaveLength(before + 1)
})

test('a refused early request is shown like any other and not repeated', async ({ page, desk }) => {
  desk.expectComplaint(/403/)
  const before = await connected(desk, demoKeys.noRecordings)
  await desk.open('/project/1/recordings')
  await expect(page.getByRole('alert')).toContainText('session_recording:read')
  expect((await lists(desk)).slice(before).map(({ status }) => status)).toEqual([403])
})

test('a stopped rate class gets no early requests', async ({ page, desk }) => {
  desk.expectComplaint(/429/)
  const before = await connected(desk, demoKeys.freePlan)
  const limit = 12
  await desk.open('/project/1/recordings')
  const list = `${desk.demo.origin}/api/projects/1/session_recordings/?limit=1`
  const headers = { Authorization: `Bearer ${demoKeys.freePlan}` }
  for (let call = before + 1; call < limit; call += 1) await fetch(list, { headers }) // another program with the same key
  await desk.drawn()
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByText(/limit/i).first()).toBeVisible()
  await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toContain('stops\\":{\\"')
  const refused = (await lists(desk)).length
  await page.reload()
  await expect(page.getByText(/limit/i).first()).toBeVisible()
  expect(await lists(desk)).toHaveLength(refused)
})

test('the next page preloads once while the pointer rests on the button, not when it passes', async ({ page, desk }) => {
  await connected(desk)
  await desk.open('/project/1/recordings?date_from=-30d')
  await desk.drawn()
  await desk.loaded()
  const before = (await lists(desk)).length
  const next = page.getByRole('button', { name: 'Next page' })
  await next.hover()
  await expect.poll(async () => (await lists(desk)).length).toBe(before + 1)
  await next.click()
  await expect(page.getByText('51–100')).toBeVisible()
  await expect.poll(async () => (await lists(desk)).length, 'the pointer still rests there').toBe(before + 2)
  expect((await lists(desk)).slice(before).map(({ path }) => /offset=(\d+)/.exec(path)?.[1])).toEqual(['50', '100'])
  await desk.open('/settings')
  await page.getByLabel('Load the next page when you point at').uncheck()
  await desk.open('/project/1/recordings?date_from=-30d')
  await desk.drawn()
  await desk.loaded()
  const off = (await lists(desk)).length
  await next.hover()
  await page.getByRole('button', { name: 'Columns' }).hover()
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect.poll(async () => (await lists(desk)).length).toBe(off + 1)
})
