import { createReadStream } from 'node:fs'
import type { Browser, Page } from '@playwright/test'
import { demoKeys } from '../demo/host/keys.ts'
import { desktop, exploreDemo, launch, longestTask, startServers, watchTasks } from './lib.ts'

/**
 * Longest main-thread task (browsers report those above 50 ms) and duration with 140 and 10,000 subscriptions: loading all,
 * searching, clearing the search, the calendar, and an ICS export of a year with its file size. Fails if the file’s event
 * count differs from the page’s, or if a task takes longer than 100 ms at full speed.
 */
const counts = [140, 10_100]
const worst = 100

type Step = { name: string; longest: number; ms: number; more?: string }

/** The longest task since the last call, including drawing. */
async function longestTaskUntilIdle(page: Page): Promise<number> {
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 100))))
  return longestTask(page)
}

/** A title may contain these words, but never as a line of its own. */
const beginning = '\r\nBEGIN:VEVENT\r\n'

async function countEvents(file: string): Promise<{ events: number; bytes: number }> {
  let events = 0
  let bytes = 0
  let rest = ''
  for await (const piece of createReadStream(file, 'utf8')) {
    const text = rest + String(piece)
    bytes += String(piece).length
    const parts = text.split(beginning)
    events += parts.length - 1
    rest = (parts.at(-1) ?? '').slice(-beginning.length + 1)
  }
  return { events, bytes }
}

/** Waits for a text to appear or disappear. Checked inside the page, because a search by role takes a long task of its own. */
async function until(page: Page, text: string, isThere = true) {
  const begun = performance.now()
  while ((await page.evaluate((wanted) => document.body.textContent?.includes(wanted), text)) !== isThere) {
    if (performance.now() - begun > 120_000) throw new Error(`“${text}” ${isThere ? 'never came' : 'never went'}.`)
    await page.waitForTimeout(50)
  }
}

async function measure(browser: Browser, count: number): Promise<Step[]> {
  const { demo, dashboard, close } = await startServers({ countSubscriptions: count, journalLength: 0 })
  const page = await browser.newPage({ ...desktop, acceptDownloads: true })
  await watchTasks(page)
  await exploreDemo(page, dashboard.origin)
  const list = `${demo.origin}/api/projects/1/subscriptions/?limit=1`
  await fetch(list, { headers: { Authorization: `Bearer ${demoKeys.all}` } }) // the host creates them on the first request
  const shown = new Intl.NumberFormat('en').format(Math.min(count, 10_000))
  const steps: Step[] = []
  async function step(name: string, work: () => Promise<string | void>) {
    await longestTaskUntilIdle(page)
    const began = performance.now()
    const more = await work()
    const ms = performance.now() - began
    steps.push({ name, ms, longest: await longestTaskUntilIdle(page), ...(more ? { more } : {}) })
  }
  const search = page.getByLabel('Search subscriptions')
  await step('load all', async () => {
    await page.goto(`${dashboard.origin}/project/1/subscriptions?last=hide`)
    await until(page, `1–50 of ${shown}`)
  })
  await step('search', async () => {
    await search.fill('morning')
    await until(page, `1–50 of ${shown}`, false)
  })
  await step('clear the search', async () => {
    await search.fill('')
    await until(page, `1–50 of ${shown}`)
  })
  await step('calendar', async () => {
    await page.getByRole('tab', { name: 'Calendar' }).click()
    await until(page, 'in the weeks shown')
  })
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByLabel('Range').selectOption('365')
  await step('ICS of a year', async () => {
    const coming = page.waitForEvent('download', { timeout: 120_000 })
    await page.getByRole('dialog').getByRole('button', { name: 'Export' }).click()
    const { events, bytes } = await countEvents(await (await coming).path())
    await until(page, `${new Intl.NumberFormat('en').format(events)} deliveries of ${shown} subscriptions`)
    return `${new Intl.NumberFormat('en').format(events)} events, ${(bytes / 1e6).toFixed(0)} MB`
  })
  await page.close()
  await close()
  return steps
}

async function main() {
  const browser = await launch()
  console.log('\nsubscriptions  what                    longest task        time')
  for (const count of counts) {
    const steps = await measure(browser, count)
    for (const { name, longest, ms, more = '' } of steps) {
      const task = longest === 0 ? 'below 50 ms' : `${longest.toFixed(0)} ms`
      const cells = [String(count).padStart(13), `  ${name.padEnd(22)}`, task.padStart(14), `${ms.toFixed(0)} ms`.padStart(12)]
      console.log(`${cells.join('')}  ${more}`)
    }
    const slow = steps.find(({ longest }) => longest > worst)
    if (slow) throw new Error(`“${slow.name}” blocked the page for ${slow.longest.toFixed(0)} ms.`)
  }
  await browser.close()
}

await main()
