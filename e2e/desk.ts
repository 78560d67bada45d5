import { fileURLToPath } from 'node:url'
import { expect, type Page, test as base } from '@playwright/test'
import { createDemoHost, type DemoHost } from '../demo/createDemoHost.ts'
import { demoKeys } from '../demo/host/keys.ts'
import type { DemoOptions } from '../demo/host/options.ts'
import { createDashboard } from '../scripts/dashboard.ts'
import { listen, type Listening } from '../demo/host/listen.ts'
import { watchSharedWorkers } from './sharedWorkers.ts'

const dist = fileURLToPath(new URL('../dist', import.meta.url))

/** A request in the demo host's journal. */
export type Call = { method: string; path: string; status: number; aborted: boolean; host: string; at: number }

/** How far the demo host's clock is ahead of the real one, in milliseconds. */
type Clock = { ahead: number }

/** The dashboard and a demo host, new for each journey, with common first steps. */
export class Desk {
  readonly page: Page
  readonly origin: string
  readonly demo: Listening
  readonly dashboard: Listening
  /** Origins that a journey may reach. */
  readonly origins: Set<string>
  readonly requests: string[] = []
  readonly complaints: string[] = []
  readonly keysElsewhere: string[] = []
  readonly #clock: Clock
  readonly #demoProject: string
  #expected: RegExp[] = []

  constructor(page: Page, dashboard: Listening, demo: Listening, { clock, demoProject }: { clock: Clock; demoProject: string }) {
    this.page = page
    this.#demoProject = demoProject
    this.#clock = clock
    this.origin = dashboard.origin
    this.demo = demo
    this.dashboard = dashboard
    this.origins = new Set([dashboard.origin, demo.origin])
    page.context().on('request', (request) => this.onRequest(request.url(), request.headers()))
    page.context().on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text())
    })
    page.context().on('weberror', (error) => this.complaints.push(String(error.error())))
  }

  onRequest(url: string, headers: Record<string, string>) {
    this.requests.push(url)
    const carriesKey = Object.keys(headers).some((name) => /^authorization$/i.test(name)) || url.includes('phx_')
    const { origin } = new URL(url)
    if (carriesKey && (origin === this.dashboard.origin || !this.origins.has(origin))) this.keysElsewhere.push(url)
  }

  /** The browser logs refused and failed requests to the console; a journey that causes them must expect them. */
  expectComplaint(pattern: RegExp) {
    this.#expected.push(pattern)
  }

  unexpectedComplaints(): string[] {
    return this.complaints.filter((text) => !this.#expected.some((pattern) => pattern.test(text)))
  }

  async open(path = '/') {
    await this.page.goto(this.origin + path)
  }

  /** Connects to the demo project on the way to its table of recordings, for which it waits, or to another path. */
  async exploreDemo(path?: string) {
    await this.open(`/connect?next=${encodeURIComponent(path ?? `/project/${this.#demoProject}/recordings`)}`)
    await this.page.getByRole('button', { name: 'Explore the demo project' }).click()
    if (path) await this.page.waitForURL((url) => url.pathname !== '/connect')
    else await this.drawn()
  }

  /** Goes to a path like a link does, without loading the page again. */
  async follow(path: string) {
    await this.page.evaluate((to) => {
      history.pushState({}, '', to)
      dispatchEvent(new PopStateEvent('popstate'))
    }, path)
  }

  /**
   * Connects to the demo host with the form, with a key that isn't encrypted. With a project it connects directly, to its table of recordings; with "" it only
   * checks the key.
   */
  async connect(key: string, { host = this.demo.origin, project = '1' } = {}) {
    const next = project === '' ? '' : `?next=${encodeURIComponent(`/project/${project}/recordings`)}`
    await (this.page.url().startsWith(this.origin) ? this.follow(`/connect${next}`) : this.open(`/connect${next}`))
    await this.page.getByLabel('Host').fill(host)
    await this.page.getByLabel('Personal API key').fill(key)
    await this.page.getByLabel('On this device, unencrypted').check()
    await this.page.getByLabel('Project').fill(project)
    await this.page.getByRole('button', { name: project === '' ? 'Check key' : 'Connect', exact: true }).click()
  }

  table() {
    return this.page.getByRole('table', { name: 'Recordings' })
  }

  /** Waits until all rows are rendered, which happens in batches after the response. */
  async drawn() {
    await expect(this.table()).toHaveAttribute('aria-busy', 'false')
  }

  /** The text of each row, without what happened in it, which comes later. */
  async rows(page = this.page): Promise<string[]> {
    const table = page.getByRole('table', { name: 'Recordings' })
    await expect(table).toHaveAttribute('aria-busy', 'false')
    return table.evaluate((element: HTMLTableElement) => {
      const activity = [...(element.tHead?.rows[0]?.cells ?? [])].findIndex(({ textContent }) => textContent === 'Activity')
      const rows = [...(element.tBodies[0]?.rows ?? [])]
      return rows.map(({ cells }) => Array.from(cells, ({ innerText }, at) => (at === activity ? '' : innerText)).join('\t'))
    })
  }

  /** Moves the clocks of the demo host and all tabs forward, firing each due timer once. Only for journeys with `movesClock`. */
  async advance(milliseconds: number) {
    this.#clock.ahead += milliseconds // the host first, because no tab may be ahead of it
    await this.page.context().clock.fastForward(milliseconds)
  }

  /** Waits until the demo host has had no new request for half a second. */
  async quiet() {
    await this.#steady(async () => (await this.calls()).length, 500)
  }

  /** Waits until the browser has requested nothing for half a second, files of the dashboard included. */
  async loaded() {
    await this.#steady(() => this.requests.length, 500)
  }

  async #steady(count: () => number | Promise<number>, ms: number) {
    let last = -1
    const countNew = async () => {
      const before = last
      last = await count()
      return last - before
    }
    await expect.poll(countNew, { intervals: [ms] }).toBe(0)
  }

  async calls(): Promise<Call[]> {
    const response = await fetch(`${this.demo.origin}/__demo/journal`)
    return response.json()
  }
}

type DemoProject = { projectId: string; projectName: string }
type Dashboard = { server: Listening; config: { demo: DemoProject & { host: string; key: string } } }

/** What can go wrong is here, and most journeys go there. */
const edgeCases: DemoProject = { projectId: '1', projectName: 'Edge cases' }
/** The demo as people get it: `test.use({ demoProject: leafAndKettle })`. */
export const leafAndKettle: DemoProject = { projectId: '4', projectName: 'Leaf & Kettle' }

/** Hosts of one time share the databases behind their SQL, which take seconds to fill. */
const workerBegan = Date.now()

async function serveDashboard(): Promise<Dashboard> {
  const config = { demo: { host: '', key: demoKeys.all, ...edgeCases } }
  return { server: await listen(createDashboard(dist, config).fetch, 0), config }
}

type Fixtures = {
  demoOptions: Partial<DemoOptions>
  /** Which project "Explore the demo project" opens. */
  demoProject: DemoProject
  /** Whether the tabs get a fake clock, which `desk.advance` needs. */
  movesClock: boolean
  /** Whether the dashboard's server is the journey's own, to close it or to visit it for the first time. */
  ownDashboard: boolean
  /** What `config.json` says beside the demo; needs `ownDashboard`. */
  deployment: object
  clock: Clock
  demoHost: DemoHost
  desk: Desk
}

type WorkerFixtures = {
  sharedDashboard: Dashboard
  /** Sets who receives the requests of shared workers, which send all requests to the host. */
  onWorkerRequest: Awaited<ReturnType<typeof watchSharedWorkers>>
}

/** Makes a page send requests by a worker of its own, whose requests Playwright can answer or cut off, as in a browser without shared ones. */
export async function withOwnWorker(page: Page) {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'SharedWorker'))
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  onWorkerRequest: [async ({ browser }, use) => use(await watchSharedWorkers(browser)), { scope: 'worker' }],
  // With one address for all journeys of a worker, the browser keeps its compiled code.
  sharedDashboard: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from its first argument
    async ({}, use) => {
      const dashboard = await serveDashboard()
      await use(dashboard)
      await dashboard.server.close()
    },
    { scope: 'worker' },
  ],
  demoOptions: [{}, { option: true }],
  demoProject: [edgeCases, { option: true }],
  movesClock: [false, { option: true }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from its first argument
  clock: async ({}, use) => use({ ahead: 0 }),
  demoHost: async ({ demoOptions, clock }, use) =>
    use(createDemoHost({ now: () => Date.now() + clock.ahead, anchor: workerBegan, ...demoOptions })),
  ownDashboard: [false, { option: true }],
  deployment: [{}, { option: true }],
  desk: async (
    { page, demoHost, demoProject, clock, movesClock, ownDashboard, deployment, sharedDashboard, onWorkerRequest },
    use,
  ) => {
    if (movesClock) await page.context().clock.install()
    const demo = await listen((request) => demoHost.fetch(request), 0)
    const { server, config } = ownDashboard ? await serveDashboard() : sharedDashboard
    Object.assign(config, deployment)
    Object.assign(config.demo, demoProject, { host: demo.origin })
    const desk = new Desk(page, server, demo, { clock, demoProject: demoProject.projectId })
    onWorkerRequest(({ url, headers }) => desk.onRequest(url, headers))

    await use(desk)

    const elsewhere = desk.requests.filter((url) => !desk.origins.has(new URL(url).origin) && !url.startsWith('data:'))
    expect(elsewhere, 'requests to other origins').toEqual([])
    expect(
      desk.requests.filter((url) => url.includes('phx_')),
      'keys in URLs',
    ).toEqual([])
    expect(desk.keysElsewhere, 'keys sent to other origins').toEqual([])
    expect(desk.unexpectedComplaints(), 'the console stays quiet').toEqual([])
    await page.context().clearPermissions() // the one thing that a reused context keeps
    if (ownDashboard) await server.close()
    await demo.close()
  },
})

export { demoKeys, expect }
