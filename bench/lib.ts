import { cpus } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test'
import { createDemoHost } from '../demo/createDemoHost.ts'
import { demoKeys } from '../demo/host/keys.ts'
import { listen } from '../demo/host/listen.ts'
import type { DemoOptions } from '../demo/host/options.ts'
import { createDashboard } from '../scripts/dashboard.ts'
import { launchOptions } from '../scripts/launchOptions.ts'

/** Whether the short way was asked for: `npm run bench -- --small`. */
export const isSmall = process.argv.includes('--small')

export const desktop = { viewport: { width: 1440, height: 900 } }

export function launch(): Promise<Browser> {
  return chromium.launch(launchOptions)
}

/** The built dashboard, and a demo host that it offers to explore. */
export async function startServers(options: Partial<DemoOptions> = {}) {
  const host = createDemoHost(options)
  const demo = await listen((request) => host.fetch(request), 0)
  const config = { demo: { host: demo.origin, key: demoKeys.all, projectId: '1' } }
  const dashboard = await listen(createDashboard(fileURLToPath(new URL('../dist', import.meta.url)), config).fetch, 0)
  return {
    demo,
    dashboard,
    async close() {
      await dashboard.close()
      await demo.close()
    },
  }
}

/** Opens the dashboard and connects it to its demo host. */
export async function exploreDemo(page: Page, origin: string) {
  await page.goto(`${origin}/connect?next=/project/1/recordings`)
  await page.getByRole('button', { name: 'Explore the demo project' }).click()
  await page.getByRole('table', { name: 'Recordings' }).waitFor()
}

/** Collects tasks above 50 ms, the shortest that browsers measure. Runs in the page. */
function observeTasks() {
  const tasks: number[] = []
  Object.assign(window, { tasks })
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
    buffered: true,
  })
}

/** Measures tasks of the main thread in every document of the page from now on. */
export async function watchTasks(page: Page) {
  await page.addInitScript(observeTasks)
}

/** The longest task since this was asked last, in milliseconds; 0 where none took more than 50. */
export function longestTask(page: Page): Promise<number> {
  return page.evaluate<number>('Math.max(0, ...tasks.splice(0))')
}

/** Bytes that are still reachable. */
export async function heapOf(devtools: CDPSession): Promise<number> {
  for (let round = 0; round < 3; round += 1) await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  return usedSize
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const upper = Math.floor(sorted.length / 2)
  const lower = sorted.length % 2 === 0 ? upper - 1 : upper
  return ((sorted[lower] ?? NaN) + (sorted[upper] ?? NaN)) / 2
}

const rounds = 2000

/** Within which 95 of 100 ratios of medians fall when samples are drawn again from those there are. Samples of one round stay together. */
export function ratioInterval(ours: readonly number[], others: readonly number[]): [number, number] {
  let state = 2026 // the same draws at every run
  const draw = (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
  const ratios = Array.from({ length: rounds }, () => {
    const drawn = ours.map(() => draw(ours.length))
    return median(drawn.map((index) => ours[index] ?? NaN)) / median(drawn.map((index) => others[index] ?? NaN))
  }).toSorted((one, other) => one - other)
  return [ratios[rounds * 0.025] ?? NaN, ratios[rounds * 0.975 - 1] ?? NaN]
}

/** How long all processors together have been idle, in milliseconds. */
function idleMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.idle, 0)
}

const calmFrom = 0.8
const longestWaitMs = 15_000

/** Waits until the processors are nearly idle, at most 15 seconds; whether they became so. */
export async function untilCalm(): Promise<boolean> {
  const began = performance.now()
  while (performance.now() - began < longestWaitMs) {
    const [idle, at] = [idleMs(), performance.now()]
    await wait(300)
    // Against the clock, not against busy time: what another machine on the same processors takes counts as neither.
    if ((idleMs() - idle) / (performance.now() - at) / cpus().length >= calmFrom) return true
  }
  return false
}
