import type { Browser, Page } from '@playwright/test'
import { desktop, exploreDemo, isSmall, launch, longestTask, startServers, watchTasks } from './lib.ts'

/**
 * What a large result of a query costs the page: the longest task of the main thread (ms, above 50; 0 means none) while the
 * answer of 50,000 rows arrives, while the table is scrolled from top to bottom in 200 steps, while it is sorted by a text,
 * and while it is written as CSV; with 20 and with 100 columns. Beside it, in the same run, one task that draws a plain table of
 * 1,000 rows and 20 columns. `npm run bench -- --small` takes 5,000 rows. Fails where the table does not end at the last row.
 */
const rowCount = isSmall ? 5000 : 50_000
const widths = [20, 100]
const steps = 200

const own = [
  'session_id',
  'distinct_id',
  'min_first_timestamp',
  'max_last_timestamp',
  'first_url',
  'click_count',
  'keypress_count',
  'mouse_activity_count',
  'active_milliseconds',
  'console_log_count',
]

function queryOf(columns: number): string {
  const made = Array.from({ length: columns - own.length }, (_, index) => `click_count + ${index} as made_${index}`)
  return `select ${[...own, ...made].join(', ')} from raw_session_replay_events limit ${rowCount}`
}

async function recentLongestTask(page: Page): Promise<number> {
  await page.waitForTimeout(200) // the browser tells of a task a moment later
  return longestTask(page)
}

/** The last row's own number, the header among them. The demo keeps a few recordings from SQL, as real servers do. */
async function rowsOf(page: Page): Promise<string> {
  const count = await page.getByRole('table', { name: 'Results' }).getAttribute('aria-rowcount')
  if (Number(count) < rowCount * 0.95) throw new Error(`The table has ${count} rows of ${rowCount}.`)
  return count ?? ''
}

/** A frame is drawn between two steps, as when a person scrolls. */
async function scrollDown(page: Page) {
  await page.evaluate(async (count) => {
    const box = document.querySelector('[role="table"][aria-label="Results"]')?.parentElement
    if (!box) return
    for (let step = 1; step <= count; step += 1) {
      box.scrollTop = ((box.scrollHeight - box.clientHeight) * step) / count
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    }
  }, steps)
}

/** What the table is measured against: every cell an element, in one task. */
async function plainTable(page: Page): Promise<number> {
  return page.evaluate(() => {
    const began = performance.now()
    const table = document.createElement('table')
    for (let row = 0; row < 1000; row += 1) {
      const line = table.insertRow()
      for (let column = 0; column < 20; column += 1) line.insertCell().textContent = `row ${row}, column ${column}`
    }
    document.body.append(table)
    const { height } = table.getBoundingClientRect()
    table.remove()
    return height > 0 ? performance.now() - began : Number.NaN
  })
}

async function measure(browser: Browser, origin: string, columns: number): Promise<number[]> {
  const page = await browser.newPage(desktop)
  page.setDefaultTimeout(180_000)
  await watchTasks(page)
  await exploreDemo(page, origin)
  await page.goto(`${origin}/project/1/sql?${new URLSearchParams({ query: queryOf(columns) })}`)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const table = page.getByRole('table', { name: 'Results' })
  await table.waitFor()
  const arrival = await recentLongestTask(page)
  const plain = await plainTable(page)
  await recentLongestTask(page)
  await scrollDown(page)
  const scroll = await recentLongestTask(page)
  await table.locator(`[aria-rowindex="${await rowsOf(page)}"]`).waitFor()
  await recentLongestTask(page)
  await table.getByRole('columnheader', { name: 'distinct_id' }).click()
  await table.locator('[aria-sort="ascending"]').waitFor()
  await page.locator('[role="table"][aria-busy="false"]').waitFor()
  const sort = await recentLongestTask(page)
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export CSV' }).click()
  await coming
  const csv = await recentLongestTask(page)
  await page.close()
  return [arrival, scroll, sort, csv, plain]
}

async function main() {
  const { dashboard, close } = await startServers({ count: rowCount, journalLength: 0 })
  const browser = await launch()
  console.log('rows × columns  longest task: answer    scroll      sort       CSV  a plain table of 1,000 rows')
  for (const columns of widths) {
    const figures = await measure(browser, dashboard.origin, columns)
    const size = `${new Intl.NumberFormat('en').format(rowCount)} × ${columns}`.padEnd(14)
    console.log(`${size}  ${figures.map((figure) => `${figure.toFixed(0)} ms`.padStart(10)).join('')}`)
  }
  await browser.close()
  await close()
}

await main()
