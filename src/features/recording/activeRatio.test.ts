import { expect, test } from 'vitest'
import { activeRatio } from './activeRatio.ts'

test.each([
  ['half', { recordingDuration: 100, activeSeconds: 50, inactiveSeconds: 50 }, 0.5],
  ['never more than all of it', { recordingDuration: 142, activeSeconds: 99_999, inactiveSeconds: 81 }, 1],
  ['without a duration, of active and inactive time', { recordingDuration: null, activeSeconds: 30, inactiveSeconds: 10 }, 0.75],
  ['nothing of nothing is unknown', { recordingDuration: 0, activeSeconds: 0, inactiveSeconds: 0 }, null],
  ['unknown active time', { recordingDuration: 100, activeSeconds: null, inactiveSeconds: 50 }, null],
  ['no whole to compare with', { recordingDuration: null, activeSeconds: 5, inactiveSeconds: null }, null],
])('%s', (_, lengths, share) => {
  expect(activeRatio(lengths)).toBe(share)
})
