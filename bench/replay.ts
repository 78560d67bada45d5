import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import type { Browser, CDPSession, Page } from '@playwright/test'
import { build } from 'vite'
import { benchRecordings } from '../demo/data/benchRecordings.ts'
import { createDemoHost } from '../demo/host.ts'
import { demoKeys } from '../demo/keys.ts'
import { listen } from '../demo/listen.ts'
import { createDashboard } from '../scripts/dashboard.ts'
import { desktop, exploreDemo, heapOf, isSmall, launch, longestTask, watchTasks } from './lib.ts'

/**
 * How soon a recording of about 1, 10 and 50 MB shows its first frame, what holds the main thread meanwhile, how quick seeks are
 * and what is in memory once all of it is there: the recording's page beside a page that fetches everything, decodes it on the
 * main thread and hands it to rrweb-player (`bench/peer`). The same bytes for both, from memory. `-- --small` leaves out 50 MB, `-- --large`
 * takes nothing else.
 */
const peerFolder = fileURLToPath(new URL('../.cache/bench-peer', import.meta.url))
const isLarge = process.argv.includes('--large')

type Condition = { name: string; slowdown: number; bitsPerSecond: number | null }

const conditions: readonly Condition[] = [
  { name: 'as it is', slowdown: 1, bitsPerSecond: null },
  { name: '9 Mbit/s', slowdown: 1, bitsPerSecond: 9_000_000 },
  { name: '4x slower', slowdown: 4, bitsPerSecond: null },
]

type Figures = { first: number; longest: number; seeks: number[]; heap: number; resident: number | null }

/** Notes when the recorded page first stood in its frame. Runs in the page. */
function observeFirstFrame(kind: 'ours' | 'peer') {
  const recorded = () => {
    const stage = document.querySelector<HTMLIFrameElement>('iframe[title="Recorded page"]')?.contentDocument
    const within = kind === 'ours' ? stage : document
    return within?.querySelector<HTMLIFrameElement>('.replayer-wrapper iframe')?.contentDocument?.body
  }
  const look = () => {
    if ((recorded()?.childElementCount ?? 0) > 0) Object.assign(window, { firstFrame: performance.now() })
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** Milliseconds until the frame after a seek is painted. */
async function timeSeek(page: Page, kind: 'ours' | 'peer', at: number): Promise<number> {
  return page.evaluate(
    async ([which, to]) => {
      const began = performance.now()
      if (which === 'ours') {
        const input = document.querySelector<HTMLInputElement>('input[aria-label="Position"]')
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, String(to / 1000))
        input?.dispatchEvent(new Event('input', { bubbles: true }))
      } else {
        ;(window as unknown as { peer: { goto: (at: number, play: boolean) => void } }).peer.goto(to, false)
      }
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      return performance.now() - began
    },
    [kind, at] as const,
  )
}

async function memory(browser: Browser, devtools: CDPSession): Promise<{ heap: number; resident: number | null }> {
  const heap = await heapOf(devtools)
  const whole = await browser.newBrowserCDPSession()
  const { processInfo } = await whole.send('SystemInfo.getProcessInfo')
  const sizes = await Promise.all(
    processInfo
      .filter(({ type }) => type === 'renderer')
      .map(async ({ id }) => Number((await readFile(`/proc/${id}/statm`, 'utf8')).split(' ')[1]) * 4096),
  ).catch(() => null) // only Linux says
  return { heap, resident: sizes && Math.max(...sizes) }
}

type Place = {
  browser: Browser
  kind: 'ours' | 'peer'
  address: string
  origin: string
  condition: Condition
  seeksTo: readonly number[] | null
}

async function measure({
  browser,
  kind,
  address,
  origin,
  condition,
  seeksTo,
}: Place): Promise<Figures & { snapshots: number[] }> {
  const context = await browser.newContext(desktop)
  const page = await context.newPage()
  if (kind === 'ours') await exploreDemo(page, origin)
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: condition.slowdown })
  if (condition.bitsPerSecond !== null) {
    const bytes = condition.bitsPerSecond / 8
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 20,
      downloadThroughput: bytes,
      uploadThroughput: bytes,
    })
  }
  page.on('pageerror', (error) => console.error(kind, error.message))
  await page.addInitScript('globalThis.__name = (one) => one') // what runs this file names functions by it
  await watchTasks(page)
  await page.addInitScript(observeFirstFrame, kind)
  await devtools.send('Network.clearBrowserCache') // both come as to a first visit
  await page.goto(address)
  await page.waitForFunction(() => 'firstFrame' in window, null, { timeout: 300_000 })
  const first = await page.evaluate<number>('firstFrame')
  if (kind === 'ours') {
    await page.getByText('Transcript', { exact: true }).click()
    await page.getByText('parts are loaded').waitFor({ state: 'detached', timeout: 300_000 })
    await page.getByText('Transcript', { exact: true }).click()
  }
  const longest = await longestTask(page)
  const { heap, resident } = await memory(browser, devtools)
  const snapshots =
    kind === 'peer' ? await page.evaluate(() => (window as unknown as { fullSnapshots: number[] }).fullSnapshots) : []
  const duration = kind === 'peer' ? (snapshots.at(-1) ?? 0) : 0
  const last = snapshots[Math.floor(snapshots.length * 0.8)] ?? duration
  const seeks: number[] = []
  for (const at of seeksTo ?? [duration / 2, duration / 4, last - 10]) seeks.push(await timeSeek(page, kind, at))
  await context.close()
  return { first, longest, seeks, heap, resident, snapshots: [duration / 2, duration / 4, last - 10] }
}

/** Serves each answer with snapshots from memory once it was made, so that making it costs neither page anything. */
function fromMemory(answer: (request: Request) => Response | Promise<Response>) {
  const kept = new Map<string, { status: number; headers: [string, string][]; body: ArrayBuffer }>()
  return async (request: Request): Promise<Response> => {
    const name = request.url
    if (request.method !== 'GET' || !name.includes('/snapshots')) return answer(request)
    const known = kept.get(name)
    if (known) return new Response(known.body, known)
    const made = await answer(request)
    const body = await made.arrayBuffer()
    const headers = [...made.headers] as [string, string][]
    kept.set(name, { status: made.status, headers, body })
    return new Response(body, { status: made.status, headers })
  }
}

function cells({ first, longest, seeks, heap, resident }: Figures): string {
  const ms = (value: number, width: number) => `${value.toFixed(0)} ms`.padStart(width)
  const mib = (value: number | null, width: number) =>
    (value === null ? '–' : `${(value / 2 ** 20).toFixed(0)} MiB`).padStart(width)
  return [ms(first, 13), ms(longest, 14), ...seeks.map((seek) => ms(seek, 11)), mib(heap, 11), mib(resident, 10)].join('')
}

async function main() {
  await build({
    root: fileURLToPath(new URL('./peer', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    build: { outDir: peerFolder, emptyOutDir: true, target: 'es2023' },
  })
  const host = createDemoHost()
  const demo = await listen(
    fromMemory((request) => host.fetch(request)),
    0,
  )
  const config = { demo: { host: demo.origin, key: demoKeys.all, projectId: '1' } }
  const dashboard = await listen(createDashboard(fileURLToPath(new URL('../dist', import.meta.url)), config).fetch, 0)
  const peer = await listen(new Hono().use(serveStatic({ root: peerFolder })).fetch, 0)
  const browser = await launch()
  console.log(
    'recording  condition  page          first frame  longest task  to middle  to quarter  before full       heap  resident',
  )
  for (const { id, megabytes } of benchRecordings.filter(({ megabytes: size }) => (size < 50 ? !isLarge : !isSmall))) {
    const query = new URLSearchParams({ host: demo.origin, key: demoKeys.all, id })
    const pages = { peer: `${peer.origin}/?${query}`, ours: `${dashboard.origin}/project/1/recordings/${id}` }
    const about = { browser, origin: dashboard.origin }
    const { snapshots } = await measure({
      ...about,
      kind: 'peer',
      address: pages.peer,
      condition: conditions[0] as Condition,
      seeksTo: null,
    })
    for (const condition of conditions) {
      for (const kind of ['peer', 'ours'] as const) {
        const figures = await measure({ ...about, kind, address: pages[kind], condition, seeksTo: snapshots })
        const names =
          `${megabytes} MB`.padEnd(11) + condition.name.padEnd(11) + (kind === 'ours' ? 'ours' : 'rrweb-player').padEnd(12)
        console.log(names + cells(figures))
      }
    }
  }
  await browser.close()
  for (const server of [dashboard, demo, peer]) await server.close()
}

await main()
