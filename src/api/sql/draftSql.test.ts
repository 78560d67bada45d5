import * as fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { draftFailureMessage, draftSql } from './draftSql.ts'
import { ApiError } from '#api/http/errors.ts'

afterEach(() => vi.unstubAllGlobals())

const asked = { prompt: 'recordings per day', currentQuery: 'select 1', signal: new AbortController().signal }

/** Requests a draft from a server with this answer, each time with a new connection. */
async function ask(id: number, status: number, body: string) {
  vi.stubGlobal('fetch', async () => new Response(body, { status }))
  return draftSql({ id: `draft ${id}`, host: 'https://posthog.example', key: `phx_${id}`, projectId: '1' }, asked)
}

function refusal(code: string, detail: string) {
  return JSON.stringify({ type: 'validation_error', code, detail, attr: 'prompt' })
}

test('each refusal of a prompt has its own message', async () => {
  const words = async (status: number, body: string) =>
    draftFailureMessage(await ask(status, status, body).catch((error) => error))
  expect((await words(400, refusal('required', 'This field is required.'))).message).toBe('Describe what you want to know.')
  expect((await words(400, refusal('too_long', 'This field is too long.'))).message).toContain('400 characters')
  expect((await words(400, refusal('unclear', 'Which pages do you mean?'))).message).toBe('Which pages do you mean?')
  expect((await words(500, 'Server Error')).message).toContain('no AI')
})

test('any answer is a draft or an error with a message', async () => {
  const json = fc.oneof(
    fc.jsonValue(),
    fc.record({ sql: fc.jsonValue() }),
    fc.record({ code: fc.jsonValue(), detail: fc.jsonValue() }),
  )
  const body = fc.oneof(
    fc.string(),
    json.map((value) => JSON.stringify(value)),
  )
  let id = 1000
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(200, 201, 400, 403, 404, 500), body, async (status, text) => {
      id += 1
      try {
        expect(typeof (await ask(id, status, text))).toBe('string')
      } catch (error) {
        expect(error).toBeInstanceOf(ApiError)
        expect(draftFailureMessage(error).message).not.toBe('')
      }
    }),
    { numRuns: 150 },
  )
})
