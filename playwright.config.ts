import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import { launchOptions } from './scripts/launchOptions.ts'

// A new context and its processes took a third of a journey's processor time. Playwright empties the storage of a reused one
// between journeys, and e2e/desk.ts takes granted permissions back. From 1.60 on this is an option, but each expectation that is
// not met at once also describes the whole page, which costs a fifth more.
process.env['PW_TEST_REUSE_CONTEXT'] ??= '1'

/** Journeys run against the built app; each brings its own servers (e2e/desk.ts), so they run side by side. */
export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  // A journey waits for a quarter of its time: with one for each core, two cores were busy for 74% of the time, with three for 92%.
  workers: Math.ceil(availableParallelism() * 1.5),
  timeout: 45_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  // A shared machine may stall for seconds. What passes at the second try only is listed as flaky, and is a defect to mend.
  retries: process.env['CI'] ? 1 : 0,
  reporter: [['list'], ['json']],
  outputDir: 'test-results',
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Europe/Lisbon',
    screenshot: 'only-on-failure',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions,
  },
})
