import { type Call, expect, test } from './desk.ts'
import { coverage, expectAllShown, recordingsCount, scanEnded, scanning, sharingCalls, startScan, truth } from './shareTable.ts'

function isAboutSharing({ method, path }: Call): boolean {
  return method === 'GET' && path.includes('/sharing')
}

/** Maximum number of calls in any minute, by the host's clock. */
function busiestMinute(calls: Call[]): number {
  const times = calls.map(({ at }) => at).toSorted((one, other) => one - other)
  let first = 0
  return times.reduce((most, time, last) => {
    while ((times[first] ?? 0) <= time - 60_000) first += 1
    return Math.max(most, last - first + 1)
  }, 0)
}

test.describe('a host that limits the key as the free plan does', () => {
  test.use({ movesClock: true, demoOptions: { ratePlan: 'free', count: 560 } })

  test('all of some 560 recordings are checked within the rate limits, over a reload, and only public ones found', async ({
    page,
    desk,
  }) => {
    test.setTimeout(240_000)
    desk.expectComplaint(/500/) // one recording fails on purpose
    await desk.exploreDemo()
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByLabel('Request limits').selectOption({ label: 'Free plan' })
    await startScan(page, { thorough: true })
    await expect.poll(() => sharingCalls(desk), { timeout: 60_000 }).toBeGreaterThan(300)
    await expect(scanning(page)).toContainText(/request limit/)
    await page.reload()
    await scanning(page).getByRole('button', { name: 'Resume' }).click()
    const newScan = page.getByRole('button', { name: 'New scan' })
    await expect
      .poll(
        async () => {
          await desk.advance(5000)
          return newScan.isVisible()
        },
        { timeout: 180_000, intervals: [250] },
      )
      .toBe(true)
    await scanEnded(page)
    const count = await recordingsCount(desk)
    expect(count).toBeGreaterThan(480 + 50)
    await expect(coverage(page)).toContainText(`of ${new Intl.NumberFormat('en').format(count)} recordings`)
    const calls = await desk.calls()
    const sharingRequests = calls.filter(isAboutSharing)
    expect(sharingRequests.length).toBeGreaterThanOrEqual(count)
    expect(sharingRequests.length).toBeLessThan(count + 60) // requests pending at the reload are repeated
    expect(busiestMinute(sharingRequests)).toBeLessThanOrEqual(480)
    expect(calls.filter(({ status }) => status === 429)).toEqual([])
    await expect(page.getByText(`${(await truth(desk)).length} recordings are public`)).toBeVisible()
    await expectAllShown(page, desk)
  })
})
