import type { Listening } from './host/listen.ts'
import { type DemoOptions, parseDemoOptions } from './host/options.ts'

function giveUp(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

function readOptions(): DemoOptions {
  try {
    return parseDemoOptions(process.argv.slice(2))
  } catch (error) {
    return giveUp(error instanceof Error ? error.message : String(error))
  }
}

function readPort(): number {
  const text = process.env['DEMO_PORT'] ?? '4174'
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  return port <= 65_535 ? port : giveUp(`DEMO_PORT takes a port from 0 to 65535, not "${text}".`)
}

async function start(options: DemoOptions, port: number): Promise<Listening> {
  try {
    // Loaded last, so that a wrong flag is answered without loading the whole host.
    const { serveDemo } = await import('./serve.ts')
    return await serveDemo(options, port)
  } catch (error) {
    return giveUp(`The demo host cannot start. ${error instanceof Error ? error.message : String(error)}`)
  }
}

const options = readOptions()
const served = await start(options, readPort())
console.log(`Demo host (${options.edition}) on ${served.origin}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void served.close().then(() => process.exit(0))
  })
}
