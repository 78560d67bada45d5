import { expect, test } from 'vitest'
import { askerOf, field, newAsker, recordings } from './askHost.ts'
import { createDemoHost } from '../createDemoHost.ts'
import { demoKeys } from '../host/keys.ts'

const statuses = async (key: string, times: number) => {
  const ask = newAsker()
  const found: number[] = []
  for (let time = 0; time < times; time += 1) found.push((await ask(recordings, { key })).status)
  return found
}

test('keys whose list is no list', async () => {
  const ask = newAsker()
  const page = await ask(recordings, { key: demoKeys.listIsHtml })
  expect([page.status, page.headers.get('Content-Type'), page.text]).toEqual([
    200,
    expect.stringMatching(/html/),
    expect.stringMatching(/<h1>/),
  ])
  expect(await ask(recordings, { key: demoKeys.listIsOdd })).toMatchObject({ status: 200, body: { hello: 'world' } })
  const broken = await ask(recordings, { key: demoKeys.listBreaks })
  expect([broken.status, field(broken, 'error')]).toEqual([500, expect.any(String)])
})

test('keys whose list works at every second try', async () => {
  expect(await statuses(demoKeys.throttledOnce, 4)).toEqual([429, 200, 429, 200])
  expect(await statuses(demoKeys.busyOnce, 2)).toEqual([429, 200])
  expect(await statuses(demoKeys.flaky, 2)).toEqual([503, 200])
  const ask = newAsker()
  const throttled = await ask(recordings, { key: demoKeys.throttledOnce })
  expect(field(throttled, 'detail')).toBe('Request was throttled. Expected available in 2 seconds.')
  expect(field(await ask(recordings, { key: demoKeys.busyOnce }), 'detail')).toBe('ClickHouse is at capacity. Try again later.')
  const flaky = (query: string) => ask(recordings + query, { key: demoKeys.flaky })
  expect([(await flaky('')).status, (await flaky('?offset=50')).status, (await flaky('')).status]).toEqual([503, 503, 200])
})

test('a redirecting key is sent to another origin', async () => {
  const { status, headers } = await newAsker()(`${recordings}?limit=5`, { key: demoKeys.redirecting })
  expect([status, headers.get('Location')]).toEqual([302, `http://localhost${recordings}?limit=5`])
})

test('a slow list ends when nobody waits for it, and the journal knows', async () => {
  const host = createDemoHost({ count: 50, slowListMs: 3_600_000 })
  const leaving = new AbortController()
  const headers = { Authorization: `Bearer ${demoKeys.slow}` }
  const answer = host.fetch(new Request(`http://demo.test${recordings}`, { headers, signal: leaving.signal }))
  setTimeout(() => leaving.abort(), 20)
  expect((await answer).status).toBe(499)
  const { body } = await askerOf(host)('/__demo/journal')
  expect(body).toEqual([expect.objectContaining({ aborted: true, path: recordings, status: 499 })])
})
