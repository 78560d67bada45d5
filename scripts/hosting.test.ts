import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { hostingTexts } from './hosting.ts'
import { policyRules, readPreset, securityHeaders } from './policy.ts'

const preset = readPreset({ host: 'https://posthog.example' })
const worker = '/assets/requestWorker-a.js'
const paths = [
  '/',
  '/project/1/recordings/a.b',
  '/replay-frame.html',
  '/icon.svg',
  worker,
  '/assets/hogqlParserWorker-a.js',
  '/assets/a.css',
]

function textFor(name: string): string {
  return hostingTexts[name]?.(preset) ?? ''
}

type Headers = Record<string, { value: string }>
type Handler = (event: object) => { uri: string; headers: Headers }

function cloudFront(eventType: string, uri: string, statusCode = 200) {
  const handler: Handler = runInNewContext(`${textFor('cloudfront')}; handler`)
  return handler({ context: { eventType }, request: { uri }, response: { statusCode, headers: {} } })
}

test.each(paths)('CloudFront’s function gives %s the headers of our own server', (path) => {
  const { headers } = cloudFront('viewer-response', path)
  const expected = Object.entries(securityHeaders(path, preset)).map(([name, value]) => [name.toLowerCase(), { value }])
  expect(headers).toEqual({ ...Object.fromEntries(expected), 'cache-control': headers['cache-control'] })
})

test('CloudFront’s function answers the addresses of screens with the page, and nobody keeps an error', () => {
  expect(cloudFront('viewer-request', '/project/1/recordings/a.b').uri).toBe('/index.html')
  for (const path of ['/assets/a.js', '/replay-frame.html', '/config.json'])
    expect(cloudFront('viewer-request', path).uri).toBe(path)
  expect(cloudFront('viewer-response', worker).headers['cache-control']?.value).toContain('immutable')
  expect(cloudFront('viewer-response', worker, 404).headers['cache-control']?.value).toBe('no-cache')
  expect(textFor('cloudfront').length).toBeLessThan(10_000) // CloudFront takes no longer function
})

/** As Netlify and Cloudflare Pages read it: the headers of all patterns that match, those of one name joined. */
function fromHeadersFile(path: string): Record<string, string> {
  const found: Record<string, string> = {}
  let isMatch = false
  for (const line of textFor('_headers')
    .split('\n')
    .filter((one) => one !== '' && !one.startsWith('#'))) {
    const [name = '', value = ''] = line.trim().split(/: (.*)/)
    if (!line.startsWith(' ')) isMatch = line.endsWith('*') ? path.startsWith(line.slice(0, -1)) : path === line
    else if (isMatch) found[name] = found[name] === undefined ? value : `${found[name]}, ${value}`
  }
  return found
}

test('a _headers file adds to the policy in the page, and gives workers their own', () => {
  const page = { ...securityHeaders('/', preset), 'Content-Security-Policy': "frame-ancestors 'self'" }
  expect(fromHeadersFile('/project/1')).toEqual(page)
  const policy = securityHeaders(worker, preset)['Content-Security-Policy']
  expect(fromHeadersFile(worker)).toMatchObject({
    'Content-Security-Policy': `frame-ancestors 'self', ${policy}`,
    'Cache-Control': 'public, max-age=31536000, immutable',
  })
  const lines = textFor('_headers').split('\n')
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(2000)
})

test('every worker has a policy of its own', () => {
  const files = readdirSync(new URL('../src', import.meta.url), { recursive: true, encoding: 'utf8' })
  const workers = files.filter((file) => file.endsWith('Worker.ts')).map((file) => basename(file, '.ts'))
  const named = new Set(policyRules(preset).map(({ glob }) => glob))
  expect(workers.filter((name) => !named.has(`/assets/${name}-*`))).toEqual([])
  expect(workers.length).toBeGreaterThan(2)
})
