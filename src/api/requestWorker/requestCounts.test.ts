import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRequestCounts } from './requestCounts.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('requests are counted by origin, and changes are reported at most four times a second until nobody watches', () => {
  const counts = createRequestCounts()
  const onChange = vi.fn()
  counts.onSent('https://host.example/api/a?b', true)
  counts.watch(onChange)
  expect(onChange).toHaveBeenLastCalledWith([{ origin: 'https://host.example', requests: 1, withKey: 1, bytes: 0 }])
  counts.onReceived('https://host.example/api/a?b', 70)
  counts.onSent('https://host.example/api/c', false)
  counts.onSent('https://other.example/api/c', true)
  expect(onChange).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(250)
  expect(onChange).toHaveBeenCalledTimes(2)
  expect(onChange).toHaveBeenLastCalledWith([
    { origin: 'https://host.example', requests: 2, withKey: 1, bytes: 70 },
    { origin: 'https://other.example', requests: 1, withKey: 1, bytes: 0 },
  ])
  counts.watch(null)
  counts.onSent('https://other.example/api/c', true)
  vi.advanceTimersByTime(1000)
  expect(onChange).toHaveBeenCalledTimes(2)
})
