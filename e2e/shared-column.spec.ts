import { demoKeys, expect, test } from './desk.ts'
import { readStored } from './storedData.ts'
import { openPage, ordinaryId, share } from './sharing.ts'

const shares = { database: 'replay-desk-records', store: 'knownShares' }

test('the column fetches visible rows only, and remembers them after a reload', async ({ page, desk }) => {
  await desk.exploreDemo()
  const sharingCalls = async () =>
    (await desk.calls()).filter(({ method, path }) => method === 'GET' && path.endsWith('/sharing/')).map(({ path }) => path)
  const inSight = () =>
    desk
      .table()
      .locator('tbody tr[data-row]')
      .evaluateAll((rows) => {
        const box = rows[0]?.closest('[role=group]')?.getBoundingClientRect() ?? new DOMRect()
        const boxes = rows.map((row) => row.getBoundingClientRect())
        return {
          whole: boxes.filter(({ top, bottom }) => top >= box.top && bottom <= box.bottom).length,
          partly: boxes.filter(({ top, bottom }) => bottom >= box.top && top <= box.bottom).length,
        }
      })
  expect(await sharingCalls()).toEqual([])
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Check rows in view for public links' }).check()
  await page.keyboard.press('Escape')
  const unknown = desk.table().getByRole('link', { name: 'Not checked yet' })
  const known = desk.table().getByRole('link', { name: /^(Not p|P)ublic.*, checked just now/ })
  const { whole, partly } = await inSight()
  await expect.poll(() => known.count()).toBeGreaterThanOrEqual(whole)
  await desk.quiet()
  const first = await sharingCalls()
  await expect(known).toHaveCount(first.length)
  expect(new Set(first).size).toBe(first.length)
  expect(first.length).toBeLessThanOrEqual(partly)
  expect(await unknown.count()).toBe(50 - first.length)

  await page.reload()
  await expect(known).toHaveCount(first.length)
  await desk.quiet()
  expect(await sharingCalls()).toEqual(first)

  await desk.table().locator('tbody tr[data-row]').last().scrollIntoViewIfNeeded()
  await expect.poll(async () => (await sharingCalls()).length).toBeGreaterThan(first.length)
  const stored = JSON.stringify(await readStored(page, shares))
  expect(stored).not.toMatch(/token|phx_/i)
})

test('a key without access to sharing causes one or two requests, not one per row', async ({ page, desk }) => {
  desk.expectComplaint(/403/)
  await desk.connect(demoKeys.noSharing)
  await desk.drawn()
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Check rows in view for public links' }).check()
  await page.keyboard.press('Escape')
  await expect(
    desk
      .table()
      .getByRole('link', { name: /^Check failed: .*sharing_configuration:read/ })
      .first(),
  ).toBeVisible()
  await desk.quiet()
  expect(
    (await desk.calls()).filter(({ method, path }) => method === 'GET' && path.endsWith('/sharing/')).length,
  ).toBeLessThanOrEqual(2)
})

test('the known state of public links is removed with the connection', async ({ page, desk }) => {
  await desk.exploreDemo()
  await openPage(page, desk, await ordinaryId(desk))
  await share(page)
  await desk.quiet()
  const calls = async () => (await desk.calls()).filter(({ path }) => path.endsWith('/sharing/')).length
  const before = await calls()
  await test.step('which the table shows without asking', async () => {
    await page.getByRole('link', { name: 'Recordings', exact: true }).first().click()
    await expect(desk.table().getByRole('link', { name: /^Public, checked/ })).toHaveCount(1)
    await expect(desk.table().getByRole('img', { name: 'Not checked yet' })).toHaveCount(49)
    await desk.quiet()
    expect(await calls()).toBe(before)
  })
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Forget this connection' }).click()
  await expect(page.getByText('Not connected to any host yet.')).toBeVisible()
  await expect.poll(() => readStored(page, shares)).toEqual([])
})
