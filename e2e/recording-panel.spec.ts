import { failures } from '../demo/data/failures.ts'
import { faultsEverywhere } from './accessibility.ts'
import { expect, test } from './desk.ts'
import { publicLink, sharing } from './sharing.ts'

const ordinary = failures.refusesToBeShared

test('Enter opens a row beside the table, Esc closes it and returns the focus', async ({ page, desk }) => {
  await desk.exploreDemo()
  const row = desk.table().locator('tbody tr:focus')
  await expect(async () => {
    await page.keyboard.press('j') // the table's shortcuts load after its rows
    expect(await row.count()).toBe(1)
  }).toPass()
  const id = await row.getAttribute('data-row')
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog')
  await expect(panel.getByRole('heading').first()).toBeFocused()
  await expect(panel.getByText(id ?? '')).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`open=${id}`))
  for (let press = 0; press < 30; press += 1) {
    await page.keyboard.press('Tab')
    expect(await panel.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  }
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(desk.table().locator('tbody tr:focus')).toHaveAttribute('data-row', id ?? '')
})

test('buttons and keys move between recordings and keep the focus', async ({ page, desk }) => {
  await desk.exploreDemo()
  const ids = await desk
    .table()
    .locator('tbody tr[data-row]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-row')))
  await desk.follow(`/project/1/recordings?open=${ids[0]}`)
  const panel = page.getByRole('dialog')
  const shows = async (id: string | null | undefined) => {
    await expect(page).toHaveURL(new RegExp(`open=${id}`))
    await expect(desk.table().locator('tr[data-open]')).toHaveAttribute('data-row', id ?? '') // keys apply to the rendered row
  }
  const next = panel.getByRole('button', { name: 'Next recording' })
  await expect(panel.getByRole('button', { name: 'Previous recording' })).toHaveAttribute('aria-disabled', 'true')
  await next.click()
  await shows(ids[1])
  await expect(next).toBeFocused()
  await page.keyboard.press('j')
  await shows(ids[2])
  await panel.getByRole('button', { name: 'Copy link', exact: true }).focus() // disappears with its recording
  await page.keyboard.press('k')
  await shows(ids[1])
  await expect(panel.getByRole('heading').first()).toBeFocused()
  await page.keyboard.press('k')
  await shows(ids[0])
})

test('typing in the property search does not move between recordings', async ({ page, desk }) => {
  await desk.exploreDemo(`/project/1/recordings?date_from=-30d`)
  await desk.drawn()
  for (const id of await desk
    .table()
    .locator('tbody tr[data-row]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-row')))) {
    await desk.follow(`/project/1/recordings?date_from=-30d&open=${id}`)
    await expect(page.getByRole('dialog').getByText(id ?? '')).toBeVisible()
    await expect(page.getByRole('dialog').getByText('Started')).toHaveCount(2)
    if ((await page.getByRole('searchbox', { name: 'Search properties' }).count()) > 0) break
  }
  const address = page.url()
  await page.getByRole('searchbox', { name: 'Search properties' }).pressSequentially('jkjk')
  expect(page.url()).toBe(address)
})

test('a click outside closes it, and its page links back to the same table', async ({ page, desk }) => {
  await desk.exploreDemo(`/project/1/recordings?limit=25&order=duration&open=${ordinary.id}`)
  const panel = page.getByRole('dialog', { name: ordinary.title })
  await expect(panel).toBeVisible()
  await page.mouse.click(300, 500)
  await expect(panel).toHaveCount(0)
  await page.goBack()
  await panel.getByRole('link', { name: 'Open as page' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(ordinary.title)
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Recordings' }).click()
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ limit: '25', order: 'duration' })
  await expect(panel).toHaveCount(0)
})

test('coming back to a table brings its place and its row, and asks nothing again', async ({ page, desk }) => {
  const inRow = (id: string) => page.locator(`tr[data-row="${id}"]`)
  const place = (id: string) => inRow(id).evaluate((row) => row.getBoundingClientRect().top)
  const lists = async () => (await desk.calls()).filter(({ path }) => path.includes('recordings/?')).length
  async function openFarRow(): Promise<[id: string, top: number]> {
    const row = page.locator('main tr[data-row]').nth(32)
    await row.scrollIntoViewIfNeeded()
    await row.locator('a').first().click()
    const id = (await row.getAttribute('data-row')) ?? ''
    await expect(page.getByRole('dialog').getByRole('heading').first()).toBeFocused()
    return [id, await place(id)]
  }
  const isBack = async ([id, top]: [string, number]) => {
    await expect(inRow(id)).toBeFocused()
    expect(await place(id)).toBe(top)
  }
  await desk.exploreDemo('/project/1/recordings?limit=100')
  await desk.drawn()
  const row = await openFarRow()
  const nextId = (await inRow(row[0]).evaluate((one) => one.nextElementSibling?.getAttribute('data-row'))) ?? ''
  const next: [string, number] = [nextId, await place(nextId)]
  await test.step('from the panel, to the row it showed last', async () => {
    await page.keyboard.press('j')
    await expect(page.getByRole('link', { name: 'Open as page' })).toHaveAttribute('href', new RegExp(next[0]))
    await page.keyboard.press('Escape')
    await isBack(next)
  })
  const before = await lists()
  await test.step('from a page, by Back in the browser', async () => {
    await inRow(row[0]).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Watch', exact: true }).click()
    await page.getByRole('navigation', { name: 'Breadcrumb' }).waitFor()
    await page.goBack()
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await isBack(row)
  })
  await test.step('from the next page, by its link', async () => {
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Open as page' }).click()
    await page.getByRole('button', { name: 'Next recording' }).click()
    await expect(page).toHaveURL(new RegExp(`/${next[0]}`))
    await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Recordings' }).click()
    await isBack(next)
    expect(await lists()).toBe(before)
  })
  await test.step('to the filters of subscriptions too', async () => {
    await desk.follow('/project/1/subscriptions?limit=100&order=title')
    await expect(page.getByRole('table', { name: 'Subscriptions' })).toHaveAttribute('aria-busy', 'false')
    const subscription = await openFarRow()
    await page.getByRole('link', { name: 'Open as page' }).click()
    await page.getByRole('main').getByRole('link', { name: 'Subscriptions', exact: true }).click()
    await isBack(subscription)
    await expect(page).toHaveURL(/subscriptions\?limit=100&order=title$/)
  })
})

test('“Share…” goes to its section once that has loaded', async ({ page, desk }) => {
  let release = () => {}
  const isReleased = new Promise<void>((resolve) => (release = resolve))
  await desk.exploreDemo()
  await page.route(/\/assets\/.*\.js$/, async (route) => {
    const response = await route.fetch()
    if ((await response.text()).includes('Loading sharing')) await isReleased
    await route.fulfill({ response })
  })
  await desk.follow(`/project/1/recordings?open=${ordinary.id}`)
  await page.getByRole('dialog').getByRole('button', { name: 'Share…' }).click()
  await expect(sharing(page)).toHaveCount(0)
  release()
  await expect(sharing(page)).toBeFocused()
  await expect(publicLink(page)).toBeInViewport()
})

test('marking as viewed in the panel updates the table', async ({ page, desk }) => {
  await desk.exploreDemo(`/project/1/recordings?open=${ordinary.id}`)
  const panel = page.getByRole('dialog', { name: ordinary.title })
  const row = desk.table().getByRole('row', { name: ordinary.title })
  await expect(row).toBeVisible()
  const before = (await desk.calls()).filter(({ path }) => path.includes('/?')).length
  await panel.getByRole('button', { name: 'Mark as viewed' }).click()
  await expect(panel.getByRole('button', { name: 'Viewed' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(row).toContainText('Viewed')
  expect((await desk.calls()).filter(({ path }) => path.includes('/?'))).toHaveLength(before)
})

test('explains errors in the panel, which still closes with Esc', async ({ page, desk }) => {
  desk.expectComplaint(/404|500/)
  await desk.exploreDemo('/project/1/recordings?open=nowhere')
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('This project has no recording with this ID.')
  await desk.follow(`/project/1/recordings?open=${failures.breaksOnce.id}`)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('dialog', { name: failures.breaksOnce.title })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('the panel is accessible and fits', async ({ page, desk }) => {
  await desk.exploreDemo(`/project/1/recordings?open=${ordinary.id}`)
  const panel = page.getByRole('dialog', { name: ordinary.title })
  await expect(panel.getByText('Started').first()).toBeVisible()
  expect(await faultsEverywhere(page, '[role=dialog]')).toEqual([])
  expect((await panel.boundingBox())?.width).toBe(560)
  await page.setViewportSize({ width: 390, height: 844 })
  await expect.poll(async () => (await panel.boundingBox())?.width).toBe(390)
})
