// `npm test`: installs what is missing, the browser too, then every check and the journeys against the built app.
import { requireNode } from './node.mjs'

requireNode()
const { ensureInstalled } = await import('./steps.mjs')
ensureInstalled()
const { ensureBrowser } = await import('./browser.mjs')
const chromium = ensureBrowser()
const { checks, close, runChecks } = await import('./checks.mjs')
const { journeys } = await import('./journeys.mjs')
close(runChecks([...checks, ['Journeys in a browser', () => journeys(chromium, process.argv.slice(2))]]))
