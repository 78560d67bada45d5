// `npm run fuzz`: opens screens in a browser while the demo host gives damaged answers. `-- --visits N` says how many, `-- --seed N` repeats one.
import { requireNode } from './node.mjs'

requireNode()
const { ensureBuilt, ensureInstalled, inTypeScript } = await import('./steps.mjs')
ensureInstalled()
const { ensureBrowser } = await import('./browser.mjs')
const chromium = ensureBrowser()
ensureBuilt()
const env = { ...process.env, ...(chromium && { CHROMIUM_PATH: chromium }) }
process.exitCode = await new Promise((resolve) =>
  inTypeScript('scripts/fuzz/fuzz.ts', process.argv.slice(2), { env }).on('exit', resolve),
)
