import type { Page } from '@playwright/test'
import { faultsInBothSchemes } from './accessibility.ts'
import { type Desk, demoKeys, expect, leafAndKettle, test } from './desk.ts'
import { addFilter } from './filters.ts'
import { ready, secondsOf } from './replay.ts'
import { editions } from '../demo/host/options.ts'

const withActivity = '/project/4/recordings?columns=start_time,person,duration,activity'

async function queries(desk: Desk): Promise<number> {
  return (await desk.calls()).filter(({ method, path }) => method === 'POST' && path.includes('/query/')).length
}

function strips(page: Page) {
  return page.getByRole('table', { name: 'Recordings' }).getByRole('link', { name: /^Activity: / })
}

test.use({ demoProject: leafAndKettle })

for (const edition of editions) {
  test.describe(`on a ${edition} server`, () => {
    test.use({ demoOptions: { edition } })

    test('what happened in the rows of a page takes one query, and none on a second visit', async ({ page, desk }) => {
      if (edition !== 'newest') desk.expectComplaint(/400|404/)
      await desk.exploreDemo()
      await expect(strips(page)).toHaveCount(50)
      const margaux = page.getByRole('row', { name: /Margaux Perrin/ }).first()
      await expect(
        margaux.getByRole('link', { name: /^Activity: 3 exceptions, 1 rage click.*Rage click: Place order/ }),
      ).toBeVisible()
      await desk.follow('/project/4/recordings?columns=person,rage_clicks,errors_after_click,failed_requests,exceptions')
      const cells = page
        .getByRole('row', { name: /Margaux Perrin/ })
        .first()
        .getByRole('cell')
      await expect(cells.nth(2)).toHaveText('1')
      await expect(cells.nth(3)).toHaveText('3')
      await expect(cells.nth(4)).toHaveText(edition === 'newest' ? '4' : '?') // no event tells of requests
      await expect(cells.nth(5)).toContainText('Error')
      expect(await queries(desk)).toBe(edition === 'newest' ? 1 : 2) // others refuse the table of counts once
      await page.reload()
      await expect(cells.nth(2)).toHaveText('1')
      await desk.quiet()
      expect(await queries(desk)).toBe(edition === 'newest' ? 1 : 2)
    })
  })
}

test('a click on the strip opens the recording at that second, a key press before its first problem', async ({ page, desk }) => {
  await desk.exploreDemo(withActivity)
  const piet = page.getByRole('row', { name: /Piet Okonkwo/ }).first()
  const strip = piet.getByRole('link', { name: /^Activity: / })
  await strip.hover({ position: { x: 60, y: 12 } })
  await expect(page.getByRole('tooltip')).toContainText(/^0:1[56] · (no|1) event/)
  await strip.click({ position: { x: 60, y: 12 } })
  await expect(page).toHaveURL(/\/recordings\/[^?]+\?t=1[56]/)
  await page.goBack()
  await expect(strip).toHaveAttribute('href', /\?t=\d+$/)
  await page.mouse.move(0, 0)
  await strip.focus()
  await expect(page.getByRole('tooltip')).toContainText('2 exceptions')
  const start = await strip.getAttribute('href')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`t=${start?.split('=')[1]}`))
})

test('without the column there is no query', async ({ page, desk }) => {
  await desk.exploreDemo('/project/4/recordings?columns=start_time,person,duration')
  await desk.drawn()
  await desk.loaded()
  expect(await queries(desk)).toBe(0)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Activity', exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(strips(page)).toHaveCount(50)
  expect(await queries(desk)).toBe(1)
})

test('on a phone, which shows no signals in rows, none are asked for', async ({ page, desk }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await desk.exploreDemo()
  await desk.loaded()
  expect(await queries(desk)).toBe(0)
})

test('a key without query:read is not asked for it, and a column that was chosen says so', async ({ page, desk }) => {
  const activity = page.getByRole('columnheader', { name: 'Activity' })
  await desk.connect(demoKeys.noQuery, { project: '4' })
  await desk.drawn()
  await expect(activity).toHaveCount(0)
  await page.reload()
  await desk.drawn()
  await desk.loaded()
  await expect(activity).toHaveCount(0)
  expect(await queries(desk)).toBe(0)
  desk.expectComplaint(/403/) // what the key may do is not known after a reload
  await desk.follow(withActivity)
  await expect(activity).toBeVisible()
  await expect(desk.table().getByRole('img', { name: /query:read/ })).toHaveCount(50)
})

test('a key that may lack query:read is tried once: refused, the table leaves the column out, also after a reload', async ({
  page,
  desk,
}) => {
  desk.expectComplaint(/403/)
  const activity = page.getByRole('columnheader', { name: 'Activity' })
  await desk.connect(demoKeys.noQuery, { project: '4' })
  await desk.drawn()
  await page.evaluate(() => {
    const settings = localStorage.getItem('replay-desk') ?? ''
    localStorage.setItem('replay-desk', settings.replace(/"sqlRefusedAt":\d+,?/, '')) // as earlier versions stored it
  })
  for (let visit = 1; visit <= 2; visit += 1) {
    await page.reload()
    await desk.drawn()
    await desk.loaded()
    await expect(activity).toHaveCount(0)
    expect(await queries(desk)).toBe(1)
  }
})

test('on the free plan, pages cost one query each', async ({ page, desk }) => {
  await desk.connect(demoKeys.freePlan, { project: '4' })
  await desk.drawn()
  await desk.follow(withActivity)
  await expect(strips(page)).toHaveCount(50)
  await page.getByRole('button', { name: 'Next page' }).click()
  await desk.drawn()
  await expect(strips(page)).toHaveCount(50)
  await expect.poll(() => queries(desk)).toBe(2)
  await page.getByRole('button', { name: 'Previous page' }).click()
  await desk.drawn()
  await expect(strips(page)).toHaveCount(50)
  await desk.quiet()
  expect(await queries(desk)).toBe(2)
})

test.describe('with fewer recordings', () => {
  test.use({ demoOptions: { count: 400 } })

  test('recordings are filtered and sorted by signals, over all pages and with one query', async ({ page, desk }) => {
    await desk.exploreDemo('/project/4/recordings?date_from=-30d&columns=start_time,person,rage_clicks,exceptions')
    await desk.drawn()
    await addFilter(page, 'Exception', 'card_declined')
    await expect(page.getByRole('button', { name: 'Remove filter: Exception contains card_declined' })).toBeVisible()
    // The demo host starts its SQL with the first query.
    await expect(page.getByRole('navigation', { name: 'Pagination' })).toContainText(/of \d+/, { timeout: 30_000 })
    await desk.drawn()
    const all = (await desk.rows()).length
    expect(all).toBeGreaterThan(3)
    const before = await queries(desk)
    await page.getByRole('columnheader', { name: 'Rage clicks' }).getByRole('button').click()
    await expect(page.getByText('Only recordings with rage clicks are listed.')).toBeVisible()
    await expect(page.getByText(/, most rage clicks first\.$/)).toBeVisible()
    await expect(page.getByRole('navigation', { name: 'Pagination' })).toContainText(/1–\d+ of \d+/)
    await desk.quiet()
    expect(await queries(desk)).toBeLessThanOrEqual(before + 2) // to find them, and for what the columns show
    await page.getByLabel('Sort by').selectOption({ label: 'Duration' })
    await expect(page.getByText('Sorted within each page only, because SQL found these recordings.')).toBeVisible()
  })
})

test.describe('on an old server', () => {
  test.use({ demoOptions: { edition: 'old', count: 300 } })

  test('what the server does not count is said, not applied', async ({ page, desk }) => {
    desk.expectComplaint(/400/)
    await desk.exploreDemo('/project/4/recordings?failed_requests=2&rage_clicks=1&date_from=-30d')
    await expect(page.getByText('Not applied because this server doesn’t support it: failed requests.')).toBeVisible({
      timeout: 30_000,
    })
    await desk.drawn()
    expect((await desk.rows()).length).toBeGreaterThan(1)
  })
})

test('a signal filter without query:read says what the key lacks, and the filter can be removed', async ({ page, desk }) => {
  desk.expectComplaint(/403/)
  await desk.connect(demoKeys.noQuery, { project: '4' })
  await desk.drawn()
  await desk.follow('/project/4/recordings?rage_clicks=1')
  await expect(page.getByText(/query:read/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Remove filter: At least 1 rage click' }).click()
  await desk.drawn()
})

test('a score has its reasons, and its weights are changed in a dialog and kept', async ({ page, desk }) => {
  await desk.exploreDemo('/project/4/recordings?limit=25')
  await desk.drawn()
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('button', { name: 'Show signals' }).click()
  const margaux = page.getByRole('row', { name: /Margaux Perrin/ }).first()
  await expect(margaux).toContainText(
    /27\s*3 exceptions, 3 errors after a click, 1 rage click on Place order, 4 failed requests, left on \/cart/,
    {
      timeout: 30_000,
    },
  )
  await page.getByRole('button', { name: 'Score weights…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Score weights' })
  await dialog.getByLabel('Exception', { exact: true }).fill('x')
  await expect(dialog.getByText('Enter a number from 0 to 100.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled()
  await dialog.getByLabel('Exception', { exact: true }).fill('0')
  await dialog.getByLabel('Rage click', { exact: true }).fill('50')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(margaux).toContainText(/63\s*1 rage click on Place order, 3 errors after a click/)
  await page.getByRole('columnheader', { name: 'Score' }).getByRole('button').click()
  await expect(page.getByText(/, highest score first\.$/)).toBeVisible()
  await expect(page.getByText('Only recordings with a score above 0 are listed.')).toBeVisible()
  const rows = desk.table().locator('tbody tr')
  await expect(rows.first()).toContainText(/Ruth Delgado.*1\d\d\s*2 rage clicks on Send the gift card/s)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('button', { name: 'Score weights…' }).click()
  await dialog.getByLabel('Rage click', { exact: true }).fill('0')
  await dialog.getByLabel('Dead click', { exact: true }).fill('0')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(rows.first()).toContainText(/13\s*3 errors after a click, 4 failed requests, left on/)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('button', { name: 'Score weights…' }).click()
  await dialog.getByLabel('Rage click', { exact: true }).fill('50')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(rows.first()).toContainText('Ruth Delgado')
  await page.reload()
  await expect(margaux).toContainText(/63\s*1 rage click/)
  expect(await faultsInBothSchemes(page, 'table')).toEqual([])
})

test('a recording that was found by an exception is watched from three seconds before it', async ({ page, desk }) => {
  await desk.exploreDemo('/project/4/recordings?exception=TypeError&date_from=-24h')
  const piet = page.getByRole('row', { name: /Piet Okonkwo/ }).first()
  await expect(piet).toBeVisible({ timeout: 30_000 })
  await piet.getByRole('link', { name: 'Piet Okonkwo' }).click()
  await page.getByRole('link', { name: 'Watch', exact: true }).click()
  await expect(page).toHaveURL(/\?t=\d+/)
  const at = Number(new URL(page.url()).searchParams.get('t'))
  expect(at).toBeGreaterThanOrEqual(17)
  expect(at).toBeLessThanOrEqual(24)
})

test('a recording that was found by a console message is watched from three seconds before it', async ({ page, desk }) => {
  await desk.exploreDemo('/project/4/recordings?console=TypeError&date_from=-24h')
  await desk.drawn()
  await page
    .getByRole('row', { name: /Piet Okonkwo/ })
    .first()
    .getByRole('link', { name: 'Piet Okonkwo' })
    .click()
  await page.getByRole('link', { name: 'Watch', exact: true }).click()
  await ready(page)
  await expect.poll(() => secondsOf(page)).toBeGreaterThanOrEqual(18)
})

test('where SQL is used up, the table is there at once, and the cells say what they wait for', async ({ desk }) => {
  desk.expectComplaint(/429/)
  await desk.connect(demoKeys.freePlan, { project: '4' })
  await desk.drawn()
  const init = {
    method: 'POST',
    headers: { authorization: `Bearer ${demoKeys.freePlan}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: { kind: 'HogQLQuery', query: 'select' } }),
  }
  const url = `${desk.demo.origin}/api/projects/4/query/`
  const answers = await Promise.all(Array.from({ length: 125 }, () => fetch(url, init)))
  const statuses = answers.map(({ status }) => status)
  expect(statuses).toContain(429)
  await desk.follow(`${withActivity}&offset=50`)
  await desk.drawn()
  await expect(desk.table().getByRole('img', { name: /^This key has reached its request limit\. It resets in/ })).toHaveCount(50)
})
