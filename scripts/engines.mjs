// The steps of e2e/engines in Firefox and WebKit, where these are installed or can be.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { reportFile } from './checks.mjs'
import { patientApt, root, start } from './steps.mjs'

/** An engine's steps take half a minute on two idle cores. */
const limitMs = 420_000
const installLimitMs = 180_000

function findFirefox() {
  const browser = [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr'].find((path) => path && existsSync(path))
  return browser && { browser }
}

/** MiniBrowser is in a folder per processor and version. */
function findWebKit() {
  const folders = existsSync('/usr/lib') ? readdirSync('/usr/lib').map((name) => join('/usr/lib', name)) : []
  const browser = folders
    .flatMap((folder) => [join(folder, 'webkit2gtk-4.1', 'MiniBrowser'), join(folder, 'webkitgtk-6.0', 'MiniBrowser')])
    .find((path) => existsSync(path))
  const programs = { driver: '/usr/bin/WebKitWebDriver', display: '/usr/bin/Xvfb', browser }
  return Object.values(programs).every((path) => path && existsSync(path)) ? programs : undefined
}

const engines = {
  firefox: { find: findFirefox, packages: ['firefox-esr'] },
  webkit: { find: findWebKit, packages: ['webkit2gtk-driver', 'xvfb'] },
}

async function aptGet(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { isWell, output } = await start('apt-get', [...patientApt, ...args], { env, timeout: installLimitMs })
  return isWell ? undefined : `apt-get ${args[0]} failed: ${output.split('\n').at(-1)}`
}

/** The engine's programs, or the reason why there are none. */
async function ensureEngine({ find, packages }) {
  const found = find()
  if (found) return { programs: found }
  const names = packages.join(' and ')
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return { reason: `${names} is not installed; only root on Debian installs it by itself.` }
  }
  console.log(`Installing Debian’s ${names}…`)
  const problem = (await aptGet(['update'])) ?? (await aptGet(['install', '--yes', '--no-install-recommends', ...packages]))
  const programs = find()
  return programs ? { programs } : { reason: problem ?? `${names} has not the programs that were expected.` }
}

/** Looks for all engines and installs what is missing, one after another: Debian's package manager does one thing at a time. */
export async function ensureEngines() {
  const found = {}
  for (const [name, engine] of Object.entries(engines)) found[name] = await ensureEngine(engine)
  return found
}

/** Lets what listens to "exit" run. */
function stop() {
  process.exit(130)
}

/** Runs a program with all that it starts, to its end or for the time limit; nothing of it is left then. */
function runGroup(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    const pieces = []
    const endGroup = () => {
      try {
        process.kill(-child.pid, 'SIGKILL')
      } catch {
        // It has ended.
      }
    }
    const timer = setTimeout(() => {
      pieces.push(`\nEnded after ${limitMs / 1000} s.`)
      endGroup()
    }, limitMs)
    process.once('exit', endGroup).once('SIGINT', stop).once('SIGTERM', stop)
    child.stdout.on('data', (piece) => pieces.push(piece))
    child.stderr.on('data', (piece) => pieces.push(piece))
    child.on('exit', endGroup)
    child.on('error', (error) => pieces.push(error.message))
    child.on('close', (code) => {
      clearTimeout(timer)
      process.off('exit', endGroup).off('SIGINT', stop).off('SIGTERM', stop)
      resolve({ isWell: code === 0, output: pieces.join('').trim() })
    })
  })
}

/** Runs the steps in an engine, or lists them as skipped for a reason. */
export async function stepsIn(engine, { programs, reason }) {
  const report = reportFile(`steps-${engine}.json`)
  const order = JSON.stringify({ engine, programs, reason, report })
  const { isWell, output } = await runGroup(process.execPath, ['--import', 'tsx', 'e2e/engines/main.ts', order])
  return { ...countsOf(report, isWell), output }
}

function countsOf(report, isWell) {
  let results = []
  try {
    results = JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    // It ended before it wrote its report.
  }
  const count = (status) => results.filter((result) => result.status === status).length
  const failed = count('failed')
  const isUnexplained = results.length === 0 || (!isWell && failed === 0)
  const ran = results.filter(({ status }) => status !== 'skipped')
  const tests = ran.map((result) => ({ ...result, file: 'e2e/engines/steps.ts' }))
  return { passed: count('passed'), failed: isUnexplained ? failed + 1 : failed, skipped: count('skipped'), tests }
}
