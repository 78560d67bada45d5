import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Driver } from './driver.ts'
import { endAll, within } from './processes.ts'
import { Screen } from './screen.ts'
import { type Servers, startServers } from './servers.ts'
import { type EngineName, type Step, steps } from './steps.ts'

/** What `scripts/engines.mjs` asks for: the programs, or why there are none. `only` is part of the name of the one step to run. */
type Order = { engine: EngineName; programs?: Record<string, string>; reason?: string; report: string; only?: string }

type Result = {
  title: string
  status: 'passed' | 'failed' | 'skipped'
  milliseconds: number
  problem?: string
  isRetried?: boolean
}

const stepLimit = 90_000
const mayRetry = Boolean(process.env['CI'])
const { engine, programs, reason, report, only } = JSON.parse(process.argv[2] ?? '{}') as Order

function say(line: string) {
  process.stdout.write(`${line}\n`)
}

async function startEngine(folder: string, servers: Servers): Promise<Driver> {
  process.env['WDIO_LOG_LEVEL'] = 'silent' // read when the client loads
  if (engine === 'firefox') {
    const { startFirefox } = await import('./firefox.ts')
    return startFirefox(programs?.['browser'] ?? '', folder)
  }
  const { startWebKit } = await import('./webkit.ts')
  const { driver = '', browser = '', display = '' } = programs ?? {}
  return startWebKit({ driver, browser, display }, folder, servers.complaints)
}

async function runStep(step: Step, screen: Screen, servers: Servers): Promise<Result> {
  const { name: title, lacks = {} } = step
  const problem = lacks[engine]
  if (problem) return { title, status: 'skipped', milliseconds: 0, problem }
  const began = performance.now()
  const end = (status: Result['status'], why?: string): Result => {
    const result: Result = { title, status, milliseconds: Math.round(performance.now() - began) }
    return why === undefined ? result : { ...result, problem: why }
  }
  const expected: RegExp[] = []
  try {
    await within(stepLimit, title, step.run({ screen, servers, expectComplaint: (pattern) => expected.push(pattern) }))
    const unexpected = screen.driver.complaints().filter((text) => !expected.some((pattern) => pattern.test(text)))
    return unexpected.length === 0 ? end('passed') : end('failed', `The console got:\n${unexpected.join('\n')}`)
  } catch (error) {
    const shown = await within(5000, 'Reading the screen', screen.text()).catch(String)
    return end('failed', `${String(error)}\n${screen.driver.complaints().join('\n')}\nThe screen shows: ${shown.slice(0, 1500)}`)
  }
}

function print({ title, status, milliseconds, problem }: Result) {
  say(`${(milliseconds / 1000).toFixed(1).padStart(7)}  ${title}${status === 'passed' ? '' : `: ${status}. ${problem ?? ''}`}`)
}

/** The browser, or why it doesn't start here. It may be slow to start the first time. */
async function tryToStart(folder: string, servers: Servers): Promise<Driver | string> {
  let problem = ''
  for (const attempt of ['first', 'second']) {
    const data = join(folder, attempt)
    mkdirSync(data)
    try {
      return await within(60_000, 'Starting the browser', startEngine(data, servers))
    } catch (error) {
      problem = String(error)
      endAll()
    }
  }
  return problem
}

async function runSteps(folder: string): Promise<Result[]> {
  const servers = await startServers({ folder, isConsoleWatched: engine === 'webkit' })
  const began = performance.now()
  const driver = await tryToStart(folder, servers)
  if (typeof driver === 'string') return skipAll(`it doesn’t start here. ${driver}`)
  say(`${((performance.now() - began) / 1000).toFixed(1).padStart(7)}  Start ${driver.version}`)
  const results: Result[] = []
  for (const step of steps) {
    if (only !== undefined && step !== steps[0] && !step.name.includes(only)) continue
    const first = await runStep(step, new Screen(driver), servers)
    const result = first.status === 'failed' && mayRetry ? await retry(step, first, driver, servers) : first
    print(result)
    results.push(result)
    writeFileSync(report, JSON.stringify(results)) // where the time limit ends it
    if (result.status === 'failed' && step === steps[0]) break // nothing works without a connection
  }
  await within(5000, 'Ending the browser', driver.close()).catch(() => undefined)
  await within(5000, 'Ending the servers', servers.close()).catch(() => undefined)
  return results
}

/** As for the journeys: a shared machine may stall for seconds. */
async function retry(step: Step, first: Result, driver: Driver, servers: Servers): Promise<Result> {
  print(first)
  await driver.open(servers.dashboard)
  driver.complaints()
  const second = await runStep(step, new Screen(driver), servers)
  return { ...second, isRetried: second.status === 'passed' }
}

function skipAll(problem: string): Result[] {
  say(`Skipped: ${problem}`)
  return steps.map(({ name: title }) => ({ title, status: 'skipped', milliseconds: 0, problem }))
}

async function main() {
  if (reason !== undefined) {
    writeFileSync(report, JSON.stringify(skipAll(reason)))
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'replay-desk-'))
  let results: Result[] = []
  try {
    results = await runSteps(folder)
    writeFileSync(report, JSON.stringify(results))
  } catch (error) {
    say(String(error))
  }
  endAll()
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  const isWell = results.length > 0 && results.every(({ status }) => status !== 'failed')
  process.exit(isWell ? 0 : 1)
}

await main()
