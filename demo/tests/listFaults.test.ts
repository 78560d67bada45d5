import { expect, test } from 'vitest'
import { clientOf, field, newClient, recordings } from './hostClient.ts'
import { createDemoHost } from '../createDemoHost.ts'
import { demoKeys } from '../host/keys.ts'

const statuses = async (key: string, times: number) => {
  const send = newClient()
  const found: number[] = []
  for (let time = 0; time < times; time += 1) found.push((await send(recordings, { key })).status)
  return found
}

test('keys whose list is no list', async () => {
  const send = newClient()
  const page = await send(recordings, { key: demoKeys.listIsHtml })
  expect([page.status, page.headers.get('Content-Type'), page.text]).toEqual([
    200,
    expect.stringMatching(/html/),
    expect.stringMatching(/<h1>/),
  ])
  expect(await send(recordings, { key: demoKeys.listIsOdd })).toMatchObject({ status: 200, body: { hello: 'world' } })
  const broken = await send(recordings, { key: demoKeys.listBreaks })
  expect([broken.status, field(broken, 'error')]).toEqual([500, expect.any(String)])
})

test('keys whose list works at every second try', async () => {
  expect(await statuses(demoKeys.throttledOnce, 4)).toEqual([429, 200, 429, 200])
  expect(await statuses(demoKeys.busyOnce, 2)).toEqual([429, 200])
  expect(await statuses(demoKeys.flaky, 2)).toEqual([503, 200])
  const send = newClient()
  const throttled = await send(recordings, { key: demoKeys.throttledOnce })
  expect(field(throttled, 'detail')).toBe('Request was throttled. Expected available in 2 seconds.')
  expect(field(await send(recordings, { key: demoKeys.busyOnce }), 'detail')).toBe('ClickHouse is at capacity. Try again later.')
  const flaky = (query: string) => send(recordings + query, { key: demoKeys.flaky })
  expect([(await flaky('')).status, (await flaky('?offset=50')).status, (await flaky('')).status]).toEqual([503, 503, 200])
})

test('a redirecting key is sent to another origin', async () => {
  const { status, headers } = await newClient()(`${recordings}?limit=5`, { key: demoKeys.redirecting })
  expect([status, headers.get('Location')]).toEqual([302, `http://localhost${recordings}?limit=5`])
})

test('a slow list ends when nobody waits for it, and the journal knows', async () => {
  const host = createDemoHost({ count: 50, slowListMs: 3_600_000 })
  const controller = new AbortController()
  const headers = { Authorization: `Bearer ${demoKeys.slow}` }
  const answer = host.fetch(new Request(`http://demo.test${recordings}`, { headers, signal: controller.signal }))
  setTimeout(() => controller.abort(), 20)
  expect((await answer).status).toBe(499)
  const { body } = await clientOf(host)('/__demo/journal')
  expect(body).toEqual([expect.objectContaining({ aborted: true, path: recordings, status: 499 })])
})
