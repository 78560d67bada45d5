import type { Page } from '@playwright/test'
import { faultsEverywhere } from './accessibility.ts'
import { type Desk, demoKeys, expect, leafAndKettle, test } from './desk.ts'

const groups = '/project/4/recordings/-/groups?date_from=-30d'

/** The demo host's tables are filled by the first query, which takes a while on a busy machine. */
const slowly = { timeout: 30_000 }

async function sent(desk: Desk, method: string, path: RegExp): Promise<number> {
  return (await desk.calls()).filter((call) => call.method === method && path.test(call.path)).length
}

function row(page: Page, name: RegExp) {
  return page.getByRole('table', { name: 'Groups' }).getByRole('row', { name })
}

test.use({ demoProject: leafAndKettle, demoOptions: { count: 400 } })

test('recordings in which the same happened are one row, of which one is watched and the rest marked', async ({ page, desk }) => {
  await desk.exploreDemo('/project/4/recordings?date_from=-30d&columns=start_time,person')
  await desk.drawn()
  await page.getByRole('link', { name: 'Groups' }).click()
  await expect(page).toHaveURL(/\/-\/groups\?date_from=-30d$/)
  const rage = row(page, /Rage click Place order on \/checkout/)
  await expect(rage).toContainText(/\d+ recordings/, slowly)
  const declined = row(page, /Exception Error: payment: card_declined 402/)
  const count = Number.parseInt(await declined.getByRole('cell', { name: /recordings$/ }).innerText())
  expect(count).toBeGreaterThan(1)
  await expect(declined).toContainText(/\d+ people/)
  expect(await sent(desk, 'POST', /\/query\//), 'one query for both kinds').toBe(1)
  expect(await faultsEverywhere(page)).toEqual([])

  await test.step('Show all lists them, with one query for what happened in them', async () => {
    await declined.getByRole('button', { name: 'Show all' }).click()
    await desk.drawn()
    expect(await desk.rows()).toHaveLength(count)
    await expect(desk.table().getByRole('link', { name: /^Activity: / })).toHaveCount(count)
    await page.goBack()
    await expect(declined).toBeVisible()
    expect(await sent(desk, 'POST', /\/query\//)).toBe(2)
  })

  await test.step('Mark all as viewed marks each of them', async () => {
    await declined.getByRole('button', { name: 'Mark all as viewed' }).click()
    await expect.poll(() => sent(desk, 'PATCH', /\/session_recordings\//), slowly).toBe(count)
  })

  await test.step('Watch starts three seconds before', async () => {
    await rage.getByRole('link', { name: 'Watch' }).click()
    await expect(page).toHaveURL(/\/recordings\/[^?/]+\?t=\d+/)
  })
})

test('a group is triaged', async ({ page, desk }) => {
  await desk.exploreDemo(groups)
  await row(page, /Rage click/)
    .getByRole('button', { name: 'Triage' })
    .click(slowly)
  await expect(page.getByText(/^Recording 1 of \d+/)).toBeVisible()
})

test('a key without query:read is told what it lacks, and sends no query', async ({ page, desk }) => {
  await desk.connect(demoKeys.noQuery, { project: '4' })
  await desk.drawn()
  await desk.follow(groups)
  await expect(page.getByText('The key lacks query:read.')).toBeVisible()
  await desk.quiet()
  expect(await sent(desk, 'POST', /\/query\//)).toBe(0)
})

test.describe('on an old server', () => {
  test.use({ demoOptions: { edition: 'old', count: 300 } })

  test('groups come from events alone, and the screen says so', async ({ page, desk }) => {
    desk.expectComplaint(/400/)
    await desk.exploreDemo(groups)
    await expect(page.getByText('This server has no SQL table of recordings.')).toBeVisible(slowly)
    expect(await sent(desk, 'POST', /\/query\//)).toBe(2)
    await expect(row(page, /Rage click/).getByRole('link', { name: 'Watch' })).not.toHaveAttribute('href', /\?t=/)
  })
})
