// Runs the browser journeys with Playwright against the built dashboard and the demo host.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cache, totalsOf } from './checks.mjs'
import { runPackaged } from './steps.mjs'

/** `chromium` is the path of the browser; undefined means Playwright's own. */
export function journeys(chromium, args) {
  mkdirSync(cache, { recursive: true })
  const report = join(cache, 'journeys.json')
  rmSync(report, { force: true })
  const succeeded = runPackaged('@playwright/test/playwright', ['test', ...args], {
    env: { ...process.env, ...(chromium && { CHROMIUM_PATH: chromium }), PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  })
  return totalsOf(report, succeeded, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }))
}
