import { expect, test } from 'vitest'
import { uuidTime } from './uuidTime.ts'

const now = Date.UTC(2026, 10, 23)

test('a UUID of version 7 contains its time', () => {
  expect(uuidTime('018cc251-f400-7000-8000-000000000001', now)?.toISOString()).toBe('2024-01-01T00:00:00.000Z')
})

test.each([
  '',
  'x',
  '17c49bdf172ca-0d1e2f3a4b5c6d-1f3d5a6b-1fa400-17c49bdf173b2d',
  '018cc251-f400-4000-8000-000000000001',
  '00000000-0000-7000-8000-000000000001',
  'ffffffff-ffff-7fff-bfff-ffffffffffff',
])('%j tells nothing', (id) => {
  expect(uuidTime(id, now)).toBeNull()
})
