import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Page } from '@playwright/test'
import { Hono } from 'hono'
import { build } from 'vite'
import { demoKeys } from '../demo/host/keys.ts'
import {
  connect,
  firstRow,
  listenAsCdn,
  loadedFrom,
  logNetwork,
  nameInFirstRow,
  recordingsPath,
  type RowWatch,
  startServers,
  untilIdle,
  watchRows,
} from '../scripts/visit.ts'
import { createComparison, type Side } from './compare.ts'
import { desktop, heapOf, isSmall, launch, longestTask, untilCalm, watchTasks } from './lib.ts'

/**
 * How soon the first row of recordings is painted, how soon the next page is, and what a visit costs, beside a page of the same
 * libraries written the obvious way (`bench/peer-stack`). Both ask one demo host across origins; samples go ours, theirs, ours,
 * theirs, each once the machine is calm. Medians, and their ratio with its bootstrap interval of 95 %. `-- --small` takes three
 * loads. Never fails because something was slow.
 */
const loads = isSmall ? 3 : 7
const flipRounds = isSmall ? 1 : 4
const flipsPerRound = 3
const walk = isSmall ? 20 : 100

/** Flips before a walk: in them the browser compiles what a flip uses, and the driver brings its own code into the page. */
const flipsBefore = 10

type Profile = { name: string; slowdown: number; isMobile: boolean; cold: number }

const profiles: readonly Profile[] = [
  { name: 'as it is', slowdown: 1, isMobile: false, cold: 0.8 },
  { name: 'processor 4x slower', slowdown: 4, isMobile: false, cold: 0.85 },
  { name: 'processor 4x slower, Fast 4G', slowdown: 4, isMobile: true, cold: 0.8 },
]
const wired = profiles.filter(({ isMobile }) => !isMobile)

/** What the browser's own tools call Fast 4G: latency in milliseconds, throughput in bytes a second. */
const fast4G = { offline: false, latency: 165, downloadThroughput: 1_012_500, uploadThroughput: 168_750 }

/** How the pointer comes to *Next page*: it stays there from page to page, arrives 80 ms before the click, or with it. */
const approaches = [
  { name: 'pointer stays there', stays: true, hoverMs: 80, ratio: 0.35 },
  { name: 'after 80 ms of hover', stays: false, hoverMs: 80, ratio: 0.35 },
  { name: 'without hover', stays: false, hoverMs: 0, ratio: 0.8 },
]
const readingMs = 500

const comparison = createComparison([
  ...profiles.map(({ name, cold }) => ({ name: `First row, ${name}`, unit: 'ms' as const, ratio: cold })),
  ...profiles.map(({ name }) => ({ name: `First row, files cached, ${name}`, unit: 'ms' as const, ratio: 0.8 })),
  ...wired.flatMap((profile) =>
    approaches.map(({ name, ratio }) => ({ name: `Next page ${name}, ${profile.name}`, unit: 'ms' as const, ratio })),
  ),
  { name: 'Longest task until rest, as it is', unit: 'ms', most: 50 },
  { name: 'Longest task until rest, processor 4x slower', unit: 'ms', ratio: 1 },
  { name: 'Requests to the own origin before the first row', unit: '', most: 6 },
  { name: 'Requests until rest, the API included', unit: '' },
  { name: 'JavaScript until rest', unit: 'KiB', most: 150 },
  { name: 'CSS until rest', unit: 'KiB', most: 12 },
  { name: 'DOM nodes after load', unit: '' },
  { name: 'Heap after load', unit: 'MiB' },
  { name: `Heap after ${walk} pages`, unit: 'MiB', most: 10 },
  { name: `Growth over ${walk} pages`, unit: 'MiB', most: 1 },
])

type App = { side: Side; address: string; nextPage: string; prepare: (page: Page) => Promise<void> }

async function buildPeer(): Promise<Hono> {
  const outDir = fileURLToPath(new URL('../.cache/bench-peer-stack', import.meta.url))
  await build({
    root: fileURLToPath(new URL('./peer-stack', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'es2023' },
  })
  const site = new Hono()
  site.use(async (context, next) => {
    await next()
    const isNamedByContent = context.req.path.startsWith('/assets/')
    context.header('Cache-Control', isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache')
    // With it the browser starts another process, which a bare stack that is safe to open pays for too.
    if (!isNamedByContent) context.header('Cross-Origin-Opener-Policy', 'same-origin')
  })
  return site.use(serveStatic({ root: outDir }))
}

const peer = await listenAsCdn(await buildPeer())
const servers = await startServers()
const browser = await launch()

/** Names by which the pages of the table are told from each other. */
const names = await Promise.all(Array.from({ length: walk + flipsBefore + 1 }, (_, page) => nameInFirstRow(servers, page * 50)))
const twin = names.findIndex((name, page) => name === names[page + 1])
if (twin >= 0) throw new Error(`Pages ${twin + 1} and ${twin + 2} begin with the same name, so they cannot be told apart.`)

const apps: readonly App[] = [
  {
    side: 'ours',
    address: servers.dashboard.origin + recordingsPath,
    nextPage: 'button:has-text("Next page")',
    prepare: (page) => connect(page, servers),
  },
  {
    side: 'peer',
    address: peer.origin,
    nextPage: 'button[aria-label="next page"]',
    async prepare(page) {
      await page.addInitScript((host) => localStorage.setItem('host', host), servers.demo.origin)
      await page.addInitScript((key) => localStorage.setItem('key', key), demoKeys.all)
    },
  },
]

let samples = 0
let noisySamples = 0

/** A page in a browser that has never been here, once the machine is calm. */
async function open({ prepare }: App, { slowdown, isMobile }: Profile) {
  samples += 1
  if (!(await untilCalm())) noisySamples += 1
  const context = await browser.newContext(desktop)
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  const log = await logNetwork(devtools)
  await watchRows(page, names[0] ?? '')
  await watchTasks(page)
  await prepare(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  if (isMobile) await devtools.send('Network.emulateNetworkConditions', fast4G)
  return { page, devtools, log, close: () => context.close() }
}

type Visit = Awaited<ReturnType<typeof open>>

/** Loads the page to its rest; when its first row was painted. */
async function load({ page, log }: Visit, { address }: App) {
  await page.goto(address, { waitUntil: 'commit' })
  const row = await firstRow(page)
  await untilIdle(page, log)
  return row
}

/** A first visit, and another one with what the browser has cached by then. `add` takes the figures. */
async function measureLoad(app: App, profile: Profile, add: (name: string, value: number) => void) {
  const visit = await open(app, profile)
  const { page, devtools, log } = visit
  const { painted, inPage } = await load(visit, app)
  add(`First row, ${profile.name}`, painted)
  if (!profile.isMobile) add(`Longest task until rest, ${profile.name}`, await longestTask(page))
  if (profile === profiles[0]) {
    const { requests, js, css } = loadedFrom(new URL(app.address).origin, log.requests(), inPage)
    add('Requests to the own origin before the first row', requests)
    add('Requests until rest, the API included', log.requests().length)
    add('JavaScript until rest', js)
    add('CSS until rest', css)
    add('Heap after load', (await heapOf(devtools)) / 2 ** 20)
    add('DOM nodes after load', (await devtools.send('Memory.getDOMCounters')).nodes)
  }
  log.clear()
  await page.goto('about:blank')
  await page.goto(app.address, { waitUntil: 'commit' })
  add(`First row, files cached, ${profile.name}`, (await firstRow(page)).painted)
  await visit.close()
}

type Flip = { to: number; stays: boolean; hoverMs: number }

/** Goes on to page `to`, counted from 0; milliseconds from the click to the painted first row. */
async function flip(page: Page, { nextPage }: App, { to, stays, hoverMs }: Flip): Promise<number> {
  const button = page.locator(`${nextPage}:enabled`)
  await button.scrollIntoViewIfNeeded()
  const box = await button.boundingBox()
  if (!box) throw new Error('There is no next page.')
  await page.evaluate((name) => {
    const clicked = new Promise<number>((resolve) => {
      addEventListener('click', ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true })
    })
    const { rowWith } = window as unknown as RowWatch
    const flipped = rowWith(name).then(async ({ painted }) => painted - (await clicked))
    Object.assign(window, { flipped })
  }, names[to] ?? '')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.waitForTimeout(hoverMs)
  await page.mouse.down()
  await page.mouse.up()
  const taken = await page.evaluate<number>('flipped')
  if (!stays) await page.mouse.move(1, 1)
  return taken
}

async function measureFlips(app: App, profile: Profile) {
  const visit = await open(app, profile)
  await load(visit, app)
  let to = 1
  for (const { name, ...approach } of approaches) {
    await flip(visit.page, app, { ...approach, to }) // the first of its kind does not count
    for (let count = 1; count <= flipsPerRound; count += 1) {
      await visit.page.waitForTimeout(readingMs)
      const taken = await flip(visit.page, app, { ...approach, to: to + count })
      comparison.add(`Next page ${name}, ${profile.name}`, app.side, taken)
    }
    await visit.page.waitForTimeout(readingMs)
    to += flipsPerRound + 1
  }
  await visit.close()
}

async function measureGrowth(app: App, profile: Profile) {
  const visit = await open(app, profile)
  await load(visit, app)
  const next = (to: number) => flip(visit.page, app, { to, stays: true, hoverMs: 0 })
  for (let to = 1; to <= flipsBefore; to += 1) await next(to)
  const before = await heapOf(visit.devtools)
  for (let count = 1; count <= walk; count += 1) await next(flipsBefore + count)
  const after = await heapOf(visit.devtools)
  comparison.add(`Heap after ${walk} pages`, app.side, after / 2 ** 20)
  comparison.add(`Growth over ${walk} pages`, app.side, (after - before) / 2 ** 20)
  await visit.close()
}

async function main() {
  const [asItIs] = profiles
  if (!asItIs) return
  for (const app of apps) await measureLoad(app, asItIs, () => {}) // fills the caches of the servers
  for (let round = 0; round < loads; round += 1) {
    for (const profile of profiles) {
      for (const app of apps) await measureLoad(app, profile, (name, value) => comparison.add(name, app.side, value))
    }
  }
  for (let round = 0; round < flipRounds; round += 1) {
    for (const profile of wired) for (const app of apps) await measureFlips(app, profile)
  }
  for (const app of apps) await measureGrowth(app, asItIs)
  comparison.print()
  console.log(`${cpus().length} processors, Node ${process.versions.node}, Chromium ${browser.version()}.`)
  console.log(`${samples} samples, ${noisySamples} of them taken although the machine did not become calm.`)
}

try {
  await main()
} finally {
  await browser.close()
  for (const server of [peer, servers.dashboard, servers.demo]) await server.close()
}
