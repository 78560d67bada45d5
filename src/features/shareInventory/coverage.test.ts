import { expect, test } from 'vitest'
import { clockMessage, rangeMessage } from './coverage.ts'

const scan = { startedAt: '2026-09-17T12:00:00.000Z', finishedAt: '2026-09-17T14:00:00.000Z' }

test('a recording that started after the scan shows a wrong clock, one that started during it does not', () => {
  expect(clockMessage({ ...scan, latestStart: '2026-09-17T15:00:00.000Z' })).toContain('clock seems to be slow')
  expect(clockMessage({ ...scan, latestStart: '2026-09-17T13:00:00.000Z' })).toBeNull()
  expect(clockMessage({ ...scan, latestStart: null })).toBeNull()
  expect(clockMessage({ ...scan, latestStart: '9999-12-31T00:00:00.000Z' })).toBeNull()
})

test('a clock that was set back during the scan makes no earlier recording late', () => {
  const setBack = { startedAt: scan.startedAt, finishedAt: '2026-09-16T12:00:00.000Z' }
  expect(clockMessage({ ...setBack, latestStart: '2026-09-17T11:00:00.000Z' })).toBeNull()
})

test('strategies that list only shared recordings have no range', () => {
  const range = { from: '2026-09-01T00:00:00.000Z', to: null }
  expect(rangeMessage({ ...scan, strategy: 'kept recordings', range }, null)).toBe('All stored recordings, regardless of date')
  expect(rangeMessage({ ...scan, strategy: 'recordings list', range }, null)).toContain('when the scan started')
})
