// `npm test`: installs packages and a browser if needed, then runs all checks and the journeys.
import { requireNode } from './node.mjs'

requireNode()
const { ensureInstalled } = await import('./steps.mjs')
ensureInstalled()
const { ensureBrowser } = await import('./browser.mjs')
const { ensureServers } = await import('./servers.mjs')
const chromium = ensureBrowser()
ensureServers()
const { checks, close, runChecks } = await import('./checks.mjs')
const { journeys } = await import('./journeys.mjs')
const inBrowser = ['Journeys in a browser', () => journeys(chromium, process.argv.slice(2))]
close(await runChecks([...checks, [[inBrowser]]]))
