import { expect, test } from 'vitest'
import { ApiError } from './errors.ts'
import { changeRetryMs, readRetryMs } from './retryPolicy.ts'

const limit = new ApiError('rate-limited', { status: 429, waitSeconds: 7 })
const busy = new ApiError('server-busy', { status: 503 })
const full = new ApiError('server-busy', { status: 429 })

test('request limits are waited out however often they come', () => {
  expect([0, 20].map((failures) => readRetryMs(limit, failures))).toEqual([7250, 7250])
  expect([0, 20].map((failures) => changeRetryMs(limit, failures))).toEqual([7250, 7250])
  expect(readRetryMs(new ApiError('rate-limited', { status: 429 }), 0)).toBe(10_250)
})

test('a read is repeated three times after what may pass', () => {
  expect([0, 1, 2, 3].map((failures) => readRetryMs(busy, failures))).toEqual([1000, 2000, 4000, null])
  expect(readRetryMs(full, 0)).toBe(4000)
  expect(readRetryMs(new ApiError('server-error', { status: 502 }), 0)).toBe(1000)
  expect(readRetryMs(new ApiError('server-error', { status: 500 }), 0)).toBe(null)
  expect(readRetryMs(new ApiError('unreachable'), 0)).toBe(1000)
  expect(readRetryMs(new ApiError('unreachable', { redirected: true }), 0)).toBe(null)
})

test('a change is repeated only after a 429', () => {
  expect([0, 1, 6].map((failures) => changeRetryMs(full, failures))).toEqual([5000, 10_000, null])
  expect(changeRetryMs(busy, 0)).toBe(null)
  expect(changeRetryMs(new ApiError('unreachable'), 0)).toBe(null)
})
