import { readFile } from 'node:fs/promises'
import { hostingTexts } from './hosting.ts'
import { readPreset } from './policy.ts'

const [name = ''] = process.argv.slice(2)
const text = Object.hasOwn(hostingTexts, name) ? hostingTexts[name] : undefined
try {
  if (!text) throw new Error(`Use: npm run headers -- ${Object.keys(hostingTexts).join('|')}`)
  const config: unknown = JSON.parse(await readFile(new URL('../public/config.json', import.meta.url), 'utf8'))
  console.log(text(readPreset(config)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
