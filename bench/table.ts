import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from '@playwright/test'
import { createDemoHost } from '../demo/host.ts'
import { demoKeys } from '../demo/keys.ts'
import { createDashboard } from '../scripts/dashboard.ts'
import { listen } from '../demo/listen.ts'

/**
 * How quick the recordings table is: from the key press to the painted selected row, and the longest task of the main thread
 * while the table loads and while it pages. Prints a table of 200 rows beside one of 25 in the same run, each as fast as the
 * machine is and with the processor four times slower. Milliseconds, medians of nine.
 */
const presses = 9
const slowdowns = [1, 4]
const sizes = [25, 200]

type Figures = { rows: number; slowdown: number; select: number; load: number; paging: number }

/** Collects tasks above 50 ms and the time from input to the next paint, as the browser itself measures them. */
function observe() {
  const seen = { tasks: [] as number[], events: [] as number[] }
  Object.assign(window, { seen })
  new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
    buffered: true,
  })
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'keydown') seen.events.push(duration)
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)
}

async function taken(page: Page, what: 'tasks' | 'events'): Promise<number[]> {
  return page.evaluate((name) => {
    const { seen } = window as unknown as { seen: Record<string, number[]> }
    return seen[name]?.splice(0) ?? []
  }, what)
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
}

async function measure(browser: Browser, origin: string, rows: number, slowdown: number): Promise<Figures> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.addInitScript(observe)
  await page.goto(origin)
  await page.getByRole('button', { name: 'Explore the demo project' }).click()
  const table = page.getByRole('table', { name: 'Recordings' })
  await table.waitFor()
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await page.goto(`${origin}/project/1/recordings?date_from=-30d&limit=${rows}&offset=1000`)
  await table
    .locator('tbody tr')
    .nth(rows - 1)
    .waitFor()
  const load = Math.max(0, ...(await taken(page, 'tasks')))
  await page.getByRole('button', { name: 'Next page' }).click()
  await page.getByText(`–${new Intl.NumberFormat('en').format(1000 + 2 * rows)}`).waitFor()
  await page.locator('table[aria-busy=false]').waitFor()
  await table
    .locator('tbody tr')
    .nth(rows - 1)
    .waitFor()
  const paging = Math.max(0, ...(await taken(page, 'tasks')))
  await page.keyboard.press('j')
  await page.locator('tr[data-row]:focus').waitFor()
  await taken(page, 'events')
  const times: number[] = []
  for (let press = 0; press < presses; press += 1) {
    await page.keyboard.press('x')
    await page.locator(`tr[data-row]:focus${press % 2 === 0 ? '[data-chosen]' : ':not([data-chosen])'}`).waitFor()
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
    times.push(Math.max(0, ...(await taken(page, 'events'))))
  }
  await page.close()
  return { rows, slowdown, select: median(times), load, paging }
}

async function main() {
  const host = createDemoHost({ count: 20_000 })
  const demo = await listen((request) => host.fetch(request), 0)
  const config = { demo: { host: demo.origin, key: demoKeys.all, projectId: '1' } }
  const dashboard = await listen(createDashboard(fileURLToPath(new URL('../dist', import.meta.url)), config).fetch, 0)
  const isRoot = process.getuid?.() === 0
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'],
    args: isRoot ? ['--no-sandbox', '--disable-gpu'] : [],
  })
  console.log('rows  processor  select a row (key to paint)  longest task: load  longest task: next page')
  for (const slowdown of slowdowns) {
    for (const rows of sizes) {
      const { select, load, paging } = await measure(browser, dashboard.origin, rows, slowdown)
      const cells = [
        `${select.toFixed(0)} ms`.padStart(28),
        `${load.toFixed(0)} ms`.padStart(20),
        `${paging.toFixed(0)} ms`.padStart(25),
      ]
      console.log(`${String(rows).padStart(4)}  ${slowdown === 1 ? 'as it is  ' : `${slowdown}x slower `}${cells.join('')}`)
    }
  }
  await browser.close()
  await dashboard.close()
  await demo.close()
}

await main()
