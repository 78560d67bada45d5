// `npm run dev`: Vite with hot reload, and the demo host.
import { requireNode } from './node.mjs'

requireNode()
const { ensureInstalled, inTypeScript, root } = await import('./steps.mjs')
const { spawn } = await import('node:child_process')
const { join } = await import('node:path')

ensureInstalled()
const demoPort = process.env.DEMO_PORT || '4174'
const demoOrigin = `http://127.0.0.1:${demoPort}`
const demo = inTypeScript('demo/main.ts', process.argv.slice(2))
const config = JSON.stringify({ demo: { host: demoOrigin, key: 'phx_demo', projectId: '4', projectName: 'Leaf & Kettle' } })
const vite = spawn(
  process.execPath,
  [join(root, 'node_modules/vite/bin/vite.js'), '--host', '127.0.0.1', '--port', process.env.PORT || '4173', '--strictPort'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, REPLAY_DESK_CONFIG: config } },
)
function end(code) {
  demo.kill()
  vite.kill()
  process.exit(code)
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => end(0))
demo.on('exit', (code) => end(code ?? 1))
vite.on('exit', (code) => end(code ?? 1))
