// Shared by the scripts. Only Node's built-ins, because it runs before packages are installed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const isWindows = process.platform === 'win32'

/** Prints the message and exits with 1. */
export function fail(message) {
  console.error(message)
  process.exit(1)
}

/** Runs a program to its end; true if it exits with 0. */
export function run(program, args, options = {}) {
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit', shell: isWindows, ...options })
  return status === 0
}

/** Runs the command of an installed package. */
export function runPackaged(name, args, options = {}) {
  return run(process.execPath, [binary(name), ...args], { shell: false, ...options })
}

/** Runs a program that a package brought beside others: its output is kept back, so that it stays in one piece. */
export function startPackaged(name, args, options = {}) {
  return start(process.execPath, [binary(name), ...args], options)
}

/** Runs a program to its end. Resolves with whether it ended well and all that it wrote. */
export function start(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    const pieces = []
    child.stdout.on('data', (piece) => pieces.push(piece))
    child.stderr.on('data', (piece) => pieces.push(piece))
    child.on('error', (error) => resolve({ isWell: false, output: error.message }))
    child.on('close', (code) => resolve({ isWell: code === 0, output: Buffer.concat(pieces).toString().trim() }))
  })
}

/** The script behind a package's command. `name` is "package" or "package/command". */
function binary(name) {
  const [, scope = '', short = name, command = short] = /^(@[^/]+\/)?([^/]+)(?:\/([^/]+))?$/.exec(name) ?? []
  const folder = join(root, 'node_modules', scope + short)
  const { bin } = JSON.parse(process.getBuiltinModule('node:fs').readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[command])
}

/** Starts a TypeScript file of this repository. */
export function inTypeScript(file, args, options = {}) {
  return spawn(process.execPath, ['--import', 'tsx', file, ...args], { cwd: root, stdio: 'inherit', ...options })
}

function changed(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** The latest change at or below a path, in milliseconds since 1970. */
function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

/** Runs `npm ci` if node_modules is missing or older than the lock file. */
export function ensureInstalled() {
  const lock = join(root, 'package-lock.json')
  const installed = join(root, 'node_modules', '.package-lock.json')
  if (existsSync(installed) && changed(installed) >= changed(lock)) return
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    fail('node_modules is a link to a folder whose packages are older than package-lock.json. Install them there.')
  }
  console.log('Installing packages…')
  if (!run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])) {
    fail('Couldn’t install the packages: see npm’s output above. Check your network, then run the command again.')
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

/** Builds the dashboard if a source is newer than the build. */
export function ensureBuilt() {
  const built = changed(join(root, 'dist', 'index.html'))
  if (built > 0 && sources.every((path) => newest(join(root, path)) <= built)) return
  console.log('Building the dashboard…')
  if (!build()) fail('Couldn’t build the dashboard: see Vite’s output above.')
}

function build() {
  return runPackaged('vite', ['build', '--logLevel', 'warn'])
}

/** Another installation may run, and mirrors may not answer. */
export const patientApt = ['-o', 'DPkg::Lock::Timeout=60', '-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::Retries=1']

/** Installs packages of Debian, without starting their services; false where this is no Debian, or not run by root. */
export function installFromDebian(...packages) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  console.log(`Installing Debian’s ${packages.join(' and ')}…`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const options = { stdio: ['ignore', 'ignore', 'inherit'], env }
  run('apt-get', [...patientApt, 'update'], options)
  return run('apt-get', [...patientApt, 'install', '--yes', '--no-install-recommends', ...packages], options)
}
