// What the scripts share. Node's built-ins only: it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const isWindows = process.platform === 'win32'

/** Says what is wrong in one sentence and ends. */
export function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}

/** Runs a program to its end with its output on the screen; true when it ended well. */
export function run(program, args, options = {}) {
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit', shell: isWindows, ...options })
  return status === 0
}

/** Runs a program that a package brought. */
export function runPackaged(name, args, options = {}) {
  return run(process.execPath, [binary(name), ...args], { shell: false, ...options })
}

/** The script behind a package's command. `name` is "package" or "package/command". */
function binary(name) {
  const [, scope = '', short = name, command = short] = /^(@[^/]+\/)?([^/]+)(?:\/([^/]+))?$/.exec(name) ?? []
  const folder = join(root, 'node_modules', scope + short)
  const { bin } = JSON.parse(process.getBuiltinModule('node:fs').readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[command])
}

/** Starts one of our TypeScript programs. */
export function inTypeScript(file, args, options = {}) {
  return spawn(process.execPath, ['--import', 'tsx', file, ...args], { cwd: root, stdio: 'inherit', ...options })
}

function changed(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** When the newest file at or below a path was changed, in milliseconds since 1970. */
function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

/** `npm ci` when node_modules is absent or older than the lock file. */
export function ensureInstalled() {
  const lock = join(root, 'package-lock.json')
  const installed = join(root, 'node_modules', '.package-lock.json')
  if (existsSync(installed) && changed(installed) >= changed(lock)) return
  console.log('Installing packages…')
  if (!run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])) {
    fail('The packages could not be installed: see npm’s words above. Check the network, then run the command again.')
  }
}

const sources = [
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
  'scripts/licenses.ts',
  'scripts/policy.ts',
  'scripts/themeStyles.ts',
]

/** Builds the dashboard when a source is newer than the build. */
export function ensureBuilt() {
  const built = changed(join(root, 'dist', 'index.html'))
  if (built > 0 && sources.every((path) => newest(join(root, path)) <= built)) return
  console.log('Building the dashboard…')
  if (!build()) fail('The dashboard could not be built: see Vite’s words above.')
}

export function build() {
  return runPackaged('vite', ['build', '--logLevel', 'warn'])
}
