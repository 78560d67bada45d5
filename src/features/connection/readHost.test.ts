import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readHost } from './readHost.ts'

test.each([
  ['us.posthog.com', 'https://us.posthog.com'],
  [' https://eu.posthog.com/project/2/replay?x=1#y ', 'https://eu.posthog.com'],
  ['https://EU.posthog.com', 'https://eu.posthog.com'],
  ['posthog.example:8443/', 'https://posthog.example:8443'],
  ['http://127.0.0.1:8000', 'http://127.0.0.1:8000'],
  ['localhost:8000', 'http://localhost:8000'],
])('%s is %s', (typed, host) => {
  expect(readHost(typed)).toEqual({ host, warning: null })
})

test('http to another computer gets a warning', () => {
  expect(readHost('http://posthog.example')).toMatchObject({
    host: 'http://posthog.example',
    warning: expect.stringContaining('https'),
  })
})

test.each([
  ['', /Enter the address/, null],
  ['https://user:secret@posthog.example', /user name and password/, 'https://posthog.example'],
  ['ftp://posthog.example', /ftp:/, null],
  ['phx_abc', /This is a key/, null],
  ['https://', /isn’t a web address/, null],
  ['us.i.posthog.com', /only receives events/, 'https://us.posthog.com'],
  ['https://eu.i.posthog.com/', /only receives events/, 'https://eu.posthog.com'],
  ['eu-assets.i.posthog.com', /only receives events/, 'https://eu.posthog.com'],
])('%s is refused with a message', (typed, problem, suggestion) => {
  expect(readHost(typed)).toEqual({ problem: expect.stringMatching(problem), suggestion })
})

test('whatever is typed, a host is an origin of http or https without a secret in it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true }), fc.webAuthority()), (typed) => {
      const reading = readHost(typed)
      if ('host' in reading) {
        const url = new URL(reading.host)
        expect(url.origin).toBe(reading.host)
        expect(['http:', 'https:']).toContain(url.protocol)
      } else expect(reading.problem.length).toBeGreaterThan(10)
    }),
  )
})
