// `npm run prove`: measures what README and docs/threat-model.md say of keys, hosts and the build, and writes it into dist for /privacy.
import { requireNode } from './node.mjs'

requireNode()
const { ensureInstalled, inTypeScript } = await import('./steps.mjs')
ensureInstalled()
const { ensureBrowser } = await import('./browser.mjs')
const chromium = ensureBrowser()
const env = { ...process.env, ...(chromium && { CHROMIUM_PATH: chromium }) }
process.exitCode = await new Promise((resolve) => inTypeScript('scripts/prove/prove.ts', [], { env }).on('exit', resolve))
