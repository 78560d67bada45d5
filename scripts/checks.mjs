// All checks except the journeys, fastest first. Each returns `{ passed, failed, skipped }`.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { build, root, run, runPackaged } from './steps.mjs'

const none = { passed: 0, failed: 0, skipped: 0 }
export const cache = join(root, '.cache')

function result(succeeded) {
  return succeeded ? { ...none, passed: 1 } : { ...none, failed: 1 }
}

function unitTests() {
  mkdirSync(cache, { recursive: true })
  const report = join(cache, 'unit.json')
  rmSync(report, { force: true })
  const succeeded = runPackaged('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`])
  return totalsOf(report, succeeded, ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
  }))
}

function firstLoad() {
  const chromium = findBrowser()
  if (!chromium) {
    console.log('Skipped: no Chromium found to measure the first load. Install one, or set CHROMIUM_PATH.')
    return { ...none, skipped: 1 }
  }
  const env = { ...process.env, CHROMIUM_PATH: chromium }
  return result(run(process.execPath, ['--import', 'tsx', 'scripts/checkFirstLoad.ts'], { shell: false, env }))
}

/** Reads a runner's report. A runner that fails without a failed test, or passes without a test, counts as one failure. */
export function totalsOf(report, succeeded, read) {
  let totals
  try {
    totals = read(JSON.parse(readFileSync(report, 'utf8')))
  } catch {
    totals = none
  }
  if (!succeeded && totals.failed === 0) return { ...totals, failed: 1 }
  return succeeded && totals.passed === 0 ? { ...totals, failed: 1 } : totals
}

export const checks = [
  ['Types', () => result(runPackaged('typescript/tsc', ['--noEmit']))],
  ['Lint', () => result(runPackaged('oxlint', ['--deny-warnings']))],
  ['Format', () => result(runPackaged('oxfmt', ['--check', '.']))],
  ['Dead code', () => result(runPackaged('knip', ['--no-progress']))],
  ['Unit tests', unitTests],
  ['Build', () => result(build())],
  ['First load', firstLoad],
]

/** Runs the checks one after another and sums their results. */
export function runChecks(list) {
  let totals = none
  for (const [name, check] of list) {
    const began = Date.now()
    console.log(`\n── ${name}`)
    const { passed, failed, skipped } = check()
    totals = { passed: totals.passed + passed, failed: totals.failed + failed, skipped: totals.skipped + skipped }
    const outcome = failed > 0 ? 'FAILED' : passed > 0 ? 'ok' : 'skipped'
    console.log(`${outcome} · ${name} · ${((Date.now() - began) / 1000).toFixed(1)} s`)
  }
  return totals
}

/** Prints the totals and exits with 0 or 1. */
export function close({ passed, failed, skipped }) {
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  process.exit(failed === 0 ? 0 : 1)
}
