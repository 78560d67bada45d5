import { demoKeys, expect, test, withOwnWorker } from './desk.ts'
import { writeStored } from './storedData.ts'
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
  await withOwnWorker(page)
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

test('an interrupted job is not resumed where its connection leads to another host by now', async ({ page, desk }) => {
  await openTable(desk)
  const connectionId = await page.evaluate(() => JSON.parse(localStorage.getItem('replay-desk') ?? '{}').activeId)
  const job = { kind: 'mark viewed', connectionId, projectId: '1', startedAt: '2026-11-30T00:00:00Z' }
  const item = { id: 'recording', name: 'Recording', outcome: 'waiting', why: null, at: null }
  await page.evaluate(() => localStorage.setItem('replay-desk-jobs', '1'))
  await page.reload()
  await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).length)).toBe(1)
  await writeStored(page, { database: 'replay-desk-records', store: 'jobs' }, [
    { ...job, id: 'there', title: 'Marking there', host: 'https://elsewhere.example' },
    { ...job, id: 'here', title: 'Marking here', host: desk.demo.origin },
  ])
  await writeStored(page, { database: 'replay-desk-records', store: 'jobItems' }, [
    { ...item, jobId: 'there' },
    { ...item, jobId: 'here' },
  ])
  await page.evaluate(() => localStorage.setItem('replay-desk-jobs', '1'))
  await page.reload()
  const here = page.getByRole('complementary', { name: 'Interrupted job: Marking here' })
  const there = page.getByRole('complementary', { name: 'Interrupted job: Marking there' })
  await expect(here.getByRole('button', { name: 'Resume' })).toBeVisible()
  await expect(there).toContainText('1 of 1 left.')
  await expect(there.getByRole('button', { name: 'Resume' })).toHaveCount(0)
  await there.getByRole('button', { name: 'Dismiss' }).click()
  await expect(there).toHaveCount(0)
})
