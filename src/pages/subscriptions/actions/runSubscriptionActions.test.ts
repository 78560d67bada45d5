import { expect, test } from 'vitest'
import { settledEnds } from './runSubscriptionActions.ts'

test('a retry keeps what was done or ignored, and nothing of the others', () => {
  const ends = (['done', 'not supported', 'failed', 'not attempted'] as const).map((outcome) => ({ outcome, why: null }))
  const settled = settledEnds(new Map(ends.map((end) => [end.outcome, end])))
  expect([...settled.keys()]).toEqual(['done', 'not supported'])
})
