import { expect, leafAndKettle, test } from './desk.ts'
import { ready, secondsOf } from './replay.ts'
import { tableOf } from './subscriptions.ts'

const message = 'This connection is read-only.'

test.use({ demoProject: leafAndKettle, ownDashboard: true, deployment: { readOnly: true } })

test('a read-only deployment offers no change on any screen, and sends none', async ({ page, desk }) => {
  await desk.exploreDemo()
  await expect(page.getByRole('button', { name: 'Project and connection' })).toContainText('Read-only')
  await test.step('recordings', async () => {
    await page.getByLabel('Select this page').check()
    const bar = page.getByRole('toolbar', { name: 'Selected recordings' })
    await expect(bar).toContainText(message)
    await expect(bar.getByRole('button')).toHaveText(['Select all that match', 'Export', 'Clear selection'])
    const row = desk.table().locator('tbody tr').first()
    await row.getByRole('button', { name: /^Actions for/ }).click()
    await expect(page.getByRole('menuitem', { name: 'Sharing' })).toBeVisible()
    await expect(page.getByRole('menuitem', { name: 'Delete…' })).toHaveCount(0)
    await page.getByRole('menuitem', { name: 'Sharing' }).click()
    const panel = page.getByRole('region', { name: 'Sharing' })
    await expect(panel).toContainText('read-only, so sharing can’t be changed here')
    await expect(panel.getByRole('switch')).toHaveCount(0)
    await expect(panel.getByRole('button', { name: 'Revoke permanently' })).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Mark as viewed' })).toHaveCount(0)
  })
  await test.step('subscriptions', async () => {
    await desk.follow(`/project/${leafAndKettle.projectId}/subscriptions`)
    await expect(tableOf(page)).toHaveAttribute('aria-busy', 'false')
    await page.getByLabel('Select this page').check()
    const bar = page.getByRole('toolbar', { name: /^Selected/ })
    await expect(bar.getByRole('button', { name: /^Pause/ })).toBeDisabled()
    await expect(bar).toContainText(message)
  })
  await test.step('playing a recording marks nothing as viewed', async () => {
    await desk.follow(`/project/${leafAndKettle.projectId}/recordings`)
    await desk.drawn()
    await desk.table().locator('tbody tr[data-row]').filter({ hasNotText: 'Viewed' }).first().locator('time').click()
    await page.getByRole('link', { name: 'Watch', exact: true }).click()
    await ready(page)
    await expect.poll(() => secondsOf(page), { timeout: 20_000 }).toBeGreaterThan(6)
  })
  expect((await desk.calls()).filter(({ method }) => !['GET', 'OPTIONS', 'POST'].includes(method))).toEqual([])
})
