// `npm run bench`: what is measured, against the built app. Prints figures, judges nothing.
import { requireNode } from './node.mjs'

requireNode()
const { ensureBuilt, ensureInstalled, inTypeScript } = await import('./steps.mjs')
ensureInstalled()
const { ensureBrowser } = await import('./browser.mjs')
const chromium = ensureBrowser()
ensureBuilt()
const bench = inTypeScript('bench/table.ts', [], { env: { ...process.env, ...(chromium && { CHROMIUM_PATH: chromium }) } })
bench.on('exit', (code) => process.exit(code ?? 1))
