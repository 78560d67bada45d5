import { expect, test } from 'vitest'
import { clientOf, field, newClient, recordings, rowsOf } from './hostClient.ts'
import { createDemoHost } from '../createDemoHost.ts'
import { demoKeys } from '../host/keys.ts'

test('the journal tells what was asked, and holds no key', async () => {
  const send = newClient()
  await send(recordings, { headers: { Origin: 'http://127.0.0.1:4173' } })
  await send(`/api/users/@me/?personal_api_key=${demoKeys.all}`, { key: null })
  const { body, text, headers } = await send('/__demo/journal', { key: null })
  expect(body).toMatchObject([
    {
      method: 'GET',
      path: recordings,
      status: 200,
      aborted: false,
      authorization: true,
      keyInPath: false,
      origin: 'http://127.0.0.1:4173',
    },
    { path: '/api/users/@me/?personal_api_key=[key]', status: 401, authorization: false, keyInPath: true, origin: null },
  ])
  expect(text).not.toContain('phx_')
  expect(headers.get('Access-Control-Allow-Origin')).toBe('*')
  expect(headers.has('Access-Control-Allow-Credentials')).toBe(false)
  await send('/__demo/journal', { method: 'DELETE' })
  expect((await send('/__demo/journal')).body).toEqual([])
})

test('the journal keeps as many of the last requests as it may', async () => {
  const send = newClient({ journalLength: 100 })
  for (let count = 0; count < 110; count += 1) await send(`/api/nothing/${count}`)
  const { body } = await send('/__demo/journal')
  expect(body).toHaveLength(100)
  expect(Array.isArray(body) && body[0]).toMatchObject({ path: '/api/nothing/10' })
})

test('reset undoes what was changed', async () => {
  const send = newClient()
  const [first, second] = rowsOf(await send(recordings))
  await send(`${recordings}${first?.id}/`, { method: 'DELETE' })
  await send(`${recordings}${second?.id}/sharing`, { method: 'PATCH', body: { enabled: true } })
  expect((await send('/__demo/reset', { method: 'POST', key: null })).status).toBe(204)
  expect(rowsOf(await send(recordings))[0]?.id).toBe(first?.id)
  expect(field(await send(`${recordings}${second?.id}/sharing`), 'created_at')).toBeNull()
})

test('every answer takes the time that was asked for, and leaving ends the wait', async () => {
  const host = createDemoHost({ latencyMs: 80, count: 10 })
  const started = performance.now()
  expect((await clientOf(host)('/api/users/@me/')).status).toBe(200)
  expect(performance.now() - started).toBeGreaterThan(75)
  const request = new Request('http://demo.test/api/users/@me/', { signal: AbortSignal.abort() })
  expect((await host.fetch(request)).status).toBe(499)
})

test('two hosts do not share what was changed', async () => {
  const [one, other] = [newClient(), newClient()]
  const id = rowsOf(await one(recordings))[0]?.id
  await one(`${recordings}${id}/`, { method: 'DELETE' })
  expect((await other(`${recordings}${id}/`)).status).toBe(200)
})
