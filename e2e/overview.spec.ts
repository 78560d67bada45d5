import type { Locator, Page } from '@playwright/test'
import { faultsEverywhere } from './accessibility.ts'
import { type Desk, demoKeys, expect, leafAndKettle, test } from './desk.ts'

/** The demo host's tables are filled by the first query, which takes a while on a busy machine. */
const slowly = { timeout: 30_000 }

function card(page: Page, name: string): Locator {
  return page.getByRole('region', { name })
}

/** Requests of the overview so far: its path below the project, without what differs from day to day. */
async function requests(desk: Desk): Promise<string[]> {
  const calls = await desk.calls()
  return calls
    .filter(({ method }) => method !== 'OPTIONS')
    .map(({ method, path, status }) => `${method} ${path.replace(/\?.*/, '')} ${status}`)
}

async function settled(page: Page, desk: Desk) {
  for (const name of ['Recordings per day', 'Recording health', 'Expiring recordings', 'Deliveries']) {
    await expect(card(page, name)).toBeVisible()
    await expect(card(page, name).getByRole('status', { name: /^Loading/ })).toHaveCount(0, slowly)
  }
  await desk.quiet()
}

test.describe('Leaf & Kettle', () => {
  test.use({ demoProject: leafAndKettle })

  test('the first screen answers what goes on, names a dip with its reasons, and leads to recordings', async ({ page, desk }) => {
    await desk.open()
    await page.getByRole('button', { name: 'Explore the demo project' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
    await expect(page).toHaveURL(/\/project\/4$/)
    await expect(page.getByRole('link', { name: 'Overview' })).toHaveAttribute('aria-current', 'page')
    await settled(page, desk)

    const health = card(page, 'Recording health')
    await expect(health).toContainText(/Since \w+ \d+ only 4\d% of sessions are recorded, usually 9\d%\./)
    await health.getByText(/^Reasons since/).click()
    const worst = health.getByRole('row').nth(1)
    await expect(worst).toContainText('www.leafandkettle.example')
    await expect(worst).toContainText('Sampling keeps 40%')

    await expect(card(page, 'Public links')).toContainText('Not scanned yet')
    await expect(card(page, 'Deliveries').getByRole('grid')).toBeVisible()
    await expect(card(page, 'Deliveries')).toContainText('Overdue (1)')
    await expect(card(page, 'Expiring recordings')).toContainText('recordings expire in the next 7 days')
    await expect(card(page, 'Your activity')).toContainText('Nothing shared, deleted or exported')
    await expect(card(page, 'Jobs and requests')).toContainText('No jobs are running.')

    await test.step('the deliveries of an hour are read with the keyboard, and shown to all', async () => {
      const strip = card(page, 'Deliveries').getByRole('grid')
      const cells = strip.getByRole('gridcell', { name: /: (0|1) deliver|: \d+ deliveries$/ })
      const names = await cells.evaluateAll((all) => all.map((cell) => cell.getAttribute('aria-label') ?? ''))
      expect(names.length).toBe(7 * 24)
      await cells.first().focus()
      for (const [key, index] of [
        ['ArrowRight', 1],
        ['ArrowDown', 25],
        ['ArrowUp', 1],
        ['ArrowLeft', 0],
        ['ArrowLeft', 0],
      ] as const) {
        await page.keyboard.press(key)
        await expect(cells.nth(index)).toBeFocused()
        await expect(card(page, 'Deliveries').getByText(names[index] ?? '', { exact: true })).toBeVisible()
      }
      await strip.press('End')
      await expect(strip.locator('td:focus')).toHaveAttribute('aria-label', /11:00 PM|23:00/)
    })

    await test.step('a day is opened with the keyboard, a range with the mouse', async () => {
      const chart = card(page, 'Recordings per day').getByRole('slider')
      await chart.focus()
      await chart.press('ArrowLeft')
      await expect(chart).toHaveAttribute('aria-valuetext', /With errors \d+, Without errors \d+, Active/)
      await chart.press('Enter')
      await expect(page).toHaveURL(/\/recordings\?date_from=(\d{4}-\d\d-\d\d)&date_to=\1$/)
      await desk.drawn()
      await page.goBack()
      const box = await card(page, 'Recordings per day').getByRole('slider').boundingBox()
      if (!box) throw new Error('The chart has no place.')
      await page.mouse.move(box.x + box.width * 0.5, box.y + 60)
      await page.mouse.down()
      await page.mouse.move(box.x + box.width * 0.7, box.y + 60, { steps: 4 })
      await page.mouse.up()
      await expect(page).toHaveURL(/\/recordings\?date_from=\d{4}-\d\d-\d\d&date_to=\d{4}-\d\d-\d\d$/)
      await desk.drawn()
    })
  })

  test('a fresh visit sends four requests, the next one none, also after a reload, until it is refreshed', async ({
    page,
    desk,
  }) => {
    await desk.exploreDemo('/project/4')
    await settled(page, desk)
    const sent = await requests(desk)
    expect(sent.toSorted()).toEqual([
      'GET /api/projects/4/session_recordings/ 200',
      'GET /api/projects/4/subscriptions/ 200',
      'POST /api/projects/4/query/ 200',
      'POST /api/projects/4/query/ 200',
    ])
    await page.getByRole('link', { name: 'Activity log' }).click()
    await page.getByRole('link', { name: 'Overview' }).click()
    await settled(page, desk)
    await page.reload()
    await expect(card(page, 'Recording health')).toContainText('of sessions are recorded')
    await settled(page, desk)
    expect(await requests(desk)).toEqual(sent)
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect.poll(async () => (await requests(desk)).length, slowly).toBe(8)
  })
})

for (const [edition, project] of [
  ['mid', 'projects'],
  ['old', 'projects'],
  ['documented', 'environments'],
] as const) {
  test.describe(`edition ${edition}`, () => {
    test.use({ demoOptions: { edition } })

    test(`the overview says what this server cannot tell, with four requests at most (${edition})`, async ({ page, desk }) => {
      desk.expectComplaint(/40[04]/)
      await desk.exploreDemo('/project/1')
      await settled(page, desk)
      const sent = await requests(desk)
      expect(sent.length, sent.join('\n')).toBeLessThanOrEqual(4)
      expect(sent.some((one) => one.includes(`/api/${project}/1/`) && one.endsWith('200'))).toBe(true)
      await expect(card(page, 'Expiring recordings')).toContainText('This server doesn’t say when recordings expire.')
      await expect(card(page, 'Deliveries')).toContainText('deliveries in the next 7 days')
      if (edition === 'mid') {
        await expect(card(page, 'Recording health')).toContainText('sessions were recorded in 14 days')
      } else {
        await expect(card(page, 'Recordings per day')).toContainText(/Counts the newest \d+ recordings/)
        await expect(card(page, 'Recording health')).toContainText('has no table of recordings')
      }
      await page.reload()
      await settled(page, desk)
      expect(await requests(desk)).toHaveLength(sent.length)
    })
  })
}

for (const edition of ['newest', 'old', 'documented'] as const) {
  test.describe(`without query:read, edition ${edition}`, () => {
    test.use({ demoOptions: { edition } })

    test(`a key without query:read gets what the lists give, and what the scope would add (${edition})`, async ({
      page,
      desk,
    }) => {
      desk.expectComplaint(/40[034]/)
      await desk.connect(demoKeys.noQuery)
      await desk.drawn()
      const before = (await requests(desk)).length
      await page.getByRole('link', { name: 'Overview' }).click()
      await settled(page, desk)
      const sent = (await requests(desk)).slice(before)
      expect(sent.length, sent.join('\n')).toBeLessThanOrEqual(4)
      const recordings = card(page, 'Recordings per day')
      await expect(recordings).toContainText(/\d+ newest recordings/)
      await expect(recordings).toContainText('With the scope query:read, the key would count every recording of 30 days')
      await expect(card(page, 'Recording health')).toContainText('With the scope query:read')
      const expiring = card(page, 'Expiring recordings')
      await expect(expiring).toContainText(edition === 'newest' ? 'recordings expire' : 'doesn’t say when recordings expire')
    })
  })
}

test('each card fails on its own, and can be tried again', async ({ page, desk }) => {
  desk.expectComplaint(/403/)
  await desk.connect(demoKeys.noSubscriptions)
  await desk.drawn()
  await page.getByRole('link', { name: 'Overview' }).click()
  await settled(page, desk)
  const deliveries = card(page, 'Deliveries')
  await expect(deliveries.getByRole('alert')).toContainText('The key lacks the scope subscription:read.')
  await expect(card(page, 'Recordings per day')).toContainText('recordings in 30 days')
  const before = (await requests(desk)).length
  await deliveries.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(async () => (await requests(desk)).length).toBe(before + 1)
})

test.describe('the free plan', () => {
  test.use({ demoOptions: { ratePlan: 'free' } })

  test('the budget is on the overview, which takes one list request of it', async ({ page, desk }) => {
    await desk.exploreDemo('/settings')
    await page.getByLabel('Request limits').selectOption({ label: 'Free plan' })
    await page.getByRole('link', { name: 'Overview' }).click()
    await settled(page, desk)
    await expect(card(page, 'Jobs and requests')).toContainText('1 of 12 requests used this minute')
    await expect(card(page, 'Jobs and requests')).toContainText('2 of 120 requests used this hour')
  })
})

test('what was done and scanned here is on the overview without a request', async ({ page, desk }) => {
  test.slow()
  await desk.exploreDemo('/project/1/sharing')
  await page.getByRole('button', { name: 'Start scan' }).click()
  await expect(page.getByRole('heading', { name: 'Find public recordings' })).toHaveCount(0, slowly)
  await expect(page.getByRole('table', { name: 'Shared recordings' })).toBeVisible(slowly)
  await page.getByRole('link', { name: 'Overview' }).click()
  const links = card(page, 'Public links')
  await expect(links).toContainText(/\d+ public links/, slowly)
  await links.getByRole('link', { name: /^\d+$/ }).first().click()
  await expect(page).toHaveURL(/\/project\/1\/sharing\?risk=high$/)
})

test('the overview has no serious accessibility violation and does not scroll sideways', async ({ page, desk }) => {
  await desk.exploreDemo('/project/1')
  await settled(page, desk)
  await expect(page.getByRole('slider').first()).toBeVisible()
  expect(await faultsEverywhere(page)).toEqual([])
  await page.getByRole('button', { name: 'Show table: Recordings per day' }).click()
  expect(await faultsEverywhere(page, 'main')).toEqual([])
})
