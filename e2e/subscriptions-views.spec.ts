import { readFile } from 'node:fs/promises'
import ICAL from 'ical.js'
import { violations } from './accessibility.ts'
import { type Desk, expect, test } from './desk.ts'

const path = '/project/1/subscriptions'

async function openTab(desk: Desk, tab: string, more = '') {
  await desk.exploreDemo()
  await desk.open(`${path}?tab=${tab}${more}`)
}

for (const edition of ['old', 'newest'] as const) {
  test.describe(`edition ${edition}`, () => {
    test.use({ demoOptions: { edition } })

    test('the calendar is walked by keyboard, and its link opens the same day', async ({ page, desk }) => {
      await openTab(desk, 'calendar')
      const grid = page.getByRole('grid', { name: /^Deliveries in/ })
      await grid.getByRole('button', { name: /today/ }).focus()
      await page.keyboard.press('PageDown')
      await page.keyboard.press('Home')
      await page.keyboard.press('ArrowDown')
      const day = page.locator(':focus')
      await expect(day).toHaveAccessibleName(/^Monday/)
      const name = (await day.innerText()).split(',')[0] ?? ''
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
      const address = new URL(page.url())
      expect(address.searchParams.get('day')).toMatch(/^\d{4}-\d\d-\d\d$/)
      await desk.open(address.pathname + address.search)
      await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
    })

    test('a delivery of a day opens its subscription, and the agenda lists days', async ({ page, desk }) => {
      await openTab(desk, 'calendar')
      await page.getByRole('button', { name: 'Next month' }).click()
      await page
        .getByRole('button', { name: /, [1-9]\d* deliver/ })
        .nth(10) // the first ones may be of the month before
        .click()
      await page
        .getByRole('button', { name: /(Confirmed|Predicted)$/ })
        .first()
        .click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await page.keyboard.press('Escape')
      await page.getByText('Agenda', { exact: true }).click()
      await expect(page).toHaveURL(/view=agenda/)
      await expect.poll(() => page.getByRole('heading', { level: 2 }).count()).toBeGreaterThan(5)
    })

    test('a recipient leads to what it receives', async ({ page, desk }) => {
      await openTab(desk, 'recipients')
      await page.getByRole('table', { name: 'Recipients' }).getByTitle('Show its subscriptions').first().click()
      await expect(page).toHaveURL(/recipient=/)
      await expect(page.getByRole('table', { name: 'Subscriptions' })).toBeVisible()
    })

    test('problems stand by kind, the gravest first, and open their subscription', async ({ page, desk }) => {
      await openTab(desk, 'problems')
      await expect(page.getByRole('heading', { level: 2 }).first()).toContainText('Overdue')
      await page
        .getByRole('region', { name: /Overdue/ })
        .getByRole('button')
        .first()
        .click()
      await expect(page.getByRole('dialog')).toContainText('Overdue')
    })

    for (const [label, ending] of [
      ['Calendar (ICS)', 'ics'],
      ['CSV', 'csv'],
      ['JSON', 'json'],
    ] as const) {
      test(`what the filters leave is taken away as ${ending}`, async ({ page, desk }) => {
        await openTab(desk, 'list')
        await expect(page.getByRole('table', { name: 'Subscriptions' })).toBeVisible()
        await page.getByRole('button', { name: 'Export' }).click()
        await page.getByText(label, { exact: true }).click()
        const coming = page.waitForEvent('download')
        await page.getByRole('button', { name: 'Write the file' }).click()
        const text = await readFile(await (await coming).path(), 'utf8')
        if (ending === 'ics')
          expect(new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').length).toBeGreaterThan(50)
        if (ending === 'csv') expect(text.split('\r\n')[1]).toContain(desk.demo.origin)
        if (ending === 'json') {
          expect(JSON.parse(text)).toMatchObject({
            host: desk.demo.origin,
            time_zone: 'UTC',
            coverage: 'all of the project was read',
          })
        }
      })
    }
  })
}

for (const tab of ['calendar', 'recipients', 'problems']) {
  test(`nothing serious is wrong with ${tab} in either scheme and width`, async ({ page, desk }) => {
    await openTab(desk, tab)
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1440, 390]) {
        await page.emulateMedia({ colorScheme })
        await page.setViewportSize({ width, height: 844 })
        await expect(page.getByRole('heading', { level: 2 }).or(page.getByRole('table')).first()).toBeVisible()
        expect(await violations(page)).toEqual([])
      }
    }
  })
}
