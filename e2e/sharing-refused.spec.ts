import type { Page } from '@playwright/test'
import { failures } from '../demo/data/failures.ts'
import { type Desk, demoKeys, expect, test } from './desk.ts'
import { openPage, ordinaryId, publicLink, sharing, statusOf, truth } from './sharing.ts'

const refusals = [
  { ...failures.refusesToBeShared, isOn: false, says: 'turned off for the whole organization' },
  { ...failures.viewerOnly, isOn: true, says: 'Your role can view this recording' },
  { ...failures.cannotBeSwitchedOff, isOn: true, says: 'The server failed (500)' },
]

async function staysOn(page: Page, desk: Desk) {
  await openPage(page, desk, failures.staysOn.id)
  await publicLink(page).click()
  await expect(sharing(page)).toContainText('The server left the link on. It reported success anyway.')
  await expect(publicLink(page)).toBeChecked()
  const { access_token: token } = await truth(desk, failures.staysOn.id)
  await sharing(page).getByRole('button', { name: 'Revoke permanently' }).click()
  await expect(sharing(page)).toContainText('Not revoked. The server left the link on. The recording is still public.')
  await expect(publicLink(page)).toBeChecked()
  expect(await statusOf(desk, token)).toBe(200)
  await desk.open('/project/1/activity-log')
  const entries = page.getByRole('table', { name: 'Activity log' }).locator('tbody tr')
  await expect(entries).toHaveCount(2)
  for (const place of [0, 1]) await expect(entries.nth(place)).toContainText(/Failed.*The server left the link on\./)
}

async function isReverted(page: Page, desk: Desk, { id, isOn, says }: (typeof refusals)[number]) {
  await openPage(page, desk, id)
  await expect(publicLink(page)).toBeChecked({ checked: isOn })
  await publicLink(page).click()
  await expect(sharing(page).getByRole('alert')).toContainText(says)
  await expect(publicLink(page)).toBeChecked({ checked: isOn })
  await expect(sharing(page).getByRole('button', { name: 'Copy public link' })).toHaveCount(isOn ? 1 : 0)
  expect((await truth(desk, id)).enabled).toBe(isOn)
  if (!isOn) return
  const { access_token: token } = await truth(desk, id)
  await sharing(page).getByRole('button', { name: 'Revoke permanently' }).click()
  await expect(sharing(page).getByRole('alert')).toContainText('Not revoked.')
  await expect(publicLink(page)).toBeChecked()
  expect(await statusOf(desk, token)).toBe(200)
}

async function saysThatItCannotSay(page: Page, desk: Desk) {
  await desk.open(`/project/1/recordings/${failures.sharingBreaks.id}#sharing`)
  await expect(sharing(page).getByRole('alert')).toContainText('Couldn’t check whether this recording is public.')
  await expect(publicLink(page)).toHaveCount(0)
  await sharing(page).getByRole('button', { name: 'Try again' }).click()
  await expect(sharing(page).getByRole('alert')).toContainText('The server failed (500)')
}

async function needsPlan(page: Page, desk: Desk) {
  await openPage(page, desk, failures.passwordNeedsPlan.id)
  const requirePassword = sharing(page).getByRole('switch', { name: 'Require a password' })
  await requirePassword.click()
  await expect(sharing(page).getByRole('alert')).toContainText('Your organization’s plan doesn’t include passwords')
  await expect(requirePassword).not.toBeChecked()
}

test('a change that did not happen is reverted, with the reason beside the switch', async ({ page, desk }) => {
  desk.expectComplaint(/403|500/)
  await desk.exploreDemo()
  await test.step('a server that reports success but leaves the link on is not believed, and the failure is logged', () =>
    staysOn(page, desk))
  for (const refusal of refusals) await test.step(refusal.title, () => isReverted(page, desk, refusal))
  await test.step('a plan without passwords says so', () => needsPlan(page, desk))
  await test.step('if the server cannot say whether it is public, neither can the panel', () => saysThatItCannotSay(page, desk))
})

test.describe('an organization without public sharing', () => {
  test.use({ demoOptions: { publicSharing: false } })

  test('refuses every link in plain words, and still turns off links', async ({ page, desk }) => {
    desk.expectComplaint(/403/)
    await desk.exploreDemo()
    await test.step('no link can be turned on', async () => {
      await openPage(page, desk, await ordinaryId(desk))
      await publicLink(page).click()
      await expect(sharing(page).getByRole('alert')).toContainText('An administrator can allow it in PostHog')
      await expect(publicLink(page)).not.toBeChecked()
    })
    await test.step('a public link is turned off, and cannot be turned on again', async () => {
      await openPage(page, desk, failures.passwordNeedsPlan.id)
      await expect(publicLink(page)).toBeChecked()
      await sharing(page).getByRole('button', { name: 'Check link' }).click()
      await expect(sharing(page)).toContainText('Link doesn’t work')
      await publicLink(page).click()
      await expect(sharing(page)).toContainText('Turned off')
      expect((await truth(desk, failures.passwordNeedsPlan.id)).enabled).toBe(false)
      await sharing(page).getByRole('button', { name: 'Undo' }).click()
      await expect(sharing(page).getByRole('alert')).toContainText('turned off for the whole organization')
      await expect(publicLink(page)).not.toBeChecked()
    })
  })
})

test('a key that may only read says which scope it lacks', async ({ page, desk }) => {
  desk.expectComplaint(/403/)
  await desk.connect(demoKeys.readOnly)
  await openPage(page, desk, await ordinaryId(desk))
  await publicLink(page).click()
  await expect(sharing(page).getByRole('alert')).toContainText('lacks the scope sharing_configuration:write')
  await expect(publicLink(page)).not.toBeChecked()
})
