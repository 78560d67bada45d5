import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import type { Browser, CDPSession, Page } from '@playwright/test'
import { build } from 'vite'
import { benchRecordings } from '../demo/data/benchRecordings.ts'
import { createDemoHost } from '../demo/createDemoHost.ts'
import { demoKeys } from '../demo/host/keys.ts'
import { listen } from '../demo/host/listen.ts'
import { createDashboard } from '../scripts/dashboard.ts'
import { desktop, exploreDemo, heapOf, isSmall, launch, longestTask, watchTasks } from './lib.ts'

/**
 * Measures time to first frame, longest main-thread task, seek time and memory for recordings of about 1, 10 and 50 MB. Compares
 * our recording page with one that fetches everything, decodes on the main thread and uses rrweb-player (`bench/peer`). Both get
 * the same bytes from memory. `-- --small` skips 50 MB, `-- --large` measures only 50 MB.
 */
const peerFolder = fileURLToPath(new URL('../.cache/bench-peer', import.meta.url))
const isLarge = process.argv.includes('--large')

type Condition = { name: string; slowdown: number; bitsPerSecond: number | null }

const conditions: readonly Condition[] = [
  { name: 'unthrottled', slowdown: 1, bitsPerSecond: null },
  { name: '9 Mbit/s', slowdown: 1, bitsPerSecond: 9_000_000 },
  { name: '4x slower', slowdown: 4, bitsPerSecond: null },
]

type Figures = { first: number; longest: number; seeks: number[]; heap: number; resident: number | null }

/** Records when the recorded page first appears. Runs in the page. */
function observeFirstFrame(kind: 'ours' | 'peer') {
  const recorded = () => {
    const frameDocument = document.querySelector<HTMLIFrameElement>('iframe[title="Recorded page"]')?.contentDocument
    const within = kind === 'ours' ? frameDocument : document
    return within?.querySelector<HTMLIFrameElement>('.replayer-wrapper iframe')?.contentDocument?.body
  }
  const check = () => {
    if ((recorded()?.childElementCount ?? 0) > 0) Object.assign(window, { firstFrame: performance.now() })
    else requestAnimationFrame(check)
  }
  requestAnimationFrame(check)
}

/** Returns milliseconds until the frame after a seek is painted. */
async function timeSeek(page: Page, kind: 'ours' | 'peer', at: number): Promise<number> {
  return page.evaluate(
    async ([which, to]) => {
      const startedAt = performance.now()
      if (which === 'ours') {
        const input = document.querySelector<HTMLInputElement>('input[aria-label="Position"]')
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, String(to / 1000))
        input?.dispatchEvent(new Event('input', { bubbles: true }))
      } else {
        ;(window as unknown as { peer: { goto: (at: number, play: boolean) => void } }).peer.goto(to, false)
      }
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      return performance.now() - startedAt
    },
    [kind, at] as const,
  )
}

async function memory(browser: Browser, devtools: CDPSession): Promise<{ heap: number; resident: number | null }> {
  const heap = await heapOf(devtools)
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const sizes = await Promise.all(
    processInfo
      .filter(({ type }) => type === 'renderer')
      .map(async ({ id }) => Number((await readFile(`/proc/${id}/statm`, 'utf8')).split(' ')[1]) * 4096),
  ).catch(() => null) // only Linux has /proc
  return { heap, resident: sizes && Math.max(...sizes) }
}

type MeasureOptions = {
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
}: MeasureOptions): Promise<Figures & { snapshots: number[] }> {
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
  await page.addInitScript('globalThis.__name = (one) => one') // tsx adds calls to this helper
  await watchTasks(page)
  await page.addInitScript(observeFirstFrame, kind)
  await devtools.send('Network.clearBrowserCache') // measure a first visit
  await page.goto(address)
  await page.waitForFunction(() => 'firstFrame' in window, null, { timeout: 300_000 })
  const first = await page.evaluate<number>('firstFrame')
  if (kind === 'ours') {
    await page.getByText('Transcript', { exact: true }).click()
    await page.getByText('parts loaded').waitFor({ state: 'detached', timeout: 300_000 })
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

/** Serves repeated snapshot responses from memory, so that generating them slows neither page. */
function fromMemory(answer: (request: Request) => Response | Promise<Response>) {
  const responses = new Map<string, { status: number; headers: [string, string][]; body: ArrayBuffer }>()
  return async (request: Request): Promise<Response> => {
    const url = request.url
    if (request.method !== 'GET' || !url.includes('/snapshots')) return answer(request)
    const cached = responses.get(url)
    if (cached) return new Response(cached.body, cached)
    const response = await answer(request)
    const body = await response.arrayBuffer()
    const headers = [...response.headers] as [string, string][]
    responses.set(url, { status: response.status, headers, body })
    return new Response(body, { status: response.status, headers })
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
    const options = { browser, origin: dashboard.origin }
    const { snapshots } = await measure({
      ...options,
      kind: 'peer',
      address: pages.peer,
      condition: conditions[0] as Condition,
      seeksTo: null,
    })
    for (const condition of conditions) {
      for (const kind of ['peer', 'ours'] as const) {
        const figures = await measure({ ...options, kind, address: pages[kind], condition, seeksTo: snapshots })
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
