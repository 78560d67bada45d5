import type { Page } from '@playwright/test'
import { failures } from '../demo/data/failures.ts'
import { type Desk, expect, test, withOwnWorker } from './desk.ts'
import { choose, opens, openShare, openShares, sharesTable, scanEnded, shownIds, startScan, truth } from './shareTable.ts'
import { changeElsewhere } from './sharing.ts'

/** Shows all public recordings on one page and selects some. */
async function chooseAll(desk: Desk, ids: readonly string[]) {
  const { page } = desk
  await desk.follow('/project/1/sharing?limit=200')
  for (const id of ids)
    await sharesTable(page)
      .getByRole('checkbox', { name: `Select recording ${id}` })
      .check()
  await expect(page.getByRole('toolbar', { name: 'Selected recordings' })).toContainText(`${ids.length} selected`)
}

async function turnsOffAndUndoes(page: Page, desk: Desk, drops: boolean) {
  const { recordingId, token } = (await openShares(desk)).at(-1) ?? (await openShare(desk))
  await page.getByRole('radio', { name: /^Public/ }).click()
  await choose(page, recordingId)
  await page.getByRole('button', { name: 'Turn off' }).click()
  const toast = page.getByRole('alert').filter({ hasText: '1 public link turned o' })
  await expect(toast).toContainText('1 public link turned off')
  expect(await opens(desk, token)).toBe(false)
  await toast.getByRole('button', { name: 'Undo' }).click()
  await expect(drops ? page.getByRole('dialog') : toast).toContainText(
    drops ? 'creates a new link each time' : '1 public link turned on again',
  )
  expect(await opens(desk, token)).toBe(!drops)
  expect((await truth(desk)).some((share) => share.recordingId === recordingId)).toBe(!drops)
  if (drops) await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
  await expect(sharesTable(page).getByRole('checkbox', { name: `Select recording ${recordingId}` })).toHaveCount(drops ? 0 : 1)
}

async function revokes(page: Page, desk: Desk, drops: boolean) {
  const open = (await openShares(desk)).slice(0, 3)
  for (const { token } of open) expect(await opens(desk, token)).toBe(true)
  const ids = open.map(({ recordingId }) => recordingId)
  await chooseAll(desk, [...ids, failures.cannotBeSwitchedOff.id, failures.viewerOnly.id])
  await page.getByRole('button', { name: 'Revoke permanently' }).click()
  const dialog = page.getByRole('dialog', { name: 'Revoke public links permanently' })
  await expect(dialog).toContainText('Revoke 5 public links permanently?')
  const list = dialog.getByRole('list', { name: 'Affected links' })
  await expect(list.getByRole('listitem')).toHaveCount(5)
  await expect(list).toContainText(open[0]?.token.slice(-10) ?? 'a link')
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await dialog.getByRole('button', { name: 'Revoke 5 public links' }).click()
  const counts = dialog.getByText(`5 public links: 3 ${drops ? 'revoked' : 'turned off, not deleted'}, 2 failed`)
  await expect(counts).toBeVisible()
  await expect(dialog).toContainText('Your role can view this recording')
  const returns = dialog.getByText('This server can’t replace links: the same one returns if sharing is turned on again.')
  await expect(returns).toHaveCount(drops ? 0 : 3)
  for (const place of [0, 1]) await expect(dialog.getByRole('listitem').nth(place)).toContainText('Failed')
  for (const { token } of open) expect(await opens(desk, token)).toBe(false)
  const refused = async () =>
    (await desk.calls()).filter(({ method, status }) => method === 'PATCH' && (status === 403 || status === 500)).length
  const before = await refused()
  await dialog.getByRole('button', { name: 'Retry 2 public links' }).click()
  await expect.poll(refused).toBe(before + 2)
  await expect(counts).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText(`${(await truth(desk)).length} recordings are public`)).toBeVisible()
  const shown = await shownIds(page)
  expect(ids.filter((id) => shown.includes(id))).toEqual([])
  await page.getByRole('radio', { name: /^No longer public 3$/ }).click()
  await expect.poll(async () => (await shownIds(page)).toSorted()).toEqual(ids.toSorted())
  // The demo host agrees with what the dialog said.
  for (const { recordingId, token } of open.slice(0, 1)) {
    const again = await changeElsewhere(desk, recordingId, { enabled: true })
    expect(again.access_token === token).toBe(!drops)
    expect(await opens(desk, token)).toBe(!drops)
  }
}

for (const edition of ['newest', 'old'] as const) {
  const drops = edition === 'newest'

  test.describe(`edition ${edition}`, () => {
    test.use({ demoOptions: { edition, count: 120 } })

    test(`links are revoked permanently, or turned off and on again (${edition})`, async ({ page, desk }) => {
      desk.expectComplaint(/40[0-4]|500/)
      await desk.exploreDemo()
      await startScan(page)
      await scanEnded(page)
      await test.step('links are revoked permanently one by one; failures have a reason and can be retried', () =>
        revokes(page, desk, drops))
      const title = drops ? 'cannot be undone if the server creates a new link' : 'is undone with the same link'
      await test.step(`turning off ${title}`, () => turnsOffAndUndoes(page, desk, drops))
    })
  })
}

test.describe('a small shop', () => {
  test.use({ demoOptions: { count: 120 } })

  test('revoking goes on in the corner, and what a closed tab left of it is resumed by the next one', async ({
    page,
    desk,
    context,
  }) => {
    desk.expectComplaint(/Failed to load resource/)
    await withOwnWorker(page)
    await desk.exploreDemo()
    await startScan(page)
    await scanEnded(page)
    const open = (await openShares(desk)).slice(0, 2)
    await chooseAll(
      desk,
      open.map(({ recordingId }) => recordingId),
    )
    await page.route('**/sharing/**', (route) => (route.request().method() === 'PATCH' ? route.abort() : route.continue()))
    await page.getByRole('button', { name: 'Revoke permanently' }).click()
    await page.getByRole('button', { name: 'Revoke 2 public links' }).click()
    await expect(page.getByText(/^Paused: /)).toBeVisible()
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'Subscriptions' }).click()
    await expect(page.getByRole('complementary', { name: 'Background job: Revoking 2 public links' })).toContainText('0 of 2')
    const next = await context.newPage()
    await page.close()
    await next.goto(`${desk.origin}/project/1/sharing?limit=200`)
    const card = next.getByRole('complementary', { name: 'Interrupted job: Revoking 2 public links' })
    await expect(card).toContainText('2 of 2 left.')
    await card.getByRole('button', { name: 'Resume' }).click()
    await expect(next.getByText('2 public links revoked.')).toBeVisible()
    for (const { token } of open) expect(await opens(desk, token)).toBe(false)
    await next.getByRole('button', { name: 'Done' }).click()
    await expect(next.getByText(`${(await truth(desk)).length} recordings are public`)).toBeVisible()
  })

  test('a password is required for several links; what the plan or the server refuses is shown in its row', async ({
    page,
    desk,
  }) => {
    desk.expectComplaint(/40[034]|500/)
    await desk.exploreDemo()
    await startScan(page)
    await scanEnded(page)
    const { recordingId } = await openShare(desk)
    await chooseAll(desk, [recordingId, failures.passwordNeedsPlan.id])
    await page.getByRole('button', { name: 'Require password' }).click()
    const asking = page.getByRole('dialog', { name: 'Require password' })
    await expect(asking).toContainText('nobody can open its link')
    await asking.getByRole('button', { name: 'Require password for 2 public links' }).click()
    await expect(asking.getByText('2 public links: 1 password-protected, 1 failed')).toBeVisible()
    await expect(asking).toContainText('Your organization’s plan doesn’t include passwords for shared links.')
    await asking.getByRole('button', { name: 'Done' }).click()
    await choose(page, recordingId)
    await expect(sharesTable(page).getByRole('cell', { name: 'Required' })).toBeVisible()
    const now = new Map((await truth(desk)).map((share) => [share.recordingId, share.passwordRequired]))
    expect([now.get(recordingId), now.get(failures.passwordNeedsPlan.id)]).toEqual([true, false])

    await page.getByRole('button', { name: 'Clear selection' }).click()
    await choose(page, failures.staysOn.id)
    await page.getByRole('button', { name: 'Turn off' }).click()
    const closing = page.getByRole('dialog', { name: 'Turn off public links' })
    await expect(closing.getByText('1 public link failed')).toBeVisible()
    await expect(closing).toContainText('The server left the link on.')
    await closing.getByRole('button', { name: 'Done' }).click()
    await expect(sharesTable(page).getByRole('checkbox', { name: `Select recording ${failures.staysOn.id}` })).toBeVisible()
  })
})
