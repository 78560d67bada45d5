import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as v from 'valibot'
import { pathSegment } from '#lib/pathSegment.ts'
import { requestAccount } from './request.ts'

const key = 'phx_s3cretS3cretS3cretS3cretS3cretS3cret42'
const escapedKey = Array.from(key, (one) => `\\u00${one.charCodeAt(0).toString(16)}`).join('')

/** Answers with a JSON text that the path names. */
const answers: Record<string, [status: number, text: string]> = {
  '/api/users/@me/': [200, `{"results":[{"name":"${escapedKey}","url":"https://x.example/?k=${key}"}]}`],
  '/api/personal_api_keys/@current/': [
    400,
    `{"type":"validation_error","code":"invalid","detail":"Bad ${escapedKey}","attr":"name"}`,
  ],
  '/api/projects/': [200, '{"id":"a\\ud83d","name\\udc00":"\\ud83d\\ude00 \\ud83d"}'],
}
let server: Server
let host = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    const [status, text] = answers[request.url ?? ''] ?? [404, '{}']
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(text)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

function ask(path: string): Promise<unknown> {
  return requestAccount({ id: path, host, key, projectId: '1' }, path, v.unknown())
}

test('a key that a server echoes never reaches a screen, escaped or not', async () => {
  expect(await ask('/users/@me/')).toEqual({ results: [{ name: '[key]', url: 'https://x.example/?k=[key]' }] })
  const refusal = await ask('/personal_api_keys/@current/').catch((error: unknown) => error)
  expect(JSON.stringify(refusal)).not.toContain('s3cret')
  expect(refusal).toMatchObject({ facts: { detail: 'Bad [key]' } })
})

test('texts of a server are well formed, so that nothing throws at them', async () => {
  const answer = await ask('/projects/')
  expect(answer).toEqual({ id: 'a\ufffd', 'name\ufffd': '\u{1f600} \ufffd' })
  expect(() => encodeURIComponent(JSON.stringify(answer))).not.toThrow()
  expect(pathSegment('a\ud83d')).toBe('a%EF%BF%BD')
})
