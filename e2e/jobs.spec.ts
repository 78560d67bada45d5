import { demoKeys, expect, test } from './desk.ts'
import { changeRequests, openTable, path, tableOf } from './subscriptions.ts'

test('a running export goes on in the corner when its dialog is closed, and asks before it is discarded', async ({
  page,
  desk,
}) => {
  desk.expectComplaint(/429/)
  await desk.connect(demoKeys.throttledOnce)
  await expect(desk.table()).toBeVisible()
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByText('All matching').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Export' }).click()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.keyboard.press('Escape')
  const card = page.getByRole('complementary', { name: 'Background job: Exporting recordings' })
  await expect(card).toContainText('0 rows so far')
  await page.getByRole('link', { name: 'Subscriptions' }).click()
  await expect(tableOf(page)).toBeVisible()
  await card.getByRole('button', { name: 'Show' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export recordings' })
  await dialog.getByRole('button', { name: 'Discard' }).click()
  await expect(dialog.getByText('Paused.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Discard 0 rows so far' }).click()
  await expect(dialog.getByText('Export discarded.')).toBeVisible()
})

test('what a closed tab left of an action is offered by the next one, and resumed', async ({ page, desk, context }) => {
  desk.expectComplaint(/Failed to load resource/)
  await openTable(desk, '?text=overdue+for')
  await page.getByLabel('Select this page').check()
  await page.getByRole('toolbar').getByRole('button', { name: 'End subscription' }).click()
  await page.route('**/subscriptions/**', (route) => (route.request().method() === 'PATCH' ? route.abort() : route.continue()))
  await page.getByRole('button', { name: 'End 3 subscriptions' }).click()
  await expect(page.getByText(/^Paused: /)).toBeVisible()
  const next = await context.newPage()
  await page.close()
  await next.goto(`${desk.origin}${path}`)
  const card = next.getByRole('complementary', { name: 'Interrupted job: Ending 3 subscriptions' })
  await expect(card).toContainText('3 of 3 left.')
  await card.getByRole('button', { name: 'Resume' }).click()
  await expect(next.getByText('3 subscriptions ended.')).toBeVisible()
  await expect(card).toBeHidden()
  expect(await changeRequests(desk)).toHaveLength(3)
})
