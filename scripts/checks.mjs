// All checks but the journeys. Each gives `{ passed, failed, skipped }`, and may give `output` and `tests`.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { findBrowser } from './browser.mjs'
import { findServer } from './servers.mjs'
import { root, start, startPackaged } from './steps.mjs'

const none = { passed: 0, failed: 0, skipped: 0 }
export const cache = join(root, '.cache')

function packaged(name, args) {
  return async () => verdict(await startPackaged(name, args))
}

function verdict({ isWell, output }) {
  return { ...none, ...(isWell ? { passed: 1 } : { failed: 1 }), output }
}

async function unitTests() {
  const report = reportFile('unit.json')
  const { isWell, output } = await startPackaged('vitest', [
    'run',
    '--reporter=minimal',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  return { ...resultsOf(report, isWell, readUnitTests), output }
}

function readUnitTests({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  return {
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
    tests: testResults.flatMap(({ name, assertionResults, status, message }) => [
      ...assertionResults.map(({ fullName, duration, failureMessages }) => ({
        file: name,
        title: fullName,
        milliseconds: duration ?? 0,
        problem: failureMessages?.[0],
      })),
      ...(status === 'failed' && assertionResults.length === 0
        ? [{ file: name, title: 'the file itself', milliseconds: 0, problem: message }]
        : []),
    ]),
  }
}

/** What a browser loads can only be counted where there is one. */
async function firstLoad() {
  const chromium = findBrowser()
  if (!chromium) {
    const output =
      'Skipped: there is no Chromium here to count what a first visit loads. Install one, or name one in CHROMIUM_PATH.'
    return { ...none, skipped: 1, output }
  }
  const env = { ...process.env, CHROMIUM_PATH: chromium }
  return verdict(await start(process.execPath, ['--import', 'tsx', 'scripts/checkFirstLoad.ts'], { env }))
}

/** Whether dist is served with the headers that the README promises, by a server that has them from `npm run headers`. */
function servedBy(name) {
  return async () => {
    const path = findServer(name)
    if (!path) return { ...none, skipped: 1, output: `Skipped: there is no ${name} here to serve the dashboard.` }
    return verdict(await start(process.execPath, ['--import', 'tsx', 'scripts/checkHosting.ts', name, path]))
  }
}

/** Where a runner shall write its report; one of an earlier run is gone. */
export function reportFile(name) {
  mkdirSync(cache, { recursive: true })
  const report = join(cache, name)
  rmSync(report, { force: true })
  return report
}

/** Reads a runner's report; a runner that failed without naming a failed test counts as one failure. */
export function resultsOf(report, isWell, read) {
  let results
  try {
    results = read(JSON.parse(readFileSync(report, 'utf8')))
  } catch {
    results = { ...none, tests: [] }
  }
  const isUnexplained = isWell ? results.passed === 0 : results.failed === 0
  return isUnexplained ? { ...results, failed: 1 } : results
}

/** Lanes run side by side, and the checks of a lane one after another. */
const besideEachOther = [
  [['Unit tests', unitTests]],
  [
    ['Types', packaged('typescript/tsc', ['--noEmit'])],
    ['Lint and directions', packaged('oxlint', ['--deny-warnings'])],
    ['Format', packaged('oxfmt', ['--check', '.'])],
    ['Dead code', packaged('knip', ['--no-progress'])],
    ['Build', packaged('vite', ['build', '--logLevel', 'warn'])],
  ],
]

/** Stages run one after another: what is measured in a browser has the machine to itself. */
export const checks = [
  besideEachOther,
  [
    [
      ['First load', firstLoad],
      ['Served by nginx', servedBy('nginx')],
      ['Served by Caddy', servedBy('caddy')],
    ],
  ],
]

function secondsSince(began) {
  return (performance.now() - began) / 1000
}

async function runCheck([name, check]) {
  const began = performance.now()
  const result = await check()
  const seconds = secondsSince(began)
  const outcome = result.failed > 0 ? 'FAILED' : result.passed > 0 ? 'ok' : 'skipped'
  console.log(`\n── ${name}: ${outcome}, ${seconds.toFixed(1)} s${result.output ? `\n${result.output}` : ''}`)
  return { name, outcome, seconds, ...result }
}

async function runLane(lane) {
  const results = []
  for (const check of lane) results.push(await runCheck(check))
  return results
}

/** Runs stages of lanes of checks. Resolves with the result of each check, in their order. */
export async function runChecks(stages) {
  const results = []
  for (const lanes of stages) {
    const ended = await Promise.all(lanes.map(runLane))
    results.push(...ended.flat())
  }
  return results
}

const slowestShown = 10

function printTable(results) {
  console.log('\nSeconds  Step')
  for (const { name, outcome, seconds } of results) {
    console.log(`${seconds.toFixed(1).padStart(7)}  ${name}${outcome === 'ok' ? '' : ` (${outcome})`}`)
  }
  console.log(`${secondsSince(0).toFixed(1).padStart(7)}  All`)
  for (const { name, tests = [] } of results) {
    if (tests.length === 0) continue
    console.log(`\nSeconds  Slowest of ${tests.length} in ${name}`)
    const slowest = tests.toSorted((one, other) => other.milliseconds - one.milliseconds).slice(0, slowestShown)
    for (const test of slowest) console.log(`${(test.milliseconds / 1000).toFixed(1).padStart(7)}  ${nameOf(test)}`)
  }
  const retried = results.flatMap(({ tests = [] }) => tests.filter(({ isRetried }) => isRetried))
  if (retried.length > 0)
    console.log(`\nPassed at the second try only, which is a defect to mend:\n${retried.map(nameOf).join('\n')}`)
  const failed = results.flatMap(({ tests = [] }) => tests.filter(({ problem, isRetried }) => problem && !isRetried))
  if (failed.length > 0) console.log(`\nFailed:\n${failed.map(failureOf).join('\n')}`)
}

const failureLength = 800

function failureOf(test) {
  return `${nameOf(test)}\n    ${stripVTControlCharacters(test.problem).slice(0, failureLength).replaceAll('\n', '\n    ')}`
}

function nameOf({ file, title }) {
  return `${file.replace(`${root}/`, '')} › ${title}`
}

/** The tables, then the closing line, alone on its line, and the exit code that goes with it. */
export function close(results) {
  printTable(results)
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  const skipped = sum('skipped')
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  process.exit(sum('failed') === 0 ? 0 : 1)
}
