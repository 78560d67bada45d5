import { expect, test } from 'vitest'
import { createDashboard } from './dashboard.ts'
import { policyOf, readPreset, securityHeaders } from './policy.ts'

const open = readPreset({})
const preset = readPreset({ host: 'https://posthog.example.com/', demo: { host: 'http://127.0.0.1:4174' } })

function directive(policy: string | undefined, name: string): string | undefined {
  return policy?.split('; ').find((one) => one.startsWith(`${name} `))
}

function policyAt(path: string, of = preset): string | undefined {
  return securityHeaders(path, of)['Content-Security-Policy']
}

test('a preset host is the only one that pages and the worker of requests may reach, besides the demo’s', () => {
  const named = "connect-src 'self' https://posthog.example.com http://127.0.0.1:4174"
  for (const path of ['/', '/project/1/recordings', '/assets/requestWorker-Ab_1-x.js']) {
    expect(directive(policyAt(path), 'connect-src')).toBe(named)
    expect(directive(policyAt(path, open), 'connect-src')).toBe("connect-src 'self' https: http://127.0.0.1:* http://localhost:*")
  }
  expect(directive(policyOf('/index.html', preset), 'connect-src')).toBe(named)
})

test.each(['/assets/replayWorker-a.js', '/assets/answerWorker-a.js', '/assets/hogqlParserWorker-a.js', '/replay-frame.html'])(
  '%s reaches nothing',
  (path) => {
    expect(directive(policyAt(path, open), 'connect-src') ?? directive(policyAt(path, open), 'default-src')).toMatch(
      /-src 'none'$/,
    )
  },
)

test('only the parser may compile WebAssembly, and nothing may run text', () => {
  const paths = ['/', '/assets/hogqlParserWorker-a.js', '/assets/requestWorker-a.js', '/replay-frame.html']
  expect(paths.filter((path) => policyAt(path)?.includes('wasm'))).toEqual(['/assets/hogqlParserWorker-a.js'])
  expect(paths.filter((path) => /'unsafe-eval'|script-src[^;]*unsafe-inline/.test(policyAt(path) ?? ''))).toEqual([])
})

test('nobody else may frame a page, and passkeys are the page’s own', () => {
  expect(policyAt('/')).toContain("frame-ancestors 'none'")
  expect(policyAt('/replay-frame.html')).toContain("frame-ancestors 'self'")
  const permissions = securityHeaders('/', preset)['Permissions-Policy']
  expect(permissions).toContain('publickey-credentials-get=(self)')
  expect(permissions).toContain('publickey-credentials-create=(self)')
})

test.each(['javascript:alert(1)', "posthog.example; script-src 'unsafe-inline'", 5, 'ftp://posthog.example'])(
  'a host that is no address is refused before anything is served: %s',
  (host) => {
    expect(() => createDashboard('public', { host })).toThrow('config.json: “host” must be an address')
  },
)

test('nothing in an address gets into the policy but its origin', () => {
  const host = "https://posthog.example/a; script-src 'unsafe-inline'"
  expect(directive(policyOf('/', readPreset({ host })), 'connect-src')).toBe("connect-src 'self' https://posthog.example")
})

test('the server sends the headers of its own config', async () => {
  const config = { demo: { host: 'http://127.0.0.1:1' } }
  const dashboard = createDashboard('public', { host: 'https://posthog.example', ...config })
  const answer = await dashboard.request('/icon.svg')
  expect(answer.headers.get('Content-Security-Policy')).toContain(
    "connect-src 'self' https://posthog.example http://127.0.0.1:1;",
  )
  expect(answer.headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin')
})
