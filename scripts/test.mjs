// `npm test`: installs packages and browsers if needed, then runs all checks and the journeys.
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
const { ensureEngines, stepsIn } = await import('./engines.mjs')
const args = process.argv.slice(2)
const inBrowser = ['Journeys in a browser', () => journeys(chromium, args)]
const only = { reason: 'only some journeys were asked for.' }
const engines = args.length > 0 ? { firefox: only, webkit: only } : ensureEngines() // beside the checks
const inFirefox = ['Steps in Firefox', async () => stepsIn('firefox', (await engines).firefox)]
const inWebKit = ['Steps in WebKit', async () => stepsIn('webkit', (await engines).webkit)]
close(await runChecks([...checks, [[inBrowser]], [[inFirefox, inWebKit]]]))
