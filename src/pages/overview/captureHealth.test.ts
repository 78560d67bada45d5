import { expect, test } from 'vitest'
import type { CaptureRow } from '#api/recordings/captureRates.ts'
import { captureHealth, findDip, reasonText } from './captureHealth.ts'

/** A day for each pair of sessions seen and recorded, from November 1 on. */
function days(...pairs: [seen: number, recorded: number][]) {
  return pairs.map(([seen, recorded], index) => ({ day: `2026-11-${String(index + 1).padStart(2, '0')}`, seen, recorded }))
}

const row: CaptureRow = {
  day: '2026-11-01',
  host: 'shop.example',
  version: '1.2.3',
  status: 'active',
  rate: null,
  isBlocked: false,
  seen: 100,
  recorded: 95,
}

test('a dip that goes on has no end, and says what was usual', () => {
  expect(findDip(days([100, 95], [100, 93], [100, 12], [100, 14]))).toEqual({
    from: '2026-11-03',
    to: null,
    ratio: 0.13,
    usual: 0.94,
  })
})

test('a dip may be over, and of two the latest is named', () => {
  expect(findDip(days([100, 10], [100, 90], [100, 20], [100, 90], [100, 92]))).toMatchObject({
    from: '2026-11-03',
    to: '2026-11-03',
  })
})

test('steady days, small days and days without any recording are no dip', () => {
  expect(findDip(days([100, 41], [100, 40], [100, 39]))).toBeNull()
  expect(findDip(days([100, 95], [3, 0]))).toBeNull()
  expect(findDip(days([100, 0], [100, 0]))).toBeNull()
  expect(findDip([])).toBeNull()
})

test('evidence is of the dip only, most sessions lost first', () => {
  const health = captureHealth([
    row,
    { ...row, day: '2026-11-02' },
    { ...row, day: '2026-11-03', seen: 10, recorded: 10 },
    { ...row, day: '2026-11-03', version: '1.3.0', status: 'disabled', rate: 0.4, seen: 60, recorded: 0 },
    { ...row, day: '2026-11-03', isBlocked: true, seen: 5, recorded: 0 },
  ])
  expect(health.dip?.from).toBe('2026-11-03')
  expect(health.days.at(-1)).toEqual({ day: '2026-11-03', seen: 75, recorded: 10 })
  expect(health.evidence.map(reasonText)).toEqual(['Sampling keeps 40%', 'Recorder script blocked or not loaded', 'Recorded'])
})
