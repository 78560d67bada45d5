import type { Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import ICAL from 'ical.js'
import { faultsEverywhere } from './accessibility.ts'
import { type Desk, demoKeys, expect, test } from './desk.ts'
import { changeRequests, listRequests, openTable, path, tableOf, visit } from './subscriptions.ts'

async function titles(page: Page): Promise<string[]> {
  await expect(tableOf(page)).toHaveAttribute('aria-busy', 'false')
  return tableOf(page).locator('tbody tr a[data-row-link]').allInnerTexts()
}

async function listsAll(page: Page, desk: Desk) {
  await page.getByRole('link', { name: 'Subscriptions' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Subscriptions' })).toBeVisible()
  await expect(page.getByText(/^140 subscriptions: /)).toBeVisible()
  await expect(page.getByText('1–50 of 140')).toBeVisible()
  const row = tableOf(page).getByRole('row', { name: /Overdue for three days/ })
  await expect(row).toContainText('Every day at 9:00 AM UTC')
  await expect(row).toContainText('Overdue')
  expect((await listRequests(desk)).map((parameters) => parameters.get('offset'))).toEqual(['0', '100'])
  await page.getByLabel('Search subscriptions').fill('overdue for')
  await expect(page.getByText('1–3 of 3')).toBeVisible()
}

async function narrows(page: Page) {
  await page.getByLabel('Search subscriptions').fill('overdue for')
  await expect(page.getByText('1–3 of 3')).toBeVisible()
  await page.getByRole('combobox', { name: 'State' }).selectOption('overdue')
  await page.getByRole('button', { name: 'Title' }).click()
  const shown = await titles(page)
  expect(shown.map((title) => title.replace(/…$/, ''))).toEqual([
    'Overdue for a year',
    'Overdue for an hour',
    'Overdue for three days',
  ])
  expect(new URL(page.url()).search).toBe('?text=overdue+for&state=overdue&order=title')
  await page.reload()
  await expect.poll(() => titles(page)).toEqual(shown)
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(page.getByText('1–50 of 140')).toBeVisible()
}

async function pagesFollowTheUrl(page: Page, desk: Desk) {
  await desk.follow(`${path}?limit=25`)
  await expect(tableOf(page)).toHaveAttribute('aria-busy', 'false')
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
}

test('all subscriptions are listed, filtered and paged', async ({ page, desk }) => {
  await desk.exploreDemo()
  await test.step('all are listed and searched', () => listsAll(page, desk))
  await page.getByLabel('Search subscriptions').fill('')
  await expect(page.getByText('1–50 of 140')).toBeVisible()
  await test.step('filters narrow the list, and a link opens the same view', () => narrows(page))
  await test.step('paging follows the URL, even before it is drawn', () => pagesFollowTheUrl(page, desk))
  await test.step('an empty project says that it has no subscriptions', async () => {
    await desk.follow('/project/3/subscriptions')
    await expect(page.getByRole('heading', { name: 'No subscriptions in this project' })).toBeVisible()
  })
})

test.describe('a documented server', () => {
  test.use({ demoOptions: { edition: 'documented' } })

  test('lists all subscriptions', async ({ page, desk }) => {
    desk.expectComplaint(/404/) // requests /api/projects/ first
    await desk.exploreDemo()
    await listsAll(page, desk)
  })
})

test.describe('a server of 2025', () => {
  test.use({ demoOptions: { edition: 'mid' } })

  test('lists all subscriptions', async ({ page, desk }) => {
    await desk.exploreDemo()
    await listsAll(page, desk)
  })
})

test('a subscription shows its schedule, next deliveries, recipients and problems', async ({ page, desk }) => {
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

  test('lists all, explains it at the button, has no history, and can still end subscriptions', async ({ page, desk }) => {
    await desk.exploreDemo()
    await test.step('all are listed and searched', () => listsAll(page, desk))
    await desk.follow(`${path}?open=3401`)
    const panel = page.getByRole('dialog')
    await expect(panel.getByRole('button', { name: 'Pause' })).toBeDisabled()
    await expect(panel.getByText('This server can’t pause subscriptions.')).toBeVisible()
    desk.expectComplaint(/404/)
    await panel.getByText('Delivery history').click()
    await expect(panel.getByText('No history on this server.')).toBeVisible()
    await panel.getByRole('button', { name: 'End subscription' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'Ended “' })).toBeVisible()
  })
})

async function sendsTest(page: Page, desk: Desk) {
  await openTable(desk, '?open=3004')
  await page.getByRole('dialog').getByRole('button', { name: 'Send test' }).click()
  const dialog = page.getByRole('dialog', { name: 'Send test deliveries' })
  await expect(dialog.getByRole('group')).toContainText('@')
  expect(await changeRequests(desk)).toEqual([])
  await dialog.getByRole('button', { name: 'Send now' }).click()
  await expect(dialog.getByText(/Delivery already in progress/)).toBeVisible()
}

async function pauses(page: Page, desk: Desk) {
  await desk.open(`${path}?text=Long+history&open=3414`)
  const panel = page.getByRole('dialog', { name: 'Long history' })
  await panel.getByRole('button', { name: 'Pause' }).click()
  const toast = page.getByRole('alert').filter({ hasText: '“Long history”' })
  await expect(toast).toContainText(/^Paused .* Resuming immediately sends one delivery to \d+ recipients?\./)
  await expect(panel.getByText('None while paused.')).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Resume' })).toBeFocused()
  await toast.getByRole('button', { name: 'Undo and send now' }).click()
  await expect(toast).toContainText('Resumed “Long history”')
  await panel.getByRole('button', { name: 'Pause' }).click()
  await panel.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByText(/immediately sends one delivery to all recipients/)).toBeVisible()
  await page.getByRole('button', { name: 'Resume 1 subscription' }).click()
  await expect(page.getByText('1 subscription resumed.')).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(panel.getByRole('button', { name: 'Pause' })).toBeEnabled()
}

async function reminds(page: Page, desk: Desk) {
  const before = (await changeRequests(desk)).length
  await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click()
  await page.getByLabel('Remind me to resume on').fill('2031-05-06')
  await page.goto(`${desk.origin}${path}`)
  const notice = page.getByRole('region', { name: 'Resume reminder' })
  await expect(notice).toContainText('Reminder to resume 1 subscription on May 6, 2031: Long history.')
  await notice.getByRole('button', { name: 'Resume 1 subscription' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Resume 1 subscription' }).click()
  await expect(page.getByText('1 subscription resumed.')).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(notice).toBeHidden()
  expect(await changeRequests(desk)).toHaveLength(before + 2)
}

async function pausesMany(page: Page, desk: Desk) {
  await desk.open(`${path}?text=pause&state=active`)
  await expect(page.getByText('1–2 of 2')).toBeVisible()
  await page.getByLabel('Select this page').check()
  await page.getByRole('toolbar').getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('button', { name: 'Pause 2 subscriptions' }).click()
  await expect(page.getByText('2 subscriptions failed.')).toBeVisible()
  const outcomes = page.getByRole('list', { name: 'Outcomes' })
  await expect(outcomes.getByRole('listitem').filter({ hasText: 'Refuses to be paused' })).toContainText('Server message:')
  await expect(outcomes.getByRole('listitem').filter({ hasText: 'Fails to pause' })).toContainText('The server failed (500).')
  const before = (await changeRequests(desk)).length
  await page.getByRole('button', { name: 'Retry 2 subscriptions' }).click()
  await expect.poll(async () => (await changeRequests(desk)).length).toBe(before + 2)
}

test('tests, pauses and reminders, one by one and for many', async ({ page, desk }) => {
  desk.expectComplaint(/403|409|500/)
  await test.step('a test lists all recipients, and a refusal gives the reason', () => sendsTest(page, desk))
  await test.step('pausing shows the result, and resuming warns about an immediate delivery', () => pauses(page, desk))
  await test.step('a resume reminder survives a reload and resumes exactly its subscriptions', () => reminds(page, desk))
  await test.step('pausing many shows each result, and a retry covers only failed ones', () => pausesMany(page, desk))
})

test('ending can be undone, ended subscriptions can be shown, and both actions are in the activity log', async ({
  page,
  desk,
}) => {
  await openTable(desk, '?text=Daily+basket+size')
  await page.getByLabel('Select this page').check()
  await page.getByRole('toolbar').getByRole('button', { name: 'End subscription' }).click()
  const toast = page.getByRole('alert').filter({ hasText: '“Daily basket size”' })
  await expect(toast).toContainText('Ended')
  await toast.getByRole('button', { name: 'Undo' }).click()
  await expect(toast).toContainText('Brought back')
  await page.getByRole('button', { name: 'Clear selection' }).click()
  await expect(tableOf(page).getByRole('row', { name: /Daily basket size/ })).toContainText('Active')
  await page.getByLabel('Show ended').check()
  await page.getByRole('combobox', { name: 'State' }).selectOption('deleted')
  await page.getByLabel('Search subscriptions').fill('')
  await expect(page.getByText('1–3 of 3')).toBeVisible()
  await desk.follow('/project/1/activity-log')
  const entries = page.getByRole('table', { name: 'Activity log' }).locator('tbody tr')
  await expect(entries).toHaveCount(2)
  await expect(entries.nth(0)).toContainText(/Daily basket size/)
  await expect(entries.nth(1)).toContainText(/Daily basket size/)
})

test('buttons name the missing scope before a request fails', async ({ page, desk }) => {
  await desk.connect(demoKeys.readOnly)
  await desk.drawn()
  await desk.follow(`${path}?open=3414`)
  const panel = page.getByRole('dialog', { name: 'Long history' })
  await expect(panel.getByText('The key lacks the scope subscription:write.')).toBeVisible()
  for (const name of ['Pause', 'Send test', 'End subscription']) {
    await expect(panel.getByRole('button', { name })).toBeDisabled()
  }
  expect(await changeRequests(desk)).toEqual([])
})

test('buttons of an AI report name the scope that it needs besides', async ({ page, desk }) => {
  await desk.connect(demoKeys.noQuery)
  await desk.drawn()
  await desk.follow(`${path}?open=3415`)
  const panel = page.getByRole('dialog')
  await expect(panel.getByText('The key lacks the scope query:read, which AI reports need.')).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Send test' })).toBeDisabled()
  await expect(panel.getByRole('button', { name: 'End subscription' })).toBeDisabled()
  await expect(panel.getByRole('button', { name: 'Pause' })).toBeEnabled()
  await desk.follow(`${path}?open=3414`)
  await expect(page.getByRole('dialog', { name: 'Long history' }).getByRole('button', { name: 'Send test' })).toBeEnabled()
})

test('a key with unknown scopes is explained by the first refusal, then by the buttons', async ({ page, desk }) => {
  desk.expectComplaint(/403/)
  await desk.connect(demoKeys.secretiveReadOnly)
  await desk.drawn()
  await desk.follow(`${path}?open=3414`)
  const panel = page.getByRole('dialog', { name: 'Long history' })
  await panel.getByRole('button', { name: 'End subscription' }).click()
  await expect(page.getByRole('alert')).toContainText(/lacks the scope subscription:write/)
  await expect(panel.getByRole('button', { name: 'End subscription' })).toBeDisabled()
})

test.describe('without the plan', () => {
  test.use({ demoOptions: { edition: 'old', subscriptions: 'unpaid' } })

  test('the server’s message explains what is missing', async ({ page, desk }) => {
    desk.expectComplaint(/402/)
    await visit(desk)
    await expect(page.getByRole('heading', { name: 'Your organization’s plan doesn’t include this.' })).toBeVisible()
    await expect(page.getByText(/^Server message: Subscriptions is part of the premium PostHog offering/)).toBeVisible()
  })
})

test.describe('a build without subscriptions', () => {
  test.use({ demoOptions: { edition: 'old', subscriptions: 'none' } })

  test('explains that the server doesn’t offer them', async ({ page, desk }) => {
    desk.expectComplaint(/404/)
    await visit(desk)
    await expect(page.getByText('This server doesn’t support this.')).toBeVisible()
  })
})

test('table, panel and dialog are accessible in both color schemes and widths', async ({ page, desk }) => {
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
