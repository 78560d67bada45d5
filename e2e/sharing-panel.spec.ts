import type { Page } from '@playwright/test'
import { faultsEverywhere } from './accessibility.ts'
import { type Desk, expect, test } from './desk.ts'
import { changeElsewhere, openPage, ordinaryId, publicLink, share, sharing, statusOf, truth } from './sharing.ts'

async function sharesOnItsPage(page: Page, desk: Desk, isNewest: boolean) {
  const context = page.context()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const id = await ordinaryId(desk)
  await openPage(page, desk, id)
  await expect(publicLink(page)).not.toBeChecked()
  await expect(sharing(page)).toContainText('Not public')
  expect(await sharing(page).innerText()).not.toContain('/shared/')

  await share(page)
  const first = await truth(desk, id)
  expect(first.enabled).toBe(true)
  await sharing(page).getByRole('button', { name: 'Copy public link' }).click()
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(copied).toBe(`${desk.demo.origin}/shared/${first.access_token}`)
  expect(await statusOf(desk, first.access_token)).toBe(200)
  await sharing(page).getByText('Embed code').click()
  await sharing(page).getByRole('button', { name: 'Copy embed code' }).click()
  const embedded = `${desk.demo.origin}/embedded/${first.access_token}`
  await expect.poll(copied).toBe(`<iframe src="${embedded}" width="100%" height="600" allowfullscreen></iframe>`)
  expect((await fetch(embedded)).status).toBe(200)
  const opening = context.waitForEvent('page')
  await sharing(page).getByRole('link', { name: 'Open public page' }).click()
  const opened = await opening
  await expect(opened.getByRole('heading', { level: 1, name: 'Session recording' })).toBeVisible()
  expect(opened.url()).toBe(`${desk.demo.origin}/shared/${first.access_token}`)
  await opened.close()

  await sharing(page).getByRole('button', { name: 'Turn off' }).click()
  await expect(sharing(page)).toContainText('no longer works')
  await expect(publicLink(page)).not.toBeChecked()
  expect(await sharing(page).innerText()).not.toContain('/shared/')
  expect(await statusOf(desk, first.access_token)).toBe(404)

  await sharing(page).getByRole('button', { name: 'Undo' }).click()
  await expect(publicLink(page)).toBeChecked()
  await expect(sharing(page)).toContainText(isNewest ? 'with a new link' : 'with the same link')
  const second = await truth(desk, id)
  expect(second.access_token === first.access_token).toBe(!isNewest)
  await expect(sharing(page).getByText(`/shared/${second.access_token}`, { exact: false }).first()).toBeVisible()
  expect(await statusOf(desk, first.access_token)).toBe(isNewest ? 404 : 200)

  const token = second.access_token
  await sharing(page).getByRole('button', { name: 'Check link' }).click()
  await expect(sharing(page)).toContainText('Link works, checked just now')
  expect(await statusOf(desk, token)).toBe(200)

  await sharing(page).getByRole('button', { name: 'Revoke permanently' }).click()
  await expect(sharing(page)).toContainText(
    isNewest ? 'can never be opened again' : 'This server can’t replace links: the same one returns',
  )
  expect(await statusOf(desk, token)).toBe(404)
  if (!isNewest)
    await sharing(page)
      .getByRole('button', { name: /^Check old link/ })
      .click()
  await expect(sharing(page)).toContainText('Link doesn’t work, checked just now')

  await share(page)
  expect(await statusOf(desk, token)).toBe(isNewest ? 404 : 200)
  if (!isNewest) await expect(sharing(page)).toContainText('with the same link')
}

async function sharesFromTable(page: Page, desk: Desk) {
  const id = await ordinaryId(desk)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Check rows in view for public links' }).check()
  await page.keyboard.press('Escape')
  const row = desk.table().locator(`tr[data-row="${id}"]`)
  await row.getByRole('link', { name: /^Not public/ }).click()
  await expect(sharing(page)).toBeFocused()
  await share(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect((await truth(desk, id)).enabled).toBe(true)
  await row.getByRole('link', { name: /^Public/ }).click()
  await expect(publicLink(page)).toBeChecked()
  await publicLink(page).click()
  await expect(publicLink(page)).not.toBeChecked()
  await page.keyboard.press('Escape')
  await expect(row.getByRole('link', { name: /^Not public/ })).toBeVisible()
  expect((await truth(desk, id)).enabled).toBe(false)
}

const titles = {
  table: 'a recording is made public and closed from the table',
  page: 'a recording is made public on its page, turned off, restored and revoked',
}

test('recordings are made public and closed, from the table and on their page', async ({ page, desk }) => {
  desk.expectComplaint(/40[134]/) // a dead link is refused
  await desk.exploreDemo()
  await test.step(titles.table, () => sharesFromTable(page, desk))
  await test.step(titles.page, () => sharesOnItsPage(page, desk, true))
})

test.describe('a documented server', () => {
  test.use({ demoOptions: { edition: 'documented' } })

  test(titles.page, async ({ page, desk }) => {
    desk.expectComplaint(/40[134]/) // the first request tries the other API root
    await desk.exploreDemo()
    await sharesOnItsPage(page, desk, false)
  })
})

async function rotates(page: Page, desk: Desk, id: string) {
  await openPage(page, desk, id)
  await share(page)
  const { access_token: old } = await truth(desk, id)
  await sharing(page).getByRole('button', { name: 'Rotate link' }).click()
  await expect(sharing(page)).toContainText('The old one works for 5 more minutes.')
  const { access_token: next } = await truth(desk, id)
  expect(next).not.toBe(old)
  expect([await statusOf(desk, old), await statusOf(desk, next)]).toEqual([200, 200])
  await sharing(page)
    .getByRole('button', { name: /^Check old link/ })
    .click()
  await expect(sharing(page)).toContainText('Link works, checked just now')
  await sharing(page).getByRole('button', { name: 'Cut off old link' }).click()
  await expect(sharing(page)).toContainText('now uses another new link')
  await expect(sharing(page)).toContainText('Link doesn’t work, checked just now')
  const { access_token: last, enabled } = await truth(desk, id)
  expect(enabled).toBe(true)
  expect([await statusOf(desk, old), await statusOf(desk, next), await statusOf(desk, last)]).toEqual([404, 404, 200])
  await expect(sharing(page)).toContainText(`/shared/${last}`)
}

async function revokesAfterRotating(page: Page, desk: Desk, id: string) {
  await openPage(page, desk, id)
  await share(page)
  const { access_token: old } = await truth(desk, id)
  await sharing(page).getByRole('button', { name: 'Rotate link' }).click()
  await sharing(page)
    .getByRole('button', { name: /^Check old link/ })
    .click()
  await expect(sharing(page)).toContainText('Link works, checked just now')
  const { access_token: next } = await truth(desk, id)
  await sharing(page).getByRole('button', { name: 'Revoke permanently' }).click()
  await expect(sharing(page).getByText('Link doesn’t work, checked just now')).toHaveCount(2)
  await expect(sharing(page)).toContainText('Not public')
  expect([await statusOf(desk, old), await statusOf(desk, next)]).toEqual([404, 404])
}

test('links are rotated, cut off and revoked', async ({ page, desk }) => {
  desk.expectComplaint(/40[134]/)
  await desk.exploreDemo()
  const id = await ordinaryId(desk)
  const other = await ordinaryId(desk, 10)
  await test.step('after rotating, the old link works for five minutes unless it is cut off', () => rotates(page, desk, id))
  await test.step('revoking right after rotating closes both links, and both are checked', () =>
    revokesAfterRotating(page, desk, other))
})

test.describe('a server of 2025', () => {
  test.use({ demoOptions: { edition: 'mid' } })

  test('keeps a replaced link working when it is cut off, and the panel says so', async ({ page, desk }) => {
    await desk.exploreDemo()
    const id = await ordinaryId(desk)
    await openPage(page, desk, id)
    await share(page)
    const { access_token: old } = await truth(desk, id)
    await sharing(page).getByRole('button', { name: 'Rotate link' }).click()
    await sharing(page).getByRole('button', { name: 'Cut off old link' }).click()
    await expect(sharing(page)).toContainText('Sharing was off for a moment. The link is unchanged.')
    await expect(sharing(page)).toContainText('This server keeps replaced links working for 5 minutes.')
    await expect(sharing(page).getByRole('button', { name: 'Cut off old link' })).toHaveCount(0)
    expect(await statusOf(desk, old)).toBe(200)
    await sharing(page).getByRole('button', { name: 'Turn off' }).click()
    await expect(sharing(page)).toContainText('a replaced link may work for a few more minutes')
    await expect(publicLink(page)).not.toBeChecked()
  })
})

test.describe('an old server', () => {
  test.use({ demoOptions: { edition: 'old' } })

  test('makes recordings public and closes them, from the table and on their page', async ({ page, desk }) => {
    desk.expectComplaint(/40[134]/)
    await desk.exploreDemo()
    await test.step(titles.table, () => sharesFromTable(page, desk))
    await test.step(titles.page, () => sharesOnItsPage(page, desk, false))
  })

  test('cannot rotate links, and the panel offers only what it supports', async ({ page, desk }) => {
    desk.expectComplaint(/404/)
    await desk.exploreDemo()
    const id = await ordinaryId(desk)
    await openPage(page, desk, id)
    await share(page)
    const before = await truth(desk, id)
    await sharing(page).getByRole('button', { name: 'Rotate link' }).click()
    await expect(sharing(page)).toContainText('too old to rotate links')
    await expect(sharing(page).getByRole('alert')).toHaveCount(0)
    await expect(sharing(page)).toContainText('This server can’t delete it')
    await expect(sharing(page)).toContainText('This server has no public page settings.')
    await expect(sharing(page).getByRole('switch', { name: 'Require a password' })).toHaveCount(0)
    expect(await truth(desk, id)).toEqual(before)
  })
})

async function savesSettings(page: Page, desk: Desk, id: string) {
  // Clicked, not checked: the pending value shows a moment after the click.
  const header = sharing(page).getByRole('checkbox', { name: 'Hide header' })
  const requests = sharing(page).getByRole('checkbox', { name: 'Show console and network requests' })
  await header.click()
  await expect(header).toBeChecked()
  await requests.click()
  await expect(requests).toBeChecked()
  await sharing(page).getByRole('radio', { name: 'Dark' }).click()
  await expect
    .poll(async () => (await truth(desk, id)).settings)
    .toEqual({ legend: true, noHeader: true, showInspector: true, theme: 'dark' })
  await header.click()
  await expect(header).not.toBeChecked()
  await expect.poll(async () => (await truth(desk, id)).settings).toMatchObject({ legend: true, noHeader: false, theme: 'dark' })
}

async function managesPasswords(page: Page, desk: Desk, id: string) {
  const { access_token: token } = await truth(desk, id)
  const unlock = async (password: string) =>
    (await fetch(`${desk.demo.origin}/shared/${token}`, { method: 'POST', body: JSON.stringify({ password }) })).status
  await sharing(page).getByRole('switch', { name: 'Require a password' }).click()
  await expect(sharing(page)).toContainText('nobody can open the link')
  await expect(sharing(page)).toContainText('Public with a password')

  await sharing(page).getByRole('button', { name: 'New password' }).click()
  const form = sharing(page).getByRole('form', { name: 'New password' })
  await form.getByLabel('Password').fill('short')
  await form.getByLabel('Note').fill('For the board')
  await form.getByRole('button', { name: 'Create password' }).click()
  await expect(form).toContainText('Use at least 8 characters')
  await form.getByLabel('Password').fill('long enough')
  await form.getByRole('button', { name: 'Create password' }).click()
  await expect(sharing(page).getByText('long enough', { exact: true })).toBeVisible()
  await expect(sharing(page)).toContainText('It won’t be shown again')
  await expect(sharing(page)).not.toContainText('nobody can open the link')
  expect(await unlock('long enough')).toBe(200)
  await sharing(page).getByRole('button', { name: 'Hide password' }).click()
  await expect(sharing(page)).not.toContainText('long enough')

  await sharing(page).getByRole('button', { name: 'New password' }).click()
  await form.getByRole('button', { name: 'Create password' }).click() // the server generates one
  await expect(sharing(page).getByRole('button', { name: 'Copy password' })).toBeVisible()
  await sharing(page).getByRole('button', { name: 'Check link' }).click()
  await expect(sharing(page)).toContainText('Can’t verify, checked just now. The link requires a password.')

  await page.reload()
  await page.getByRole('button', { name: /^(Share…|Public)/ }).click()
  const list = sharing(page).getByRole('list', { name: 'Passwords' })
  await expect(list.getByRole('listitem')).toHaveCount(2)
  await expect(sharing(page)).not.toContainText('long enough')
  await expect(sharing(page).getByRole('button', { name: 'Copy password' })).toHaveCount(0)
  const board = list.getByRole('listitem').filter({ hasText: 'For the board' })
  await board.getByRole('button', { name: 'Remove' }).click()
  await board.getByRole('button', { name: 'Remove password' }).click()
  await expect(list.getByRole('listitem')).toHaveCount(1)
  expect(await unlock('long enough')).toBe(401)
}

async function requestsWhenVisible(page: Page, desk: Desk, id: string) {
  await page.setViewportSize({ width: 1000, height: 500 })
  await desk.open(`/project/1/recordings/${id}`)
  await expect(page.getByRole('heading', { name: 'Raw JSON' })).toBeAttached()
  const sharingRequests = async () =>
    (await desk.calls()).filter(({ method, path }) => method === 'GET' && path.endsWith(`${id}/sharing/`))
  const before = (await sharingRequests()).length
  await expect(sharing(page)).toContainText('Loading sharing')
  expect((await sharingRequests()).length).toBe(before)
  await page.getByRole('button', { name: 'Share…' }).click()
  await expect(publicLink(page)).toBeInViewport()
  expect((await sharingRequests()).length).toBe(before + 1)
  await page.setViewportSize({ width: 1440, height: 900 })
}

test('the panel loads when visible, saves settings and manages passwords', async ({ page, desk }) => {
  desk.expectComplaint(/40[34]/)
  await desk.exploreDemo()
  const id = await ordinaryId(desk)
  await changeElsewhere(desk, id, { enabled: true, settings: { legend: true, noHeader: false } })
  await test.step('sharing is requested only when the section is visible', () => requestsWhenVisible(page, desk, id))
  await test.step('settings of the public page are saved one by one, and other settings stay', () =>
    savesSettings(page, desk, id))
  await test.step('passwords are created, shown once, and removed', () => managesPasswords(page, desk, id))
})

test('without storage sharing works, and a note says that nothing is logged', async ({ page, desk }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Blocked', 'SecurityError')
    }
  })
  await desk.exploreDemo()
  await openPage(page, desk, await ordinaryId(desk))
  await share(page)
  await expect(sharing(page).getByText('can’t save the activity log')).toBeVisible()
  await expect(publicLink(page)).toBeChecked()
})

test('sharing has no serious accessibility faults and fits on every screen, on or off', async ({ page, desk }) => {
  desk.expectComplaint(/40[134]/)
  await desk.exploreDemo()
  const id = await ordinaryId(desk)
  await desk.open(`/project/1/recordings?open=${id}#sharing`)
  await expect(publicLink(page)).toBeVisible()
  expect(await faultsEverywhere(page, '#sharing')).toEqual([])
  await share(page)
  await sharing(page).getByRole('button', { name: 'Rotate link' }).click()
  await sharing(page).getByRole('switch', { name: 'Require a password' }).click()
  await sharing(page).getByRole('button', { name: 'New password' }).click()
  await expect(sharing(page).getByRole('form', { name: 'New password' })).toBeVisible()
  expect(await faultsEverywhere(page, '#sharing')).toEqual([])
})
