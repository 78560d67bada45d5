import { demoKeys, expect, test, withOwnWorker } from './desk.ts'
import { readStored, writeStored } from './storedData.ts'
import { coverage, scanEnded, scanning, sharingCalls, sharingCallsOnTheirWay, startScan, truth } from './shareTable.ts'

test.use({ demoOptions: { count: 600 } })

test.describe('a slow host', () => {
  test.use({ demoOptions: { latencyMs: 40, count: 240 } })

  test('a reload and a lost connection lose nothing: the scan continues where it stopped', async ({ page, desk, context }) => {
    desk.expectComplaint(/500|ERR_INTERNET_DISCONNECTED/)
    await withOwnWorker(page)
    await desk.exploreDemo()
    await startScan(page, { thorough: true })
    await expect.poll(() => sharingCalls(desk)).toBeGreaterThan(30)
    await page.reload()
    await expect(scanning(page)).toContainText('Scan interrupted')
    const callsBefore = await sharingCalls(desk)
    expect(callsBefore).toBeLessThan(150)
    await scanning(page).getByRole('button', { name: 'Resume' }).click()
    await test.step('offline it pauses and says so, and continues by itself once online', async () => {
      await expect.poll(() => sharingCalls(desk)).toBeGreaterThan(callsBefore + 10)
      await context.setOffline(true)
      await expect(scanning(page)).toContainText('Paused: Can’t reach the host')
      await context.setOffline(false)
    })
    await scanEnded(page)
    const open = (await truth(desk)).length
    await expect(page.getByText(`${open} recordings are public`)).toBeVisible()
    await expect(coverage(page)).toContainText('of 240 recordings')
    // Requests that were pending or unsaved at the reload are repeated.
    expect(await sharingCalls(desk)).toBeLessThan(240 + 60)
  })
})

test.describe('a slow host with enough recordings for two tabs', () => {
  test.use({ demoOptions: { latencyMs: 40, count: 280 } })

  test('two tabs do not scan twice: the second one shows the scan of the first and can pause it', async ({
    page,
    desk,
    context,
  }) => {
    test.slow()
    desk.expectComplaint(/500/)
    await desk.exploreDemo()
    const other = await context.newPage()
    await other.goto(`${desk.origin}/project/1/sharing`)
    await expect(other.getByRole('button', { name: 'Start scan' })).toBeVisible()
    await startScan(page, { thorough: true })
    await expect.poll(() => sharingCalls(desk)).toBeGreaterThan(40)
    await expect(scanning(other)).toContainText('Scanning in another tab')
    await expect(other.getByRole('button', { name: 'Start scan' })).toHaveCount(0)
    await expect(other.getByRole('button', { name: 'New scan' })).toHaveCount(0)
    await scanning(other).getByRole('button', { name: 'Pause' }).click()
    await expect(scanning(page)).toContainText('Paused.')
    await scanning(other).getByRole('button', { name: 'Resume' }).click()
    await scanEnded(page)
    await scanEnded(other)
    const open = (await truth(desk)).length
    await expect(other.getByText(`${open} recordings are public`)).toBeVisible()
    expect(await sharingCalls(desk)).toBe(280)
  })
})

test.describe('a slow host with many recordings', () => {
  test.use({ demoOptions: { latencyMs: 40, count: 1000 } })

  test('a scan is paused, resumed and cancelled, and keeps its results', async ({ page, desk }) => {
    desk.expectComplaint(/500/)
    await desk.exploreDemo()
    await startScan(page, { thorough: true })
    await expect(scanning(page).getByRole('progressbar')).toBeVisible()
    await expect.poll(() => sharingCalls(desk)).toBeGreaterThan(20)
    await scanning(page).getByRole('button', { name: 'Pause' }).click()
    await expect(scanning(page)).toContainText('Paused.')
    await expect.poll(() => sharingCallsOnTheirWay(desk)).toBe(0)
    const held = await sharingCalls(desk)
    // Other requests still work; by the time this table is shown, a paused scan would have sent many more.
    await page.getByRole('link', { name: 'Subscriptions', exact: true }).click()
    await expect(page.getByRole('table', { name: 'Subscriptions' }).getByRole('row').nth(5)).toBeVisible()
    await page.getByRole('link', { name: 'Sharing', exact: true }).click()
    await expect(scanning(page)).toContainText('Paused.')
    expect(await sharingCalls(desk)).toBe(held)
    await scanning(page).getByRole('button', { name: 'Resume' }).click()
    await expect.poll(() => sharingCalls(desk)).toBeGreaterThan(held + 8)
    await page.getByRole('link', { name: 'Recordings', exact: true }).click() // the scan continues on other screens
    await desk.drawn()
    const away = await sharingCalls(desk)
    await expect.poll(() => sharingCalls(desk)).toBeGreaterThan(away + 8)
    await page.getByRole('link', { name: 'Sharing', exact: true }).click()
    await scanning(page).getByRole('button', { name: 'Cancel' }).click()
    await scanEnded(page)
    await expect(coverage(page)).toContainText(/[1-9]\d* not checked/)
    await expect(page.getByRole('button', { name: 'Select this page' }).or(page.getByText('recordings are public'))).toBeVisible()
  })

  test('a tab that is closed leaves its scan to the next one', async ({ page, desk, context }) => {
    desk.expectComplaint(/500/)
    await desk.exploreDemo()
    const other = await context.newPage()
    await other.goto(`${desk.origin}/project/1/sharing`)
    await other.getByLabel(/^Thorough/).check()
    await other.getByRole('button', { name: 'Start scan' }).click()
    await expect.poll(() => sharingCalls(desk)).toBeGreaterThan(40)
    await other.close()
    await page.getByRole('link', { name: 'Sharing', exact: true }).click()
    await scanning(page).getByRole('button', { name: 'End scan' }).click()
    await scanEnded(page)
    await expect(coverage(page)).toContainText(/[1-9]\d* not checked/)
  })
})

test.describe('a key that is revoked midway', () => {
  test.use({ demoOptions: { count: 120 } })

  test('the scan pauses with the reason, keeps its results, and continues with another key', async ({ page, desk }) => {
    desk.expectComplaint(/40[13]|500/)
    await desk.connect(demoKeys.revokedSoon)
    await desk.drawn()
    await startScan(page, { thorough: true })
    await expect(scanning(page)).toContainText('Paused: The host rejected this personal API key.')
    await expect(scanning(page)).toContainText('Checked 40 of 120')
    await page.getByRole('link', { name: 'Settings', exact: true }).click()
    await page.getByRole('link', { name: 'Change host, key or project' }).click()
    await page.getByLabel('Personal API key').fill(demoKeys.all)
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
    await page.getByRole('link', { name: 'Sharing', exact: true }).click()
    await scanning(page).getByRole('button', { name: 'Resume' }).click()
    await scanEnded(page)
    await expect(page.getByText(`${(await truth(desk)).length} recordings are public`)).toBeVisible()
    expect(await sharingCalls(desk)).toBeLessThan(120 + 10)
  })
})

test('a key without the scope for links names the scope', async ({ page, desk }) => {
  desk.expectComplaint(/403/)
  await desk.connect(demoKeys.noSharing)
  await desk.drawn()
  await startScan(page)
  await expect(scanning(page)).toContainText('Paused: The key lacks the scope sharing_configuration:read.')
})

test('a damaged scan is removed with a notice, those of other projects stay, and all go with the connection', async ({
  page,
  desk,
}) => {
  desk.expectComplaint(/404|500/)
  await desk.exploreDemo()
  await startScan(page)
  await scanEnded(page)
  await desk.follow('/project/2/sharing')
  await page.getByRole('button', { name: 'Start scan' }).click()
  await scanEnded(page)
  const others = (await truth(desk, '2')).length
  const scans = { database: 'replay-desk-records', store: 'scans' }
  const damaged = (await readStored<{ projectId: string }>(page, scans)).filter(({ projectId }) => projectId === '1')
  await writeStored(
    page,
    scans,
    damaged.map((scan) => ({ ...scan, counts: 'many' })),
  )
  await page.goto(`${desk.origin}/project/1/sharing`)
  await expect(page.getByText('1 stored scan couldn’t be read and was removed.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Start scan' })).toBeVisible()
  await page.goto(`${desk.origin}/project/2/sharing`)
  await expect(page.getByText(new RegExp(`^${others} recordings? (is|are) public`))).toBeVisible()

  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByRole('button', { name: 'Forget this connection' }).click()
  for (const store of ['scans', 'candidates', 'shareRows', 'reviews']) {
    await expect.poll(() => readStored(page, { ...scans, store })).toEqual([])
  }
})

test('without storage and locks scanning works, and both are mentioned', async ({ page, desk }) => {
  desk.expectComplaint(/404|500/)
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Blocked', 'SecurityError')
    }
    Reflect.deleteProperty(Navigator.prototype, 'locks') // as on a page without HTTPS
  })
  await desk.exploreDemo()
  await startScan(page)
  await scanEnded(page)
  await expect(page.getByText('Scan in one tab only, so that nothing is checked twice')).toBeVisible()
  await expect(page.getByText('the scan lasts only until you close the page')).toBeVisible()
  await expect(page.getByText(`${(await truth(desk)).length} recordings are public`)).toBeVisible()
})
