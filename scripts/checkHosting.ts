// Serves dist by a web server with the text that `npm run headers` prints for it, and compares each answer with our own server's.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { listen } from '../demo/host/listen.ts'
import { createDashboard } from './dashboard.ts'
import { hostingTexts, type Site } from './hosting.ts'
import { commonHeaders, pageHeaders, readPreset } from './policy.ts'

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const config = { host: 'https://posthog.example' }

type Program = {
  address: (port: string) => string
  files: (text: string) => Record<string, string>
  args: (folder: string) => string[]
}

/** What a distribution has around the file of a site, without a service, and with temporary files in the test's own folder. */
const nginxMain = `daemon off;
master_process off;
pid nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
  include /etc/nginx/mime.types;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${name};`).join('\n  ')}
  include site.conf;
}
`

const programs: Record<string, Program> = {
  nginx: {
    address: (port) => `127.0.0.1:${port}`,
    files: (text) => ({ 'site.conf': text, 'nginx.conf': nginxMain }),
    args: (folder) => ['-p', folder, '-c', 'nginx.conf'],
  },
  caddy: {
    address: (port) => `http://127.0.0.1:${port}`,
    files: (text) => ({ Caddyfile: `{\n\tadmin off\n\tauto_https off\n}\n${text}` }),
    args: (folder) => ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')],
  },
}

async function freePort(): Promise<string> {
  const server = await listen(() => new Response(), 0)
  await server.close()
  return new URL(server.origin).port
}

function assets(): string[] {
  const files = readdirSync(join(dist, 'assets'))
  const some = ['.css', '.wasm'].flatMap((ending) => files.find((name) => name.endsWith(ending)) ?? [])
  return [...files.filter((name) => name.includes('Worker-')), ...some, 'none.js'].map((name) => `/assets/${name}`)
}

const compared = ['Content-Security-Policy', ...Object.keys({ ...commonHeaders, ...pageHeaders })]

/** What a browser sees: the status, the headers, and of files their type and how long they may be kept. */
async function seen(fetchAt: (path: string) => Promise<Response> | Response, path: string): Promise<string> {
  const response = await fetchAt(path)
  const headers = compared.map((name) => `${name}: ${response.headers.get(name)}`)
  const cache = response.headers.get('Cache-Control') ?? 'no-cache'
  const type = response.headers.get('Content-Type')?.split(';', 1)[0]?.replace('application/javascript', 'text/javascript')
  return [`${response.status} ${response.ok ? type : ''} ${cache}`, ...headers].join('\n')
}

async function untilServed(origin: string, died: () => boolean): Promise<void> {
  for (let left = 60; left > 0 && !died(); left -= 1) {
    if (
      await fetch(origin).then(
        () => true,
        () => false,
      )
    )
      return
    await wait(100)
  }
  throw new Error('The server didn’t start.')
}

async function differences(origin: string): Promise<string[]> {
  const own = createDashboard(dist, config)
  const paths = ['/', '/project/1/recordings/abc', '/replay-frame.html', '/replay-frame-open.html', '/icon.svg', ...assets()]
  const found: string[] = []
  for (const path of paths) {
    const expected = await seen((at) => own.request(at), path)
    const actual = await seen((at) => fetch(origin + at), path)
    if (expected !== actual) found.push(`${path}\n${actual}\ninstead of\n${expected}`)
  }
  return found
}

async function check(name: string, path: string, { address, files, args }: Program): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'replay-desk-'))
  const port = await freePort()
  const site: Site = { root: dist, address: address(port) }
  const text = hostingTexts[name]?.(readPreset(config), site) ?? ''
  for (const [file, content] of Object.entries(files(text))) writeFileSync(join(folder, file), content)
  const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }
  const server = spawn(path, args(folder), { env, stdio: ['ignore', 'ignore', 'pipe'] })
  const complaints: string[] = []
  server.stderr.on('data', (piece) => complaints.push(String(piece)))
  server.on('error', (error) => complaints.push(error.message))
  try {
    await untilServed(`http://127.0.0.1:${port}`, () => server.exitCode !== null)
    const found = await differences(`http://127.0.0.1:${port}`)
    if (found.length > 0) throw new Error(found.join('\n\n'))
    console.log(`${name} sends the same headers as our own server.`)
  } catch (error) {
    console.error(complaints.join(''), error instanceof Error ? error.message : error)
    process.exitCode = 1
  } finally {
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

const [wanted = '', path = wanted] = process.argv.slice(2)
const program = Object.hasOwn(programs, wanted) ? programs[wanted] : undefined
if (program) await check(wanted, path, program)
else throw new Error(`Only ${Object.keys(programs).join(' and ')} can be checked.`)
