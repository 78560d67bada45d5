// `npm start`: installs what is missing, builds what is out of date, serves the dashboard and the demo host.
// Node's built-ins only: this runs before anything is installed.
import { requireNode } from './node.mjs'

requireNode()
const { ensureBuilt, ensureInstalled, inTypeScript, root } = await import('./steps.mjs')

ensureInstalled()
ensureBuilt()
const server = inTypeScript('scripts/serve.ts', process.argv.slice(2), { cwd: root })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 0 : 1)))
