import { fileURLToPath } from 'node:url'
import type { CDPSession, Page } from '@playwright/test'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { createDemoHost, type DemoHost } from '../demo/createDemoHost.ts'
import { demoKeys } from '../demo/host/keys.ts'
import { listen, type Listening } from '../demo/host/listen.ts'
import { behindCdn } from './cdn.ts'
import { createDashboard } from './dashboard.ts'

/** Simulated latency of static files and API responses, in milliseconds. */
const fileLatencyMs = 20
const apiLatencyMs = 40

/** Serves a site on 127.0.0.1 as a CDN would. */
export function listenAsCdn(site: Hono): Promise<Listening> {
  return listen(
    behindCdn((request) => site.fetch(request), fileLatencyMs),
    0,
  )
}

export const recordingsPath = '/project/1/recordings?limit=50'

export type Servers = { host: DemoHost; demo: Listening; dashboard: Listening }

/** The built dashboard behind a simulated CDN, and a demo host that compresses responses as PostHog does. */
export async function startServers(): Promise<Servers> {
  const host = createDemoHost({ count: 100_000, latencyMs: apiLatencyMs, journalLength: 0 })
  const api = new Hono().use(compress()).all('*', ({ req }) => host.fetch(req.raw))
  const dist = fileURLToPath(new URL('../dist', import.meta.url))
  return { host, demo: await listen(api.fetch, 0), dashboard: await listenAsCdn(createDashboard(dist, {})) }
}

/** The person in the first row of a page of 50 recordings, as the table shows it. */
export async function nameInFirstRow({ host }: Servers, offset: number): Promise<string> {
  const url = `http://demo.test/api/projects/1/session_recordings/?limit=50&offset=${offset}`
  const response = await host.fetch(new Request(url, { headers: { Authorization: `Bearer ${demoKeys.all}` } }))
  const { results }: { results: { distinct_id: string; person: { name: string | null } | null }[] } = await response.json()
  const name = results[0]?.person?.name ?? results[0]?.distinct_id
  if (!name) throw new Error(`The demo host has no recording at ${offset}.`)
  return name
}

/** Stores a connection to the demo host before every load of the page. */
export async function connect(page: Page, { demo }: Servers) {
  const connection = {
    id: 'demo',
    name: 'Demo',
    host: demo.origin,
    projectId: '1',
    projectName: 'Demo',
    zone: 'UTC',
    owner: null,
    keyKept: 'device',
    key: demoKeys.all,
    root: 'projects',
    plan: 'none',
  }
  const settings = JSON.stringify({ version: 1, activeId: 'demo', connections: [connection] })
  await page.addInitScript((text) => localStorage.setItem('replay-desk', text), settings)
}

/** When a row was in the document and when it was painted, in milliseconds since the navigation began. */
export type RowTimes = { inPage: number; painted: number }

export type RowWatch = { rowWith(text: string): Promise<RowTimes> }

/** Runs in the page and defines `rowWith(text)`, which resolves when the first row of the table contains a text. */
function defineRowWith(first: string) {
  const selector = 'tbody tr'
  const rowWith = (text: string) =>
    new Promise<RowTimes>((resolve, reject) => {
      setTimeout(() => reject(new Error(`No first row with “${text}” within a minute.`)), 60_000)
      const observer = new MutationObserver(() => {
        const row = document.querySelector(selector)
        if (!row?.textContent?.includes(text) || row.getClientRects().length === 0) return
        observer.disconnect()
        const inPage = performance.now()
        // The task after the next frame: by then that frame has been painted.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', () => resolve({ inPage, painted: performance.now() }))
          port1.start()
          port2.postMessage(null)
        })
      })
      observer.observe(document, { childList: true, subtree: true, characterData: true })
    })
  Object.assign(window, { rowWith, firstRow: rowWith(first) })
}

/** Measures when the row with `first` appears. Call it before the navigation. */
export async function watchRows(page: Page, first: string) {
  await page.addInitScript('globalThis.__name = (one) => one') // tsx wraps function names in calls of it
  await page.addInitScript(defineRowWith, first)
}

export function firstRow(page: Page): Promise<RowTimes> {
  return page.evaluate<RowTimes>('firstRow')
}

/** `from` and `to` in milliseconds since the navigation; `to` is null while it is pending. `bytes` as transferred. */
export type LoggedRequest = { url: string; method: string; from: number; to: number | null; bytes: number }

export type NetworkLog = { requests(): LoggedRequest[]; clear(): void }

/** Logs requests as the browser counts them, headers included. Call it before the navigation. */
export async function logNetwork(devtools: CDPSession): Promise<NetworkLog> {
  const requests = new Map<string, LoggedRequest>()
  let began = 0
  devtools.on('Network.requestWillBeSent', ({ requestId, request: { url, method }, timestamp, type, initiator }) => {
    const isIcon = initiator.type === 'other' && type !== 'Document' // some browsers request the icon of the tab
    if (isIcon || !url.startsWith('http')) return
    if (requests.size === 0) began = timestamp
    requests.set(requestId, { url, method, from: (timestamp - began) * 1000, to: null, bytes: 0 })
  })
  function end(requestId: string, timestamp: number, bytes: number) {
    const request = requests.get(requestId)
    if (request) Object.assign(request, { to: (timestamp - began) * 1000, bytes })
  }
  devtools.on('Network.loadingFinished', (event) => end(event.requestId, event.timestamp, event.encodedDataLength))
  devtools.on('Network.loadingFailed', ({ requestId, timestamp }) => end(requestId, timestamp, 0))
  await devtools.send('Network.enable')
  return { requests: () => [...requests.values()], clear: () => requests.clear() }
}

const quietMs = 1000
const longestMs = 20_000

/** Waits until no request was pending for a second and the browser is idle, at most 20 seconds. */
export async function untilIdle(page: Page, log: NetworkLog) {
  const began = performance.now()
  let quietSince = began
  let seen = 0
  while (performance.now() - quietSince < quietMs && performance.now() - began < longestMs) {
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 100))))
    const requests = log.requests()
    if (requests.length > seen || requests.some(({ to }) => to === null)) quietSince = performance.now()
    seen = requests.length
  }
}

/** Of one origin: the number of requests before a time, and the KiB of JavaScript and CSS. */
export function loadedFrom(origin: string, requests: readonly LoggedRequest[], before: number) {
  const own = requests.filter(({ url }) => new URL(url).origin === origin)
  const sizeOf = (ending: string) =>
    own.filter(({ url }) => new URL(url).pathname.endsWith(ending)).reduce((sum, { bytes }) => sum + bytes / 1024, 0)
  return { requests: own.filter(({ from }) => from < before).length, js: sizeOf('.js'), css: sizeOf('.css') }
}
