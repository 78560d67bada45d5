import type { Page } from '@playwright/test'
import { expect, test } from './desk.ts'
import { writeEarlierVersion } from './earlierVersion.ts'
import { readStored } from './storedData.ts'

function databaseNames(page: Page) {
  return page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
}

test('what the version before stored is there: settings, views, receipts, a scan, links, the activity log and jobs', async ({
  page,
  desk,
}) => {
  await writeEarlierVersion(page, desk)
  await desk.open('/project/1/recordings')
  await desk.drawn()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await expect(page.getByRole('navigation', { name: 'Saved views' }).getByRole('link', { name: 'Long ones' })).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'Interrupted job: Marking 2 recordings as viewed' })).toContainText(
    '2 of 2 left.',
  )
  await expect(page.getByRole('complementary', { name: 'Interrupted job: Deleting 2 recordings' })).toContainText('1 of 2 left.')

  await page.getByRole('link', { name: 'Activity log', exact: true }).click()
  await expect(page.getByRole('table', { name: 'Activity log' })).toContainText('Grace')
  await page.getByRole('link', { name: 'Deletions', exact: true }).click()
  await expect(page.getByRole('table', { name: 'Receipts' })).toContainText('2 recordings')

  await desk.open('/project/1/sharing')
  await expect(page.getByText(/^1 recording is public/)).toBeVisible()
  await desk.open('/project/1/sql')
  await page.getByRole('button', { name: 'History' }).click()
  await expect(page.getByText('SELECT 42')).toBeVisible()
  await desk.open('/settings')
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('My old connection')

  await expect.poll(() => databaseNames(page)).toEqual(['replay-desk-records'])
  const counts: Record<string, number> = {}
  for (const store of [
    'receipts',
    'receiptRows',
    'scans',
    'shareRows',
    'reviews',
    'knownShares',
    'activity',
    'jobs',
    'jobItems',
  ]) {
    counts[store] = (await readStored(page, { database: 'replay-desk-records', store })).length
  }
  expect(counts).toEqual({
    receipts: 1,
    receiptRows: 2,
    scans: 1,
    shareRows: 1,
    reviews: 1,
    knownShares: 1,
    activity: 1,
    jobs: 1,
    jobItems: 2,
  })
})

test('a tab of the version before goes on with its records, which follow when it is closed', async ({ page, desk, context }) => {
  await writeEarlierVersion(page, desk)
  const former = await context.newPage()
  await former.goto(`${desk.origin}/config.json`)
  await former.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.open('replay-desk-trail', 1).addEventListener('success', resolve)
      }),
  )
  await desk.open('/project/1/activity-log')
  await expect(page.getByText('No activity')).toBeVisible()
  await former.close()
  await expect.poll(() => databaseNames(page)).toEqual(['replay-desk-records'])
  await page.reload()
  await expect(page.getByRole('table', { name: 'Activity log' })).toContainText('Grace')
})
