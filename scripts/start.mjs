// `npm start`: installs and builds if needed, then serves the dashboard and the demo host.
// Only Node's built-ins, because it runs before packages are installed.
import { requireNode } from './node.mjs'

requireNode()
const { ensureBuilt, ensureInstalled, inTypeScript, root } = await import('./steps.mjs')

ensureInstalled()
ensureBuilt()
const server = inTypeScript('scripts/serve.ts', process.argv.slice(2), { cwd: root })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 0 : 1)))
