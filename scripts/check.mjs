// `npm run check`: everything but the journeys.
import { requireNode } from './node.mjs'

requireNode()
const { ensureInstalled } = await import('./steps.mjs')
ensureInstalled()
const { checks, close, runChecks } = await import('./checks.mjs')
close(await runChecks(checks))
