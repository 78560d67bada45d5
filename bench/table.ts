import type { Browser, Page } from '@playwright/test'
import { desktop, exploreDemo, launch, longestTask, median, startServers, watchTasks } from './lib.ts'

/**
 * How quick the recordings table is: from the key press to the painted selected row, and the longest task of the main thread
 * while the rows load, while their activity follows, and while it pages. Prints a table of 200 rows beside one of 25 in the same run, each as fast as the
 * machine is and with the processor four times slower. Milliseconds, medians of nine.
 */
const presses = 9
const slowdowns = [1, 4]
const sizes = [25, 200]

type Figures = { rows: number; slowdown: number; select: number; load: number; activity: number; paging: number }

/** Collects the time from key to the next paint, as the browser itself measures it. Runs in the page. */
function observeKeys() {
  const keys: number[] = []
  Object.assign(window, { keys })
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'keydown') keys.push(duration)
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)
}

/** The slowest key since this was asked last. */
function slowestKey(page: Page): Promise<number> {
  return page.evaluate<number>('Math.max(0, ...keys.splice(0))')
}

async function activityLoaded(page: Page) {
  await page
    .getByRole('link', { name: /^Activity: / })
    .first()
    .waitFor()
  await page.getByRole('img', { name: 'Loading…' }).first().waitFor({ state: 'detached' })
}

async function measure(browser: Browser, origin: string, rows: number, slowdown: number): Promise<Figures> {
  const page = await browser.newPage(desktop)
  await watchTasks(page)
  await page.addInitScript(observeKeys)
  await exploreDemo(page, origin)
  const table = page.getByRole('table', { name: 'Recordings' })
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await page.goto(`${origin}/project/1/recordings?date_from=-30d&limit=${rows}&offset=1000`)
  await table
    .locator('tbody tr')
    .nth(rows - 1)
    .waitFor()
  const load = await longestTask(page)
  await activityLoaded(page)
  const activity = await longestTask(page)
  await page.getByRole('button', { name: 'Next page' }).click()
  await page.getByText(`–${new Intl.NumberFormat('en').format(1000 + 2 * rows)}`).waitFor()
  await page.locator('table[aria-busy=false]').waitFor()
  await table
    .locator('tbody tr')
    .nth(rows - 1)
    .waitFor()
  await activityLoaded(page)
  const paging = await longestTask(page)
  await page.keyboard.press('j')
  await page.locator('tr[data-row]:focus').waitFor()
  await slowestKey(page)
  const times: number[] = []
  for (let press = 0; press < presses; press += 1) {
    await page.keyboard.press('x')
    await page.locator(`tr[data-row]:focus${press % 2 === 0 ? '[data-chosen]' : ':not([data-chosen])'}`).waitFor()
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
    times.push(await slowestKey(page))
  }
  await page.close()
  return { rows, slowdown, select: median(times), load, activity, paging }
}

async function main() {
  const servers = await startServers({ count: 20_000 })
  const browser = await launch()
  console.log('rows  processor  select a row (key to paint)  longest task: load  its activity  next page')
  for (const slowdown of slowdowns) {
    for (const rows of sizes) {
      const { select, load, activity, paging } = await measure(browser, servers.dashboard.origin, rows, slowdown)
      const cells = [
        `${select.toFixed(0)} ms`.padStart(28),
        `${load.toFixed(0)} ms`.padStart(20),
        `${activity.toFixed(0)} ms`.padStart(14),
        `${paging.toFixed(0)} ms`.padStart(11),
      ]
      console.log(`${String(rows).padStart(4)}  ${slowdown === 1 ? 'as it is  ' : `${slowdown}x slower `}${cells.join('')}`)
    }
  }
  await browser.close()
  await servers.close()
}

await main()
