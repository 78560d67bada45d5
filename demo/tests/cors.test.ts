import { expect, test } from 'vitest'
import { type Answer, newClient, recordings } from './hostClient.ts'

const send = newClient()
const origin = 'http://127.0.0.1:4173'

function preflight(path: string, requested: string): Promise<Answer> {
  const headers = { Origin: origin, 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': requested }
  return send(path, { method: 'OPTIONS', key: null, headers })
}

test('a preflight allows what a real server allows, and nothing else', async () => {
  const { status, headers, text } = await preflight(recordings, 'authorization,if-none-match')
  expect([status, text]).toEqual([200, ''])
  expect(headers.get('Access-Control-Allow-Origin')).toBe(origin)
  expect(headers.get('Access-Control-Allow-Credentials')).toBe('true')
  expect(headers.get('Access-Control-Max-Age')).toBe('86400')
  expect(headers.get('Access-Control-Allow-Methods')).toContain('PATCH')
  const allowed = (headers.get('Access-Control-Allow-Headers') ?? '').split(', ')
  expect(allowed).toEqual(expect.arrayContaining(['authorization', 'content-type', 'x-csrftoken']))
  for (const name of ['if-none-match', 'cache-control', 'idempotency-key', '*']) expect(allowed).not.toContain(name)
})

test('answers and refusals can be read by the origin that asked, headers of their own cannot', async () => {
  for (const [path, key] of [
    [recordings, undefined],
    [recordings, 'phx_wrong'],
    ['/api/nothing', undefined],
  ] as const) {
    const { headers } = await send(path, { headers: { Origin: origin }, ...(key === undefined ? {} : { key }) })
    expect(headers.get('Access-Control-Allow-Origin')).toBe(origin)
    expect(headers.get('Vary')).toMatch(/origin/i)
    expect(headers.has('Access-Control-Expose-Headers')).toBe(false)
  }
})

test('nothing is open outside the API', async () => {
  const { status, headers } = await send('/shared/token', { headers: { Origin: origin } })
  expect(status).toBe(404)
  expect(headers.get('Content-Type')).toMatch(/html/)
  expect(headers.has('Access-Control-Allow-Origin')).toBe(false)
  expect((await preflight('/shared/token', 'authorization')).headers.has('Access-Control-Allow-Origin')).toBe(false)
})
