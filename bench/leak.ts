import { fileURLToPath } from 'node:url'
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test'
import { createDemoHost } from '../demo/createDemoHost.ts'
import { demoKeys } from '../demo/host/keys.ts'
import { listen } from '../demo/host/listen.ts'
import { createDashboard } from '../scripts/dashboard.ts'

/**
 * What stays in memory after pages of the recordings table were turned, tooltips opened, panels opened and replays watched, round
 * after round: DOM nodes, event listeners and heap after garbage collection; then, on a fresh page, the heap before and after 100
 * turned pages. Fails where nodes or listeners end more than 10 % above the warm-up, or where the 100 pages leave more than 1 MiB
 * or end above 10 MiB. `-- --small` takes 3 rounds instead of 12.
 *
 * Nothing here may hold an element: Playwright's locators keep a handle to what disappears while they act on it, and with it the
 * whole page around it, which then looks like a leak of the app.
 */
const rounds = process.argv.includes('--small') ? 3 : 12
const flipsPerRound = 30
const recordingsPerRound = 3
const segments = [0, 0.5, 0.25]
const warmUpFlips = 20
const flipsOfHeap = 100

const mostGrowth = 1.1
const mostHeapGrowth = 2 ** 20
const mostHeap = 10 * 2 ** 20

type Figures = { nodes: number; listeners: number; heap: number }

async function figuresOf(devtools: CDPSession): Promise<Figures> {
  await devtools.send('HeapProfiler.collectGarbage')
  await devtools.send('HeapProfiler.collectGarbage')
  const { metrics } = await devtools.send('Performance.getMetrics')
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
  return { nodes: value('Nodes'), listeners: value('JSEventListeners'), heap: value('JSHeapUsedSize') }
}

async function isThere(page: Page, selector: string) {
  await page.waitForFunction((one) => document.querySelector(one) !== null, selector)
}

async function isGone(page: Page, selector: string) {
  await page.waitForFunction((one) => document.querySelector(one) === null, selector)
}

async function press(page: Page, selector: string) {
  await isThere(page, selector)
  await page.evaluate((one) => document.querySelector<HTMLElement>(one)?.click(), selector)
}

async function drawn(page: Page) {
  await isThere(page, 'table[aria-busy=false]')
}

/** Moves the real pointer over one of the elements. */
async function point(page: Page, selector: string, index: number) {
  const [x, y] = await page.evaluate(
    ([one, nth]) => {
      const element = [...document.querySelectorAll(one)][nth]
      element?.scrollIntoView({ block: 'center' })
      const box = element?.getBoundingClientRect() ?? new DOMRect()
      return [box.x + box.width / 2, box.y + box.height / 2] as const
    },
    [selector, index] as const,
  )
  await page.mouse.move(x, y)
}

async function flip(page: Page) {
  const rows = await page.evaluate(() => document.querySelector('tr[data-row]')?.getAttribute('data-row'))
  await press(page, '#pager button:last-of-type:enabled')
  await page.waitForFunction((id) => document.querySelector('tr[data-row]')?.getAttribute('data-row') !== id, rows)
  await drawn(page)
}

async function hover(page: Page) {
  for (let index = 5; index < 10; index += 1) {
    await point(page, 'tbody td:nth-child(2) span[tabindex]', index)
    await isThere(page, '[role=tooltip]')
  }
  await page.mouse.move(0, 0)
  await isGone(page, '[role=tooltip]')
}

async function openPanel(page: Page, index: number) {
  await press(page, `tbody tr:nth-child(${index + 1}) td:nth-child(4)`)
  await isThere(page, '[role=dialog] h2')
}

async function closePanel(page: Page) {
  await press(page, '[role=dialog] button[aria-label=Close]')
  await isGone(page, '[role=dialog]')
}

async function seek(page: Page, ratio: number) {
  await page.evaluate((part) => {
    const input = document.querySelector<HTMLInputElement>('input[aria-label=Position]')
    if (!input) return
    const value = String(Number(input.max) * part)
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }, ratio)
}

/** Opens a recording's panel and from there its page, plays and seeks, and leaves while it plays. */
async function watch(page: Page, index: number) {
  await openPanel(page, index)
  await press(page, '[role=dialog] a[aria-label="Open as page"]')
  for (const ratio of segments) {
    await isThere(page, 'input[aria-label=Position], [aria-label=Replay] [role=alert]') // some cannot be played
    await seek(page, ratio)
    await page.evaluate(() => document.querySelector<HTMLElement>('button[aria-label=Play]')?.click())
    await page.waitForTimeout(400)
  }
  await press(page, 'nav[aria-label=Breadcrumb] a')
  await drawn(page)
}

async function round(page: Page) {
  for (let count = 0; count < flipsPerRound; count += 1) await flip(page)
  await hover(page)
  for (let index = 0; index < recordingsPerRound; index += 1) {
    await openPanel(page, index)
    await closePanel(page)
    await watch(page, index)
  }
}

function print(name: string, { nodes, listeners, heap }: Figures) {
  console.log(`${name.padEnd(16)}${String(nodes).padStart(8)}${String(listeners).padStart(11)}${inMiB(heap).padStart(12)}`)
}

function inMiB(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(2)} MiB`
}

async function openTable(browser: Browser, origin: string) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.addInitScript('globalThis.__name = (one) => one') // what runs this file names functions by it
  await page.goto(`${origin}/connect?next=/project/1/recordings`)
  await page.getByRole('button', { name: 'Explore the demo project' }).click()
  await drawn(page)
  await page.goto(`${origin}/project/1/recordings?date_from=-90d`) // more pages than will be turned
  await drawn(page)
  const devtools = await context.newCDPSession(page)
  await devtools.send('Performance.enable')
  return { page, devtools }
}

/** What is wrong with nodes and listeners after many rounds. */
async function measureRounds(browser: Browser, origin: string): Promise<string[]> {
  const { page, devtools } = await openTable(browser, origin)
  await round(page)
  const start = await figuresOf(devtools)
  print('warm-up', start)
  let end = start
  for (let count = 1; count <= rounds; count += 1) {
    await round(page)
    end = await figuresOf(devtools)
    print(`round ${count}`, end)
  }
  await page.context().close()
  return (['nodes', 'listeners'] as const)
    .filter((name) => end[name] > start[name] * mostGrowth)
    .map((name) => `The ${name} grew from ${start[name]} to ${end[name]}.`)
}

/** What is wrong with the heap after many turned pages. */
async function measureFlips(browser: Browser, origin: string): Promise<string[]> {
  const { page, devtools } = await openTable(browser, origin)
  for (let count = 0; count < warmUpFlips; count += 1) await flip(page)
  const before = await figuresOf(devtools)
  print(`${warmUpFlips} flips`, before)
  for (let count = 0; count < flipsOfHeap; count += 1) await flip(page)
  const after = await figuresOf(devtools)
  print(`${flipsOfHeap} flips later`, after)
  await page.context().close()
  const growth = after.heap - before.heap
  return [
    ...(growth > mostHeapGrowth ? [`${flipsOfHeap} flips left ${inMiB(growth)}.`] : []),
    ...(after.heap > mostHeap ? [`The heap is ${inMiB(after.heap)} after ${flipsOfHeap} flips.`] : []),
  ]
}

async function main() {
  const host = createDemoHost({ count: 40_000, journalLength: 0 })
  const demo = await listen((request) => host.fetch(request), 0)
  const config = { demo: { host: demo.origin, key: demoKeys.all, projectId: '1' } }
  const dashboard = await listen(createDashboard(fileURLToPath(new URL('../dist', import.meta.url)), config).fetch, 0)
  const isRoot = process.getuid?.() === 0
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'],
    args: isRoot ? ['--no-sandbox', '--disable-gpu'] : [],
  })
  console.log('after              nodes  listeners        heap')
  const faults = [...(await measureRounds(browser, dashboard.origin)), ...(await measureFlips(browser, dashboard.origin))]
  await browser.close()
  for (const server of [dashboard, demo]) await server.close()
  for (const fault of faults) console.error(fault)
  process.exitCode = faults.length > 0 ? 1 : 0
}

await main()
