import type { Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import ICAL from 'ical.js'
import { faultsEverywhere } from './accessibility.ts'
import { demoKeys, expect, test } from './desk.ts'
import { changesAsked, listsAsked, openTable, path, tableOf, visit } from './subscriptions.ts'

async function titles(page: Page): Promise<string[]> {
  await expect(tableOf(page)).toHaveAttribute('aria-busy', 'false')
  return tableOf(page).locator('tbody tr a[data-row-link]').allInnerTexts()
}

for (const edition of ['documented', 'old', 'mid', 'newest'] as const) {
  test.describe(`edition ${edition}`, () => {
    test.use({ demoOptions: { edition } })

    test(`all subscriptions of a server that speaks as ${edition} are listed in words and filtered`, async ({ page, desk }) => {
      if (edition === 'documented') desk.expectComplaint(/404/) // asked below /api/projects/ first
      await desk.exploreDemo()
      await page.getByRole('link', { name: 'Subscriptions' }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'Subscriptions' })).toBeVisible()
      await expect(page.getByText(/^140 subscriptions: /)).toBeVisible()
      await expect(page.getByText('1–50 of 140')).toBeVisible()
      const row = tableOf(page).getByRole('row', { name: /Overdue for three days/ })
      await expect(row).toContainText('Every day at 9:00 AM UTC')
      await expect(row).toContainText('Overdue')
      expect((await listsAsked(desk)).map((parameters) => parameters.get('offset'))).toEqual(['0', '100'])
      await page.getByLabel('Search subscriptions').fill('overdue for')
      await expect(page.getByText('1–3 of 3')).toBeVisible()
    })
  })
}

test('filters narrow what is shown, and a link opens the same view', async ({ page, desk }) => {
  await openTable(desk)
  await page.getByLabel('Search subscriptions').fill('overdue for')
  await expect(page.getByText('1–3 of 3')).toBeVisible()
  await page.getByLabel('State').selectOption('overdue')
  await page.getByRole('button', { name: 'Title' }).click()
  const shown = await titles(page)
  expect(shown.map((title) => title.replace(/…$/, ''))).toEqual([
    'Overdue for a year',
    'Overdue for an hour',
    'Overdue for three days',
  ])
  expect(new URL(page.url()).search).toBe('?text=overdue+for&state=overdue&order=title')
  await page.reload()
  expect(await titles(page)).toEqual(shown)
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(page.getByText('1–50 of 140')).toBeVisible()
})

test('pages are counted from the address, also where what it says is not drawn yet', async ({ page, desk }) => {
  await openTable(desk, '?limit=25')
  const pages = page.getByRole('navigation', { name: 'Pagination' })
  const next = pages.getByRole('button', { name: 'Next page' })
  await next.evaluate((button: HTMLButtonElement) => {
    button.click()
    button.click()
  })
  await expect(page).toHaveURL(/offset=50/)
  await expect(pages).toContainText('51–75 of 140')
  await pages.evaluate((nav) => {
    const select = nav.querySelector('select')
    if (!select) throw new Error('no choice of sizes')
    select.value = '100'
    select.dispatchEvent(new Event('change', { bubbles: true }))
    for (const button of nav.querySelectorAll('button')) if (button.textContent === 'Next page') button.click()
  })
  await expect(page).toHaveURL(/limit=100&offset=100/)
  await expect(pages).toContainText('101–140 of 140')
})

test('one subscription tells its schedule, its coming deliveries, its recipients and what is wrong', async ({ page, desk }) => {
  await openTable(desk, '?text=Recipients+with+names')
  await page.getByRole('link', { name: 'Recipients with names' }).click()
  const panel = page.getByRole('dialog', { name: 'Recipients with names' })
  await expect(panel.getByText(/^Every .* UTC \(.* Berlin time/)).toBeVisible()
  const rows = panel.getByRole('table', { name: 'Next deliveries' }).getByRole('row')
  await expect(rows).toHaveCount(11)
  await expect(rows.nth(1)).toContainText('Confirmed')
  await expect(rows.nth(2)).toContainText('Predicted')
  await expect(panel.getByRole('region', { name: 'Recipients' })).toContainText('noor@leafandkettle.example')
  await expect(panel.getByRole('link', { name: 'Edit in PostHog' })).toHaveAttribute(
    'href',
    `${desk.demo.origin}/project/1/insights/s1gnUpCt/subscriptions/3205`,
  )
  const coming = page.waitForEvent('download')
  await panel.getByRole('button', { name: 'Add to calendar' }).click()
  const calendar = new ICAL.Component(ICAL.parse(await readFile(await (await coming).path(), 'utf8')))
  const [event] = calendar.getAllSubcomponents('vevent')
  expect(event?.getFirstPropertyValue('summary')).toBe('Recipients with names')
  expect(String(event?.getFirstPropertyValue('rrule'))).toContain('FREQ=WEEKLY')
  await expect(panel.getByText('Exported as one recurring event.')).toBeVisible()
  await panel.getByRole('link', { name: 'Open as page' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Recipients with names' })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Next deliveries' }).getByRole('row')).toHaveCount(11)
})

test.describe('a server that cannot pause', () => {
  test.use({ demoOptions: { edition: 'old' } })

  test('says so at the button, keeps no history, and ends subscriptions all the same', async ({ page, desk }) => {
    await openTable(desk, '?open=3401')
    const panel = page.getByRole('dialog')
    await expect(panel.getByRole('button', { name: 'Pause' })).toBeDisabled()
    await expect(panel.getByText('This server can’t pause subscriptions.')).toBeVisible()
    desk.expectComplaint(/404/)
    await panel.getByText('Delivery history').click()
    await expect(panel.getByText('No history on this server.')).toBeVisible()
    await panel.getByRole('button', { name: 'End subscription' }).click()
    await page.getByRole('button', { name: 'End 1 subscription' }).click()
    await expect(page.getByText('1 subscription ended.')).toBeVisible()
  })
})

test('pausing shows what the server made of it, and resuming warns that it sends at once', async ({ page, desk }) => {
  await openTable(desk, '?text=Long+history&open=3414')
  const panel = page.getByRole('dialog', { name: 'Long history' })
  await panel.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('button', { name: 'Pause 1 subscription' }).click()
  await expect(page.getByText('1 subscription paused.')).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(panel.getByText('None while paused.')).toBeVisible()
  await panel.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByText(/immediately sends one delivery to all recipients/)).toBeVisible()
  await page.getByRole('button', { name: 'Resume 1 subscription' }).click()
  await expect(page.getByText('1 subscription resumed.')).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(panel.getByRole('button', { name: 'Pause' })).toBeEnabled()
})

test('of many that are paused, each tells how it ended, and those that failed are tried again alone', async ({ page, desk }) => {
  desk.expectComplaint(/403|500/)
  await openTable(desk, '?text=pause&state=active')
  await expect(page.getByText('1–2 of 2')).toBeVisible()
  await page.getByLabel('Select this page').check()
  await page.getByRole('toolbar').getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('button', { name: 'Pause 2 subscriptions' }).click()
  await expect(page.getByText('0 of 2 subscriptions paused, 2 failed.')).toBeVisible()
  const outcomes = page.getByRole('group', { name: 'Results' })
  await expect(outcomes.getByRole('listitem').filter({ hasText: 'Refuses to be paused' })).toContainText('The server says:')
  await expect(outcomes.getByRole('listitem').filter({ hasText: 'Fails to pause' })).toContainText('The server failed (500).')
  const before = (await changesAsked(desk)).length
  await page.getByRole('button', { name: 'Retry 2' }).click()
  await expect.poll(async () => (await changesAsked(desk)).length).toBe(before + 2)
})

test('ending is undone, what was ended is found again, and both deeds stand in the trail', async ({ page, desk }) => {
  await openTable(desk, '?text=Daily+basket+size')
  await page.getByLabel('Select this page').check()
  await page.getByRole('toolbar').getByRole('button', { name: 'End subscription' }).click()
  await page.getByRole('button', { name: 'End 1 subscription' }).click()
  await expect(page.getByText('1 subscription ended.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo: bring back 1 subscription' }).click()
  await expect(page.getByText('1 subscription brought back.')).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(tableOf(page).getByRole('row', { name: /Daily basket size/ })).toContainText('Active')
  await page.getByLabel('Show ended').check()
  await page.getByLabel('State').selectOption('deleted')
  await page.getByLabel('Search subscriptions').fill('')
  await expect(page.getByText('1–3 of 3')).toBeVisible()
  await desk.open('/project/1/trail')
  const entries = page.getByRole('table', { name: 'Trail' }).locator('tbody tr')
  await expect(entries).toHaveCount(2)
  await expect(entries.nth(0)).toContainText(/Daily basket size/)
  await expect(entries.nth(1)).toContainText(/Daily basket size/)
})

test('a test names everyone who will get it, and a refusal says why', async ({ page, desk }) => {
  desk.expectComplaint(/409/)
  await openTable(desk, '?open=3004')
  await page.getByRole('dialog').getByRole('button', { name: 'Send test' }).click()
  const asks = page.getByRole('dialog', { name: 'Send test deliveries' })
  await expect(asks.getByRole('group')).toContainText('@')
  expect(await changesAsked(desk)).toEqual([])
  await asks.getByRole('button', { name: 'Send now' }).click()
  await expect(asks.getByText(/Delivery already in progress/)).toBeVisible()
})

test('frozen subscriptions are remembered over a reload, and just these are resumed', async ({ page, desk }) => {
  await openTable(desk, '?text=Long+history&open=3414')
  await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click()
  await page.getByLabel('Remind me to resume on').fill('2031-05-06')
  await page.getByRole('button', { name: 'Pause 1 subscription' }).click()
  await page.getByRole('button', { name: 'Done' }).click()
  await page.goto(`${desk.origin}${path}`)
  const notice = page.getByRole('region', { name: 'Resume reminder' })
  await expect(notice).toContainText('Reminder to resume 1 subscription on May 6, 2031: Long history.')
  await notice.getByRole('button', { name: 'Resume 1 subscription' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Resume 1 subscription' }).click()
  await expect(page.getByText('1 subscription resumed.')).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(notice).toBeHidden()
  expect(await changesAsked(desk)).toHaveLength(2)
})

test('the buttons say which scope is missing before anything is refused', async ({ page, desk }) => {
  await desk.connect(demoKeys.readOnly)
  await desk.drawn()
  await desk.open(`${path}?open=3414`)
  const panel = page.getByRole('dialog', { name: 'Long history' })
  await expect(panel.getByText('The key lacks the scope subscription:write.')).toBeVisible()
  for (const name of ['Pause', 'Send test', 'End subscription']) {
    await expect(panel.getByRole('button', { name })).toBeDisabled()
  }
  expect(await changesAsked(desk)).toEqual([])
})

test('a key that tells no scopes is told by the first refusal, and then by the buttons', async ({ page, desk }) => {
  desk.expectComplaint(/403/)
  await desk.connect(demoKeys.secretiveReadOnly)
  await desk.drawn()
  await desk.open(`${path}?open=3414`)
  const panel = page.getByRole('dialog', { name: 'Long history' })
  await panel.getByRole('button', { name: 'End subscription' }).click()
  await page.getByRole('button', { name: 'End 1 subscription' }).click()
  await expect(page.getByText(/lacks the scope subscription:write/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(panel.getByRole('button', { name: 'End subscription' })).toBeDisabled()
})

test.describe('without the plan', () => {
  test.use({ demoOptions: { edition: 'old', subscriptions: 'unpaid' } })

  test('the server’s own words say what is missing', async ({ page, desk }) => {
    desk.expectComplaint(/402/)
    await visit(desk)
    await expect(page.getByRole('heading', { name: 'The plan of this organization does not include this.' })).toBeVisible()
    await expect(page.getByText(/^The server says: Subscriptions is part of the premium PostHog offering/)).toBeVisible()
  })
})

test.describe('a build without subscriptions', () => {
  test.use({ demoOptions: { edition: 'old', subscriptions: 'none' } })

  test('says that the server does not offer them', async ({ page, desk }) => {
    desk.expectComplaint(/404/)
    await visit(desk)
    await expect(page.getByText('This server does not offer this.')).toBeVisible()
  })
})

test('a project without any says that there are none, not that none match', async ({ page, desk }) => {
  await desk.exploreDemo()
  await desk.open('/project/3/subscriptions')
  await expect(page.getByRole('heading', { name: 'No subscriptions in this project' })).toBeVisible()
})

test('table, panel and dialog are accessible in either scheme and width', async ({ page, desk }) => {
  test.slow()
  await openTable(desk, '?problems=only&limit=25')
  expect(await faultsEverywhere(page), 'table').toEqual([])
  await desk.open(`${path}?text=Recipients+with+names&open=3205`)
  await expect(page.getByRole('table', { name: 'Next deliveries' })).toBeVisible()
  expect(await faultsEverywhere(page), 'panel').toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Send test' }).click()
  await expect(page.getByRole('dialog', { name: 'Send test deliveries' })).toBeVisible()
  expect(await faultsEverywhere(page), 'dialog').toEqual([])
})
