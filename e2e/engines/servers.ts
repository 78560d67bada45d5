import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createDemoHost } from '../../demo/createDemoHost.ts'
import { demoKeys } from '../../demo/host/keys.ts'
import { listen, type Listening } from '../../demo/host/listen.ts'
import { createDashboard } from '../../scripts/dashboard.ts'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../../dist', import.meta.url))

/** Runs in the page before anything of it, where the driver gives no console: sends what the console gets to the server. */
function watchConsole() {
  const report = (text: string) => navigator.sendBeacon('/console', text)
  addEventListener('error', ({ message }) => report(`Uncaught: ${message}`))
  addEventListener('unhandledrejection', ({ reason }) => report(`Unhandled: ${String(reason)}`))
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    report(`Refused by the policy: ${effectiveDirective} ${blockedURI}`),
  )
  for (const level of ['error', 'warn'] as const) {
    const write = console[level].bind(console)
    console[level] = (...values: unknown[]) => {
      report(values.map(String).join(' '))
      write(...values)
    }
  }
}

export type Servers = {
  dashboard: string
  demo: string
  /** An origin that hostile recordings try to reach. */
  beaconRequests: string[]
  /** What pages reported with `watchConsole` since the last call. */
  complaints(): string[]
  calls(): Promise<{ method: string; path: string; status: number }[]>
  close(): Promise<void>
}

/** A copy of the built dashboard whose first script is `watchConsole`. */
function withWatchedConsole(folder: string): string {
  const copy = join(folder, 'dist')
  cpSync(dist, copy, { recursive: true })
  writeFileSync(join(copy, 'console.js'), `{ const __name = (value) => value; (${watchConsole.toString()})() }`)
  const page = readFileSync(join(dist, 'index.html'), 'utf8')
  writeFileSync(join(copy, 'index.html'), page.replace('<script', '<script src="/console.js"></script><script'))
  return copy
}

/** The built dashboard by its own server, a demo host, and a host that nothing may reach. */
export async function startServers({
  folder,
  isConsoleWatched,
}: {
  folder: string
  isConsoleWatched: boolean
}): Promise<Servers> {
  const beaconRequests: string[] = []
  const beacon = await listen((request) => {
    beaconRequests.push(request.url)
    return new Response('<svg xmlns="http://www.w3.org/2000/svg"/>', { headers: { 'Content-Type': 'image/svg+xml' } })
  }, 0)
  const demoHost = createDemoHost({ beacon: beacon.origin })
  const demo = await listen((request) => demoHost.fetch(request), 0)
  const config = { demo: { host: demo.origin, key: demoKeys.all, projectId: '1', projectName: 'Edge cases' } }
  let texts: string[] = []
  const built = createDashboard(isConsoleWatched ? withWatchedConsole(folder) : dist, config)
  const dashboard = await listen(async (request) => {
    const isReport = request.method === 'POST' && new URL(request.url).pathname === '/console'
    if (!isReport) return built.fetch(request)
    texts.push(await request.text())
    return new Response(null, { status: 204 })
  }, 0)
  const all: Listening[] = [dashboard, demo, beacon]
  return {
    dashboard: dashboard.origin,
    demo: demo.origin,
    beaconRequests,
    complaints() {
      const said = texts
      texts = []
      return said
    },
    async calls() {
      return (await fetch(`${demo.origin}/__demo/journal`)).json()
    },
    async close() {
      await Promise.all(all.map((server) => server.close()))
    },
  }
}
