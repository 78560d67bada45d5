import { type Desk, expect, test } from './desk.ts'
import { listRequests, tableOf, visit } from './subscriptions.ts'

/** Filtered list requests, and the number of all list requests. */
async function requests(desk: Desk): Promise<{ filtered: Record<string, string>[]; lists: number }> {
  const queries = (await listRequests(desk)).map((parameters) => Object.fromEntries(parameters))
  const known = ['search', 'created_by', 'resource_type', 'target_type', 'insight', 'dashboard']
  return { filtered: queries.filter((query) => known.some((name) => name in query)), lists: queries.length }
}

test('filters of a link are sent to the server, and filters of a complete list are not', async ({ page, desk }) => {
  await visit(desk, '?text=overdue&target=email&resource=insight&order=title')
  await expect(page.getByText(/^140 subscriptions: /)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Overdue for a year' })).toBeVisible()
  const before = await requests(desk)
  expect(before.filtered).toEqual([
    expect.objectContaining({ search: 'overdue', target_type: 'email', resource_type: 'insight', ordering: 'title' }),
  ])
  await page.getByLabel('Target').selectOption('slack')
  await page.getByLabel('Search subscriptions').fill('')
  await page.getByLabel('Insight or dashboard').selectOption('All insights')
  await expect(page).toHaveURL(/\?target=slack&resource=insight&order=title$/)
  await expect(page.getByText(/^1–\d+ of \d+$/)).toBeVisible()
  expect(await requests(desk)).toEqual(before)
})

test('ended subscriptions are requested once, when they are shown', async ({ page, desk }) => {
  await visit(desk, '?state=deleted')
  await expect(page.getByText('1–3 of 3')).toBeVisible()
  await page.getByLabel('Show ended').check()
  await page.getByRole('combobox', { name: 'State' }).selectOption('')
  await expect(page.getByText('1–50 of 143')).toBeVisible()
  const calls = (await desk.calls()).filter((call) => call.method === 'GET' && call.path.includes('deleted=true'))
  expect(calls).toHaveLength(1)
})

test.describe('an old server', () => {
  test.use({ demoOptions: { edition: 'old' } })

  test('that ignores a filter and doesn’t list ended subscriptions gets one request for each', async ({ page, desk }) => {
    await visit(desk, '?target=slack&order=title')
    await expect(page.getByText(/^140 subscriptions: /)).toBeVisible()
    await expect(tableOf(page).getByRole('row', { name: /slack/ }).first()).toBeVisible()
    await expect(tableOf(page).getByRole('row', { name: /email/ })).toHaveCount(0)
    const { filtered, lists } = await requests(desk)
    expect(filtered).toHaveLength(1)
    expect(lists).toBe(3)
    await page.getByLabel('Show ended').click()
    await expect(page.getByText('This server doesn’t list ended subscriptions.')).toBeVisible()
    expect((await requests(desk)).lists).toBe(4)
  })

  test('an insight known by its number only is named and linked when opened, with one request', async ({ page, desk }) => {
    await visit(desk, '?resource=insight+303&limit=25')
    await tableOf(page).getByRole('row').nth(1).getByRole('link').first().click()
    const link = page.getByRole('dialog').getByRole('link', { name: 'Checkout funnel', exact: true })
    await expect(link).toHaveAttribute('href', `${desk.demo.origin}/project/1/insights/cF3nnel9`)
    await page.getByRole('button', { name: 'Next subscription' }).click()
    await expect(link).toBeVisible()
    const insightRequests = (await desk.calls()).filter(
      ({ method, path: called }) => method === 'GET' && called.includes('/insights/'),
    )
    expect(insightRequests).toHaveLength(1)
  })
})

test.describe('a list that is too long', () => {
  test.use({ demoOptions: { countSubscriptions: 10_600 } })

  test('is loaded up to 10,000, with a notice, and searched on the server beyond that', async ({ page, desk }) => {
    test.slow()
    await visit(desk, '?last=hide')
    await expect(page.getByText('Stopped at 10,000 of 10,600 subscriptions.', { exact: false })).toBeVisible({ timeout: 90_000 })
    await expect(page.getByText('1–50 of 10,000')).toBeVisible()
    expect((await requests(desk)).filtered).toEqual([])
    await page.getByLabel('Search subscriptions').fill('carrier')
    await expect(
      tableOf(page)
        .getByRole('link', { name: /carrier/ })
        .first(),
    ).toBeVisible()
    await expect(page.getByText('1 of 1', { exact: true })).toBeVisible()
    await page.getByLabel('Search subscriptions').fill('')
    await page.getByLabel('Target').selectOption('teams')
    await expect(page.getByText(/and \d+ more that the server found with your filters/)).toBeVisible({ timeout: 30_000 })
    const { filtered } = await requests(desk)
    expect(filtered.at(-1)).toMatchObject({ target_type: 'teams', ordering: 'next_delivery_date' })
  })
})
