import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createDemoHost, type DemoHost } from '../demo/createDemoHost.ts'
import { leafAndKettleId } from '../demo/data/projects.ts'
import { demoKeys } from '../demo/host/keys.ts'
import { parseDemoOptions } from '../demo/host/options.ts'
import { createDashboard } from './dashboard.ts'
import { listen } from '../demo/host/listen.ts'
import { readPreset } from './policy.ts'

const dist = fileURLToPath(new URL('../dist', import.meta.url))

function portOf(name: string, fallback: number): number {
  const text = process.env[name]
  if (text === undefined || text === '') return fallback
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new Error(`${name} is “${text}”, which isn’t a port number.`)
}

const demoProject = { projectId: String(leafAndKettleId), projectName: 'Leaf & Kettle' }

/** Fills the tables of the demo's SQL while nobody waits: the overview is the first to ask. */
async function fillTables(host: DemoHost) {
  const query = {
    kind: 'HogQLQuery',
    query: 'select count() from events',
  }
  const headers = { Authorization: `Bearer ${demoKeys.all}`, 'Content-Type': 'application/json' }
  const url = `http://localhost/api/projects/${demoProject.projectId}/query/`
  await host.fetch(new Request(url, { method: 'POST', headers, body: JSON.stringify({ query }) }))
}

async function main() {
  const args = process.argv.slice(2)
  const file: object = JSON.parse(await readFile(join(dist, 'config.json'), 'utf8'))
  const wantsDemo = !args.includes('--no-demo') && !readPreset(file).host
  const options = parseDemoOptions(args.filter((one) => one !== '--no-demo'))
  const host = createDemoHost(options)
  const demo = wantsDemo ? await listen((request) => host.fetch(request), portOf('DEMO_PORT', 4174)) : null
  const config = demo ? { ...file, demo: { host: demo.origin, key: demoKeys.all, ...demoProject } } : file
  const dashboard = await listen(createDashboard(dist, config).fetch, portOf('PORT', 4173))
  console.log(`Replay Desk  ${dashboard.origin}`)
  if (demo) console.log(`Demo host    ${demo.origin} (${options.edition})`)
  console.log('Press Ctrl-C to stop.')
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(0))
  if (demo && options.ratePlan === 'off') await fillTables(host)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
