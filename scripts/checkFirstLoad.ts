import { chromium } from '@playwright/test'
import { launchOptions } from './launchOptions.ts'
import {
  connect,
  firstRow,
  loadedFrom,
  type LoggedRequest,
  logNetwork,
  nameInFirstRow,
  recordingsPath,
  type Servers,
  startServers,
  untilIdle,
  watchRows,
} from './visit.ts'

/**
 * Measures a first visit to the recordings screen of the built app: prints a waterfall and fails above the limits. `requests` are
 * those to the app's origin before the first row; `js` and `css` are KiB as transferred until the page is idle, what loads after the
 * first rows included.
 */
const limits = { requests: 6, js: 155, css: 12 }

async function visit(servers: Servers) {
  const browser = await chromium.launch(launchOptions)
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    const log = await logNetwork(await page.context().newCDPSession(page))
    await watchRows(page, await nameInFirstRow(servers, 0))
    await connect(page, servers)
    await page.goto(servers.dashboard.origin + recordingsPath, { waitUntil: 'commit' })
    const row = await firstRow(page)
    await untilIdle(page, log)
    return { row, requests: log.requests() }
  } finally {
    await browser.close()
  }
}

const barWidth = 40

function line({ url, method, from, to, bytes }: LoggedRequest, scale: number, ownOrigin: string): string {
  const { origin, pathname, search } = new URL(url)
  const end = to ?? from
  const bar = ' '.repeat(from * scale) + '━'.repeat(Math.max(1, (end - from) * scale))
  const name = origin === ownOrigin ? pathname : `${method} ${pathname}${search}`
  return `${from.toFixed(0).padStart(6)} ${end.toFixed(0).padStart(6)} ${(bytes / 1024).toFixed(1).padStart(7)}  ${bar.padEnd(barWidth)}  ${name}`
}

async function main() {
  const servers = await startServers()
  const { origin } = servers.dashboard
  const { row, requests } = await visit(servers).finally(() => Promise.all([servers.dashboard.close(), servers.demo.close()]))
  const scale = barWidth / Math.max(...requests.map(({ to, from }) => to ?? from))
  console.log('  from     to     KiB  (milliseconds; API latency 40, file latency 20)')
  const lines = requests.map((request) => ({ at: request.from, text: line(request, scale, origin) }))
  lines.push({ at: row.inPage, text: `${row.inPage.toFixed(0).padStart(6)}  first row in the page` })
  for (const { text } of lines.toSorted((one, other) => one.at - other.at)) console.log(text)
  const loaded = loadedFrom(origin, requests, row.inPage)
  console.log(
    `First load of Recordings: ${loaded.requests} requests before the first row (limit ${limits.requests}), ${loaded.js.toFixed(1)} KiB of JavaScript (limit ${limits.js}) and ${loaded.css.toFixed(1)} KiB of CSS (limit ${limits.css}) until the page is idle.`,
  )
  if (loaded.requests > limits.requests || loaded.js > limits.js || loaded.css > limits.css) {
    console.error('The first load is too large. Load code that the first rows don’t need with import().')
    process.exitCode = 1
  }
}

await main()
