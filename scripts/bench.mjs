// `npm run bench`: measures the built app and prints figures; fails only if a result is wrong. `-- --small` runs shorter versions.
import { requireNode } from './node.mjs'

requireNode()
const { ensureBuilt, ensureInstalled, inTypeScript } = await import('./steps.mjs')
ensureInstalled()
const { ensureBrowser } = await import('./browser.mjs')
const chromium = ensureBrowser()
ensureBuilt()
const options = { env: { ...process.env, ...(chromium && { CHROMIUM_PATH: chromium }) } }
for (const file of [
  'bench/startup.ts',
  'bench/table.ts',
  'bench/leak.ts',
  'bench/schedule.ts',
  'bench/subscriptions.ts',
  'bench/shareScan.ts',
  'bench/results.ts',
  'bench/decode.ts',
  'bench/replay.ts',
  'bench/heavy.ts',
]) {
  const code = await new Promise((resolve) => inTypeScript(file, process.argv.slice(2), options).on('exit', resolve))
  if (code !== 0) process.exit(code ?? 1)
}
