import { expect, test, vi } from 'vitest'
import { allowOwnWorkers } from './allowOwnWorkers.ts'

type Rules = { createScriptURL: (url: string) => string | null }

function rulesOnPage(): Rules {
  const createPolicy = vi.fn<(name: string, rules: Rules) => object>()
  vi.stubGlobal('location', new URL('https://desk.example/project/1'))
  vi.stubGlobal('trustedTypes', { defaultPolicy: null, createPolicy })
  allowOwnWorkers()
  const [name, rules] = createPolicy.mock.calls[0] ?? []
  expect(name).toBe('default')
  if (!rules) throw new Error('No policy')
  return rules
}

test.each(['/assets/replayWorker-a_B-1.js', 'https://desk.example/assets/requestWorker-x.js'])('%s may start', (url) => {
  expect(rulesOnPage().createScriptURL(url)).toBe(url)
})

test.each([
  'https://other.example/assets/replayWorker-x.js',
  '//other.example/assets/replayWorker-x.js',
  '/assets/../replayWorker-x.js',
  '/assets/index-x.js',
  '/assets/x/replayWorker-x.js',
  'blob:https://desk.example/assets/replayWorker-x.js',
  'data:text/javascript,/assets/replayWorker-x.js',
  'javascript:alert(1)',
])('%s may not', (url) => {
  expect(rulesOnPage().createScriptURL(url)).toBe(null)
})

test('a browser without Trusted Types, and a second call, are left alone', () => {
  vi.stubGlobal('trustedTypes', undefined)
  expect(allowOwnWorkers).not.toThrow()
  const createPolicy = vi.fn<() => object>()
  vi.stubGlobal('trustedTypes', { defaultPolicy: {}, createPolicy })
  allowOwnWorkers()
  expect(createPolicy).not.toHaveBeenCalled()
})
