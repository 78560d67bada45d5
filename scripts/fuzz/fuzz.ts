import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Browser, chromium, type Page } from '@playwright/test'
import { createChance } from '../../demo/tools/record/chance.ts'
import { createDemoHost } from '../../demo/createDemoHost.ts'
import { listen } from '../../demo/host/listen.ts'
import { createDashboard } from '../dashboard.ts'
import { textHash } from '../../src/lib/textHash.ts'
import { launchOptions } from '../launchOptions.ts'
import { connect } from '../visit.ts'
import { damage } from './damage.ts'
import { planVisits, type Visit } from './visits.ts'

const dist = fileURLToPath(new URL('../../dist', import.meta.url))

/** Two tabs use two cores. */
const tabs = 2
/** A browser whose stores hold what damaged answers left, for so many visits. */
const visitsPerContext = 40
/** A page that answers nothing for so many milliseconds hangs. */
const longestSilence = 20_000
const quietMs = 150
const longestWait = 3000

type Fault = { seed: number; path: string; what: string }

/** A demo host whose answers are damaged: by the seed of the visit and by the request, because the order of requests differs from run to run. */
async function openHost() {
  const host = createDemoHost({ count: 60, countSubscriptions: 60, journalLength: 100 })
  const state = { seed: 0, pending: 0 }
  const server = await listen(async (request) => {
    state.pending += 1
    try {
      const response = await host.fetch(request)
      if (request.method === 'OPTIONS') return response
      const { pathname, search } = new URL(request.url)
      return await damage(response, createChance(textHash(`${state.seed} ${request.method} ${pathname}${search}`)))
    } finally {
      state.pending -= 1
    }
  }, 0)
  return { host, server, state }
}

/** Until nothing was requested for a moment. */
async function settle(page: Page, pending: () => number): Promise<void> {
  const began = Date.now()
  for (let quietSince = began; Date.now() - quietSince < quietMs && Date.now() - began < longestWait;) {
    await page.waitForTimeout(50)
    if (pending() > 0) quietSince = Date.now()
  }
}

async function describeBreak(page: Page): Promise<string | null> {
  const isShown = page.waitForFunction(() => document.body.innerText.trim() !== '', null, { timeout: longestSilence })
  if ((await isShown.catch(() => null)) === null) return 'The page is empty.'
  if (!(await page.locator('body').innerText()).includes('This page crashed.')) return null
  await page
    .getByText('Details')
    .first()
    .click({ timeout: 2000 })
    .catch(() => undefined)
  return (await page.locator('body').innerText()).replace(/^[^]*This page crashed\./, 'Crashed:').slice(0, 500)
}

async function makeVisit(page: Page, origin: string, { path, act }: Visit, pending: () => number): Promise<string | null> {
  await page.goto(origin + path, { waitUntil: 'domcontentloaded' })
  await settle(page, pending)
  const atFirst = await describeBreak(page)
  if (atFirst !== null) return atFirst
  await act(page).catch(() => undefined) // covered or gone: the page matters, not the click
  await settle(page, pending)
  return describeBreak(page)
}

function withLimit<Value>(work: Promise<Value>, ms: number): Promise<Value | 'hangs'> {
  return Promise.race([work, new Promise<'hangs'>((resolve) => setTimeout(resolve, ms, 'hangs').unref())])
}

type TabWork = { browser: Browser; seeds: number[]; faults: Fault[]; onVisit: () => void }

async function visitAll({ browser, seeds, faults, onVisit }: TabWork): Promise<void> {
  const { host, server, state } = await openHost()
  const visitOf = await planVisits(host)
  const dashboard = await listen(createDashboard(dist, {}).fetch, 0)
  for (let from = 0; from < seeds.length; from += visitsPerContext) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
    let page: Page | null = null
    let complaint: string | null = null
    const pending = new Set<unknown>()
    for (const seed of seeds.slice(from, from + visitsPerContext)) {
      const random = createChance(seed)
      const visit = visitOf(random)
      if (!page) {
        page = await context.newPage()
        page.on('pageerror', (error) => (complaint = error.stack ?? error.message))
        page.on('dialog', (dialog) => {
          if (dialog.type() === 'alert') complaint = `Alert: ${dialog.message()}`
          dialog.accept().catch(() => undefined)
        })
        page.on('request', (request) => pending.add(request))
        page.on('requestfinished', (request) => pending.delete(request))
        page.on('requestfailed', (request) => pending.delete(request))
        await connect(page, { host, demo: server, dashboard })
      }
      complaint = null
      pending.clear()
      state.seed = seed
      const result = await withLimit(
        makeVisit(page, dashboard.origin, visit, () => pending.size + state.pending).catch(
          (error: unknown) => `Failed: ${String(error)}`,
        ),
        longestSilence * 2,
      )
      const what = result ?? complaint
      if (what !== null) faults.push({ seed, path: visit.path, what })
      onVisit()
      if (result === 'hangs') {
        await withLimit(page.close(), 5000)
        page = null
      }
    }
    await withLimit(context.close(), 10_000)
  }
  await Promise.all([server.close(), dashboard.close()])
}

const { values } = parseArgs({ options: { visits: { type: 'string', default: '2000' }, seed: { type: 'string', default: '' } } })
const count = values.seed === '' ? Number(values.visits) : 1
const first = values.seed === '' ? 1 : Number(values.seed)
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(first)) {
  console.error('--visits and --seed take whole numbers.')
  process.exit(1)
}
const browser = await chromium.launch(launchOptions)
const faults: Fault[] = []
let made = 0
const seeds = Array.from({ length: count }, (_, index) => first + index)
await Promise.all(
  Array.from({ length: Math.min(tabs, count) }, (_, tab) =>
    visitAll({
      browser,
      seeds: seeds.filter((_seed, index) => index % tabs === tab),
      faults,
      onVisit: () => {
        made += 1
        if (made % 100 === 0) console.log(`${made} of ${count} visits, ${faults.length} broken`)
      },
    }),
  ),
)
await browser.close()
for (const { seed, path, what } of faults) console.log(`\nSeed ${seed}, ${path}\n${what}`)
console.log(`\n${made} visits with damaged answers, ${faults.length} broken.`)
process.exitCode = faults.length === 0 ? 0 : 1
