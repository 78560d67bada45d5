import type { Locator, Page } from '@playwright/test'
import { faultsInBothSchemes, sizes } from './accessibility.ts'
import { type Call, type Desk, demoKeys, expect, test } from './desk.ts'

function button(page: Page): Locator {
  return page.getByRole('button', { name: 'Request budget' })
}

function panel(page: Page): Locator {
  return page.getByRole('group', { name: 'Request budget' })
}

/** Its value text is like "3 of 60 used, 57 left". */
function used(page: Page, window: string): Locator {
  return panel(page).getByRole('meter', { name: window })
}

async function choosePlan(desk: Desk, plan: string) {
  await desk.page.getByRole('link', { name: 'Settings' }).click()
  await desk.page.getByLabel('Request limits').selectOption({ label: plan })
  await desk.page.getByLabel('Load the next page when you point at').uncheck() // the pointer stays there after a click
  await desk.page.getByRole('link', { name: 'Recordings' }).click()
  await desk.drawn()
}

function isList({ method, path }: Call): boolean {
  return method === 'GET' && path.includes('session_recordings/?')
}

/** The maximum number of calls within any span of this length. */
function busiest(calls: Call[], milliseconds: number): number {
  return Math.max(...calls.map(({ at }) => calls.filter((other) => other.at > at - milliseconds && other.at <= at).length))
}

async function exportAll(page: Page) {
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByText('All matching').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Export' }).click()
}

test('a self-hosted server has no limits until they are set', async ({ page, desk }) => {
  await desk.exploreDemo()
  await button(page).click()
  await expect(panel(page)).toContainText('No limits known for this host.')
  await expect(panel(page).getByRole('meter')).toHaveCount(0)
  await panel(page).getByRole('link', { name: 'Set limits in Settings' }).click()
  await expect(panel(page)).toBeHidden()
  await page.getByLabel('Request limits').selectOption({ label: 'Paid plan' })
  await button(page).click()
  await expect(panel(page)).toContainText('Using the limits of the paid plan, as set in Settings.')
  await expect(used(page, 'Recording lists, last hour')).toHaveAttribute('aria-valuemax', '300')
  await page.reload()
  await expect(page.getByLabel('Request limits')).toHaveValue('paid')
})

test('the meter counts requests across reloads and tabs', async ({ page, desk, context }) => {
  await desk.exploreDemo()
  await choosePlan(desk, 'Free plan')
  await page.getByRole('button', { name: 'Refresh' }).click()
  await desk.drawn()
  await button(page).click()
  const hour = (tab: Page) => used(tab, 'Recording lists, last hour')
  await expect(hour(page)).toHaveAttribute('aria-valuetext', '2 of 60 used, 58 left, 12 reserved for you')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(page.getByText('51–100', { exact: true })).toBeVisible()
  await button(page).click()
  await expect(hour(page)).toHaveAttribute('aria-valuetext', /^3 of 60/)
  await page.reload()
  await desk.drawn()
  await button(page).click()
  await expect(hour(page)).toHaveAttribute('aria-valuetext', /^4 of 60/)
  const other = await context.newPage()
  await other.goto(`${desk.origin}/project/1/recordings`)
  await button(other).click()
  await expect(hour(other)).toHaveAttribute('aria-valuetext', /^5 of 60/)
  await expect(hour(page)).toHaveAttribute('aria-valuetext', /^5 of 60/)
  const stored = await page.evaluate(() => JSON.stringify(localStorage))
  const [, ...copies] = stored.split(demoKeys.all)
  expect(copies, 'the key stands with its connection and nowhere else').toHaveLength(1)
})

test.describe('a host that limits the key', () => {
  test.use({ movesClock: true, demoOptions: { ratePlan: 'free' } })

  test('a refused class is shown as stopped, sends no requests, and recovers by itself', async ({ page, desk }) => {
    desk.expectComplaint(/429/)
    await desk.exploreDemo()
    const list = `${desk.demo.origin}/api/projects/1/session_recordings/?limit=1`
    for (let count = 0; count < 11; count += 1) await fetch(list, { headers: { Authorization: `Bearer ${demoKeys.all}` } })
    await page.getByRole('button', { name: 'Next page' }).click()
    await expect(page.getByText(/This key has reached its request limit\. Waiting \d+ s/)).toBeVisible()
    await expect(button(page)).toContainText('stopped')
    await button(page).click()
    await expect(panel(page)).toContainText(/Stopped for another \d+ s\. This key has reached its request limit\./)
    await expect(panel(page)).toContainText('limits of the free plan, as reported by the server')
    await page.keyboard.press('Escape')
    const sent = (await desk.calls()).filter(isList).length
    await page.reload()
    await expect(page.getByText(/This key has reached its request limit\. Waiting \d+ s/)).toBeVisible()
    expect((await desk.calls()).filter(isList)).toHaveLength(sent)
    await desk.advance(75_000)
    await expect(page.getByText('51–100', { exact: true })).toBeVisible()
    await desk.advance(6000)
    await expect(button(page)).not.toContainText('stopped')
    expect((await desk.calls()).filter(isList).map(({ status }) => status)).toEqual([...Array(12).fill(200), 429, 200])
  })

  test('two tabs export at the same time: both wait for the budget and say so, and browsing still works', async ({
    page,
    desk,
    context,
  }) => {
    test.setTimeout(90_000)
    await desk.exploreDemo()
    await choosePlan(desk, 'Free plan')
    await desk.open('/project/1/recordings?date_from=-30d')
    const other = await context.newPage()
    await other.goto(page.url())
    for (const tab of [page, other]) {
      await expect(tab.getByRole('table', { name: 'Recordings' })).toHaveAttribute('aria-busy', 'false')
      await exportAll(tab)
    }
    for (const tab of [page, other]) {
      await expect(tab.getByText(/Waiting \d+ s for the request limit\. Recording lists: background jobs may/)).toBeVisible()
    }
    const third = await context.newPage()
    await third.goto(page.url())
    await expect(third.getByRole('table', { name: 'Recordings' })).toHaveAttribute('aria-busy', 'false')
    await expect(button(third)).toContainText('waiting')
    await button(third).click()
    await expect(panel(third)).toContainText(/Exporting recordings: waiting \d+ s in another tab\./)
    const finishedExports = () => Promise.all([page, other].map((tab) => tab.getByText(/rows exported\./).count()))
    await expect
      .poll(
        async () => {
          await desk.advance(5000)
          return finishedExports()
        },
        { intervals: [50], timeout: 60_000 },
      )
      .toEqual([1, 1])
    const lists = (await desk.calls()).filter(isList)
    expect(lists.map(({ status }) => status)).toEqual(lists.map(() => 200))
    expect(busiest(lists, 60_000)).toBeLessThanOrEqual(12)
    const exported = lists.filter(({ path }) => path.includes('limit=100&'))
    // The host receives a call shortly after its tab counted it, so their minutes differ slightly.
    expect(busiest(exported, 57_000)).toBeLessThanOrEqual(9)
    expect(exported.length).toBeGreaterThan(18)
    // The status stays for five seconds by the tab's clock.
    await expect
      .poll(async () => {
        await desk.advance(2000)
        return button(third).textContent()
      })
      .not.toContain('waiting')
  })
})

test('a damaged count is dropped with a notice', async ({ page, desk }) => {
  await page.addInitScript(() => localStorage.setItem('replay-desk-budget of a tab that is gone', '{"version":1,"keys"'))
  await desk.exploreDemo()
  await expect(page.getByText('The stored request counts were damaged and have been reset.')).toBeVisible()
})

test('the counts of closed tabs are taken over and removed', async ({ page, desk, context }) => {
  await desk.exploreDemo()
  await choosePlan(desk, 'Free plan')
  for (let count = 0; count < 3; count += 1) {
    const other = await context.newPage()
    await other.goto(`${desk.origin}/project/1/recordings`)
    await expect(other.getByRole('table', { name: 'Recordings' })).toHaveAttribute('aria-busy', 'false')
    await expect(button(other)).toBeVisible() // it counts, and comes after the rows
    await other.close()
  }
  await page.reload()
  await desk.drawn()
  await button(page).click()
  await expect(used(page, 'Recording lists, last hour')).toHaveAttribute('aria-valuetext', /^5 of 60/)
  const names = () => page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('replay-desk-budget')))
  await expect.poll(async () => (await names()).length).toBe(1)
})

test('the open meter has no serious accessibility violation, and nothing scrolls sideways', async ({ page, desk }) => {
  await desk.exploreDemo('/settings')
  await page.getByLabel('Request limits').selectOption({ label: 'Free plan' })
  for (const size of sizes) {
    await page.setViewportSize(size)
    await button(page).click()
    await expect(used(page, 'SQL, last hour')).toBeVisible()
    expect(await faultsInBothSchemes(page, '[role=group][aria-label="Request budget"]')).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    await page.keyboard.press('Escape')
    await expect(button(page)).toBeFocused()
  }
})
