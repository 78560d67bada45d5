// The browser journeys, by Playwright, against the built dashboard and the demo host.
import { reportFile, resultsOf } from './checks.mjs'
import { runPackaged } from './steps.mjs'

/** `chromium` is the browser's path; undefined for Playwright's own. */
export function journeys(chromium, args) {
  const report = reportFile('journeys.json')
  const isWell = runPackaged('@playwright/test/playwright', ['test', ...args], {
    env: { ...process.env, ...(chromium && { CHROMIUM_PATH: chromium }), PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  })
  return resultsOf(report, isWell, readJourneys)
}

function readJourneys({ stats, suites }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    tests: suites.flatMap((suite) => testsOf(suite)),
  }
}

/** The tests of a suite of Playwright's report and of those within it. */
function testsOf({ specs = [], suites = [] }, above = '') {
  const own = specs.flatMap(({ file, title, tests }) =>
    tests.map(({ status, results }) => ({
      file: `e2e/${file}`,
      title: `${above}${title}`,
      milliseconds: Math.max(0, ...results.map(({ duration }) => duration)),
      isRetried: status === 'flaky',
      problem: status === 'unexpected' ? (results.at(-1)?.error?.message ?? 'It did not run.') : undefined,
    })),
  )
  return [...own, ...suites.flatMap((suite) => testsOf(suite, `${above}${suite.title} › `))]
}
