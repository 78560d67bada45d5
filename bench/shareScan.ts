import type { Browser, Page } from '@playwright/test'
import { desktop, exploreDemo, heapOf, isSmall, launch, longestTask, startServers, watchTasks } from './lib.ts'

/**
 * Cost of a thorough scan for public recordings: heap after garbage collection at the start, after each fifth of the
 * recordings and at the end (MB), the longest task of the main thread in each of these fifths (ms, above 50; 0 means none), and
 * the whole time (s). A scan of 50,000 recordings beside one of 2,000 in the same run, each on a fresh page, by
 * SQL and without limits. `npm run bench -- --small` takes 5,000 instead of 50,000. Fails if a scan misses public recordings.
 */
const sizes = isSmall ? [2000, 5000] : [2000, 50_000]
const parts = 5

type Figures = { heaps: number[]; longest: number[]; seconds: number }

/**
 * Checked recordings; infinite once the scan has ended. Reads the document directly, because a locator by role or text causes a
 * task of its own on a page full of rows.
 */
async function checkedCount(page: Page): Promise<number> {
  const text = await page.evaluate(() => document.querySelector('section[aria-label="Scan"]')?.textContent ?? null)
  if (text === null) return Infinity
  return Number(/Checked ([\d,]+)/.exec(text)?.[1]?.replaceAll(',', '') ?? 0)
}

/** Number of public recordings according to the demo host. */
async function truth(origin: string): Promise<number> {
  const shares = (await (await fetch(`${origin}/__demo/shares`)).json()) as {
    projectId: string
    enabled: boolean
    isDeleted: boolean
  }[]
  return shares.filter(({ projectId, enabled, isDeleted }) => projectId === '1' && enabled && !isDeleted).length
}

async function measure(browser: Browser, count: number): Promise<Figures> {
  const servers = await startServers({ count, journalLength: 0 })
  const page = await browser.newPage(desktop)
  await watchTasks(page)
  await exploreDemo(page, servers.dashboard.origin)
  await page.getByRole('link', { name: 'Sharing', exact: true }).click()
  await page.getByLabel(/^Thorough/).check()
  const devtools = await page.context().newCDPSession(page)
  const heaps = [await heapOf(devtools)]
  await longestTask(page)
  const began = performance.now()
  await page.getByRole('button', { name: 'Start scan' }).click()
  await page.locator('section[aria-label="Scan"]').waitFor()
  const longest: number[] = []
  for (let part = 1; part < parts; part += 1) {
    while ((await checkedCount(page)) < (count * part) / parts) await page.waitForTimeout(count / 100)
    longest.push(await longestTask(page)) // before garbage collection, which is a task of its own
    heaps.push(await heapOf(devtools))
    await longestTask(page)
  }
  while (Number.isFinite(await checkedCount(page))) await page.waitForTimeout(500)
  const seconds = (performance.now() - began) / 1000
  const expected = new Intl.NumberFormat('en').format(await truth(servers.demo.origin))
  await page.getByText(`${expected} recordings are public`).waitFor()
  await page.locator('table[aria-busy="false"]').waitFor() // the rows are rendered
  longest.push(await longestTask(page))
  heaps.push(await heapOf(devtools))
  await page.close()
  await servers.close()
  return { heaps, longest, seconds }
}

async function main() {
  const browser = await launch()
  console.log(`recordings  ${'heap: start, after each fifth'.padEnd(40)}  ${'longest task in each fifth'.padEnd(30)}  time`)
  for (const count of sizes) {
    const { heaps, longest, seconds } = await measure(browser, count)
    const cells = [
      new Intl.NumberFormat('en').format(count).padStart(10),
      `  ${heaps.map((heap) => (heap / 1e6).toFixed(1)).join('  ')} MB`.padEnd(42),
      `  ${longest.map((task) => task.toFixed(0)).join('  ')} ms`.padEnd(32),
      `  ${seconds.toFixed(0)} s`,
    ]
    console.log(cells.join(''))
  }
  await browser.close()
}

await main()
