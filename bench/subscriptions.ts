import { createReadStream } from 'node:fs'
import type { Browser, Page } from '@playwright/test'
import { demoKeys } from '../demo/host/keys.ts'
import { desktop, exploreDemo, launch, longestTask, startServers, watchTasks } from './lib.ts'

/**
 * What the Subscriptions screen does with 10,000 subscriptions beside what it does with 140, in the same run: the longest task of
 * the main thread (ms, those of 50 and less are not measured by browsers) and the time while all are loaded, while a search is made
 * and cleared, on the calendar, and while all deliveries of a year are written as ICS, with the size of that file. Fails where the
 * file does not hold as many events as the screen says, or a task takes longer than 100 ms on the machine as it is.
 */
const counts = [140, 10_100]
const worst = 100

type Step = { name: string; longest: number; ms: number; more?: string }

/** The longest task since it was asked last; what follows an answer, such as drawing it, included. */
async function longestTaskUntilIdle(page: Page): Promise<number> {
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 100))))
  return longestTask(page)
}

/** A title may hold these words too, but never a line of its own. */
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

/** Waits for a text, or for it to go. Asked in the document itself: a search by role through a page of rows takes a task of its own. */
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
  await fetch(list, { headers: { Authorization: `Bearer ${demoKeys.all}` } }) // the host makes them when they are first asked for
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
    await until(page, 'to come in the weeks shown')
  })
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByLabel('Range').selectOption('365')
  await step('ICS of a year', async () => {
    const coming = page.waitForEvent('download', { timeout: 120_000 })
    await page.getByRole('button', { name: 'Write the file' }).click()
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
    if (slow) throw new Error(`“${slow.name}” kept the page for ${slow.longest.toFixed(0)} ms.`)
  }
  await browser.close()
}

await main()
