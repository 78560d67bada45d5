import { fileURLToPath } from 'node:url'
import type { Browser, Page } from '@playwright/test'
import { build } from 'vite'
import { launch, median, watchTasks } from './lib.ts'

/**
 * Time to compute all deliveries of 10,000 subscriptions in 31 days, by our engine and by rrule.js, in Chromium: first and
 * later runs on a new page, and the longest main-thread task of the first run. Our engine runs in one go and in slices, as in
 * the calendar. Milliseconds, medians of five pages, at full speed and with the CPU four times slower. Fails if results
 * differ, if sliced work doesn’t stop or blocks the page for more than 50 ms, or if rrule.js is less than 60 times slower at
 * full speed.
 */
const slowdowns = [1, 4]
const leastTimes = 60
const pages = { engine: 5, slices: 5, library: 1 }
const roundsPerPage = { engine: 5, slices: 5, library: 1 }

type Engine = keyof typeof pages
type Outcome = { deliveries: number; sum: number }
type Figures = Outcome & { first: number; later: number | null; longest: number }

/** Globals that scheduleWork.ts adds to the page. */
type Work = {
  expandAll(engine: Exclude<Engine, 'slices'>): number
  expandInSlices(): Promise<number>
  stopInBetween(): Promise<number>
  outcome(): Outcome
  tasks: number[]
}

/** Bundles the work as one classic script. */
async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL('scheduleWork.ts', import.meta.url))
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: true, lib: { entry, formats: ['iife'], name: 'scheduleWork' } },
  })
  const output = [built].flat().flatMap((one) => ('output' in one ? one.output : []))
  return output.find((one) => one.type === 'chunk')?.code ?? ''
}

/** Runs once in a task of its own, so that the browser reports its length. */
async function round(page: Page, engine: Engine): Promise<{ ms: number; longest: number }> {
  return page.evaluate(async (name) => {
    const { expandAll, expandInSlices, tasks } = window as unknown as Work
    tasks.length = 0
    const ms = await new Promise<number>((resolve) =>
      setTimeout(() => resolve(name === 'slices' ? expandInSlices() : expandAll(name))),
    )
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)))
    return { ms, longest: Math.max(0, ...tasks) }
  }, engine)
}

/** Repeats the work on new pages. */
async function measure(browser: Browser, script: string, slowdown: number, engine: Engine): Promise<Figures> {
  const seen: { ms: number; longest: number }[][] = []
  let outcome: Outcome = { deliveries: 0, sum: 0 }
  for (let count = 0; count < pages[engine]; count += 1) {
    const page = await browser.newPage()
    await watchTasks(page)
    await page.goto('about:blank')
    await page.addScriptTag({ content: script })
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    const rounds = [await round(page, engine)]
    while (rounds.length < roundsPerPage[engine]) rounds.push(await round(page, engine))
    seen.push(rounds)
    outcome = await page.evaluate(() => (window as unknown as Work).outcome())
    await page.close()
  }
  const firsts = seen.flatMap((rounds) => rounds.slice(0, 1))
  const laters = seen.flatMap((rounds) => rounds.slice(1))
  return {
    ...outcome,
    first: median(firsts.map(({ ms }) => ms)),
    later: laters.length > 0 ? median(laters.map(({ ms }) => ms)) : null,
    longest: median(firsts.map(({ longest }) => longest)),
  }
}

/** Subscriptions done when an abort stopped the sliced work, with the CPU four times slower. */
async function stopped(browser: Browser, script: string): Promise<number> {
  const page = await browser.newPage()
  await page.goto('about:blank')
  await page.addScriptTag({ content: script })
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const done = await page.evaluate(() => (window as unknown as Work).stopInBetween())
  await page.close()
  return done
}

function print(name: string, slowdown: number, { first, later, longest, deliveries }: Figures) {
  const task = longest === 0 ? 'below 50 ms' : `${longest.toFixed(0)} ms`
  const cells = [`${first.toFixed(0)} ms`, later === null ? '' : `${later.toFixed(0)} ms`, task, deliveries.toLocaleString('en')]
  const processor = slowdown === 1 ? 'as it is' : `${slowdown}x slower`
  console.log(`${name.padEnd(12)}${processor.padEnd(12)}${cells.map((cell) => cell.padStart(14)).join('')}`)
}

async function main() {
  const script = await bundle()
  const browser = await launch()
  console.log('\n10,000 subscriptions, 31 days     first time         later  longest task    deliveries')
  for (const slowdown of slowdowns) {
    const engine = await measure(browser, script, slowdown, 'engine')
    const slices = await measure(browser, script, slowdown, 'slices')
    const library = await measure(browser, script, slowdown, 'library')
    print('our engine', slowdown, engine)
    print('in slices', slowdown, slices)
    print('rrule.js', slowdown, library)
    const times = library.first / engine.first
    console.log(`Our engine is ${times.toFixed(0)} times as fast.`)
    if (engine.sum !== library.sum || slices.sum !== library.sum) throw new Error('They do not agree on the deliveries.')
    if (slowdown === 1 && slices.longest > 0) throw new Error(`A slice took ${slices.longest.toFixed(0)} ms.`)
    if (slowdown === 1 && !(times >= leastTimes))
      throw new Error(`rrule.js is only ${times.toFixed(1)} times slower, not ${leastTimes}.`)
  }
  const done = await stopped(browser, script)
  console.log(`Work in slices that was stopped at once had done ${done.toLocaleString('en')} of 10,000.`)
  if (done >= 10_000) throw new Error('The sliced work did not stop.')
  await browser.close()
}

await main()
