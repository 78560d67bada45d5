import { failures } from '../demo/failures.ts'
import { expect, test } from './desk.ts'
import { choose, isOdd, opens, register, scanEnded, shownIds, startScan, truth } from './register.ts'

test('links are revoked for good one by one; what fails says why and can be tried again', async ({ page, desk }) => {
  desk.expectComplaint(/40[034]|500/)
  await desk.exploreDemo()
  await startScan(page)
  await scanEnded(page)
  const open = (await truth(desk))
    .filter(({ recordingId, passwordRequired }) => !isOdd(recordingId) && !passwordRequired)
    .slice(0, 3)
  for (const { token } of open) expect(await opens(desk, token)).toBe(true)
  await page.goto(`${desk.origin}/project/1/sharing?limit=200`)
  const wanted = [...open.map(({ recordingId }) => recordingId), failures.cannotBeSwitchedOff.id, failures.viewerOnly.id]
  for (const id of wanted)
    await register(page)
      .getByRole('checkbox', { name: `Select recording ${id}` })
      .check()
  await expect(page.getByRole('toolbar', { name: 'Selected recordings' })).toContainText('5 selected')
  await page.getByRole('button', { name: 'Revoke for good' }).click()
  const dialog = page.getByRole('dialog', { name: 'Revoke public links for good' })
  await expect(dialog).toContainText('Revoke 5 public links for good?')
  const list = dialog.getByRole('list', { name: 'Links that this is about' })
  await expect(list.getByRole('listitem')).toHaveCount(5)
  await expect(list).toContainText(open[0]?.token.slice(-10) ?? 'a link')
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await dialog.getByRole('button', { name: 'Revoke 5 public links' }).click()
  await expect(dialog.getByText('5 public links: 3 revoked, 2 failed.')).toBeVisible()
  await expect(dialog).toContainText('Your role lets you look at this recording')
  for (const place of [0, 1]) await expect(dialog.getByRole('listitem').nth(place)).toContainText('Failed')
  for (const { token } of open) expect(await opens(desk, token)).toBe(false)
  const refused = () =>
    desk.calls().then((calls) => calls.filter(({ method, status }) => method === 'PATCH' && status >= 400).length)
  const before = await refused()
  await dialog.getByRole('button', { name: 'Try 2 public links again' }).click()
  await expect.poll(refused).toBe(before + 2)
  await expect(dialog.getByText('5 public links: 3 revoked, 2 failed.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText(`${(await truth(desk)).length} recordings are open`)).toBeVisible()
  const shown = await shownIds(page)
  expect(open.filter(({ recordingId }) => shown.includes(recordingId))).toEqual([])
  await page.getByRole('radio', { name: /^No longer public 3$/ }).click()
  expect((await shownIds(page)).toSorted()).toEqual(open.map(({ recordingId }) => recordingId).toSorted())
})

test('a password is asked for at many links at once; a plan without passwords says so in its row', async ({ page, desk }) => {
  desk.expectComplaint(/40[034]|500/)
  await desk.exploreDemo()
  await startScan(page)
  await scanEnded(page)
  const open = (await truth(desk)).find(({ recordingId, passwordRequired }) => !isOdd(recordingId) && !passwordRequired)
  if (!open) throw new Error('Nothing is public.')
  await page.goto(`${desk.origin}/project/1/sharing?limit=200`)
  for (const id of [open.recordingId, failures.passwordNeedsPlan.id])
    await register(page)
      .getByRole('checkbox', { name: `Select recording ${id}` })
      .check()
  await page.getByRole('button', { name: 'Ask for a password' }).click()
  const dialog = page.getByRole('dialog', { name: 'Ask for a password' })
  await expect(dialog).toContainText('nobody can open its link')
  await dialog.getByRole('button', { name: 'Ask for a password at 2 public links' }).click()
  await expect(dialog.getByText('2 public links: 1 password required, 1 failed.')).toBeVisible()
  await expect(dialog).toContainText('The plan of this organization does not include passwords for shared links.')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await choose(page, open.recordingId)
  await expect(register(page).getByRole('cell', { name: 'Required' })).toBeVisible()
  const now = (await truth(desk)).filter(({ recordingId: id }) => id === open.recordingId || id === failures.passwordNeedsPlan.id)
  expect(new Map(now.map(({ recordingId, passwordRequired }) => [recordingId, passwordRequired]))).toEqual(
    new Map([
      [open.recordingId, true],
      [failures.passwordNeedsPlan.id, false],
    ]),
  )
})

for (const { edition, isSame } of [
  { edition: 'old', isSame: true },
  { edition: 'newest', isSame: false },
] as const) {
  test.describe(`undo on ${edition}`, () => {
    test.use({ demoOptions: { edition, count: 300 } })

    test(`what was turned off ${isSame ? 'comes back under the same link' : 'stays off where another link would come'}`, async ({
      page,
      desk,
    }) => {
      desk.expectComplaint(/40[034]|500/)
      await desk.exploreDemo()
      await startScan(page)
      await scanEnded(page)
      const share = (await truth(desk)).find(({ recordingId, passwordRequired }) => !isOdd(recordingId) && !passwordRequired)
      if (!share) throw new Error('Nothing is public.')
      await choose(page, share.recordingId)
      await page.getByRole('button', { name: 'Turn off' }).click()
      await page.getByRole('button', { name: 'Turn off 1 public link' }).click()
      const dialog = page.getByRole('dialog')
      await expect(dialog.getByText('1 public link: 1 off.')).toBeVisible()
      expect(await opens(desk, share.token)).toBe(false)
      await dialog.getByRole('button', { name: 'Undo: turn 1 public link on again' }).click()
      await expect(dialog).toContainText(isSame ? '1 public again, same link' : 'makes another link each time')
      expect(await opens(desk, share.token)).toBe(isSame)
      const isPublic = (await truth(desk)).some(({ recordingId }) => recordingId === share.recordingId)
      expect(isPublic).toBe(isSame)
      await dialog.getByRole('button', { name: 'Done' }).click()
      await expect(register(page).getByRole('checkbox', { name: `Select recording ${share.recordingId}` })).toHaveCount(
        isSame ? 1 : 0,
      )
    })
  })
}
