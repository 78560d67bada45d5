import { fileURLToPath } from 'node:url'
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test'
import { createDemoHost } from '../demo/host.ts'
import { demoKeys } from '../demo/keys.ts'
import { listen } from '../demo/listen.ts'
import { createDashboard } from '../scripts/dashboard.ts'

/**
 * What a thorough scan for public recordings costs the page: heap after garbage collection at the start, after each fifth of the
 * recordings and at the end (MB), the longest task of the main thread in each of these fifths (ms, above 50; 0 means none), and
 * the whole time (s). A scan of 50,000 recordings beside one of 2,000 in the same run, each on a fresh page, by
 * SQL and without limits. `npm run bench -- --small` takes 5,000 instead of 50,000. Fails where a scan did not find what is shared.
 */
const sizes = process.argv.includes('--small') ? [2000, 5000] : [2000, 50_000]
const parts = 5

type Figures = { heaps: number[]; longest: number[]; seconds: number }

/** Collects tasks above 50 ms. */
function observe() {
  const tasks: number[] = []
  Object.assign(window, { tasks })
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  })
}

async function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, ...(window as unknown as { tasks: number[] }).tasks.splice(0)))
}

/** Megabytes that are still reachable. */
async function heapOf(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  return usedSize / 1e6
}

/**
 * How many were asked about; infinite once the scan has ended. Asked for by its name in the document, since a search by role or
 * text through a page of rows takes a task of its own.
 */
async function askedAbout(page: Page): Promise<number> {
  const text = await page.evaluate(() => document.querySelector('section[aria-label="Scan"]')?.textContent ?? null)
  if (text === null) return Infinity
  return Number(/([\d,]+) (of [\d,]+ )?asked/.exec(text)?.[1]?.replaceAll(',', '') ?? 0)
}

/** What is public by the demo host's own word. */
async function truth(origin: string): Promise<number> {
  const shares = (await (await fetch(`${origin}/__demo/shares`)).json()) as {
    projectId: string
    enabled: boolean
    isDeleted: boolean
  }[]
  return shares.filter(({ projectId, enabled, isDeleted }) => projectId === '1' && enabled && !isDeleted).length
}

async function measure(browser: Browser, count: number): Promise<Figures> {
  const host = createDemoHost({ count, journalLength: 0 })
  const demo = await listen((request) => host.fetch(request), 0)
  const config = { demo: { host: demo.origin, key: demoKeys.all, projectId: '1' } }
  const dashboard = await listen(createDashboard(fileURLToPath(new URL('../dist', import.meta.url)), config).fetch, 0)
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.addInitScript(observe)
  await page.goto(dashboard.origin)
  await page.getByRole('button', { name: 'Explore the demo project' }).click()
  await page.getByRole('table', { name: 'Recordings' }).waitFor()
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
    while ((await askedAbout(page)) < (count * part) / parts) await page.waitForTimeout(count / 100)
    longest.push(await longestTask(page)) // before the collection, which is a task of its own
    heaps.push(await heapOf(devtools))
    await longestTask(page)
  }
  while (Number.isFinite(await askedAbout(page))) await page.waitForTimeout(500)
  const seconds = (performance.now() - began) / 1000
  const expected = new Intl.NumberFormat('en').format(await truth(demo.origin))
  await page.getByText(`${expected} recordings are open`).waitFor()
  await page.locator('table[aria-busy="false"]').waitFor() // what was found has been drawn
  longest.push(await longestTask(page))
  heaps.push(await heapOf(devtools))
  await page.close()
  await dashboard.close()
  await demo.close()
  return { heaps, longest, seconds }
}

async function main() {
  const isRoot = process.getuid?.() === 0
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'],
    args: isRoot ? ['--no-sandbox', '--disable-gpu'] : [],
  })
  console.log(`recordings  ${'heap: start, after each fifth'.padEnd(40)}  ${'longest task in each fifth'.padEnd(30)}  time`)
  for (const count of sizes) {
    const { heaps, longest, seconds } = await measure(browser, count)
    const cells = [
      new Intl.NumberFormat('en').format(count).padStart(10),
      `  ${heaps.map((heap) => heap.toFixed(1)).join('  ')} MB`.padEnd(42),
      `  ${longest.map((task) => task.toFixed(0)).join('  ')} ms`.padEnd(32),
      `  ${seconds.toFixed(0)} s`,
    ]
    console.log(cells.join(''))
  }
  await browser.close()
}

await main()
