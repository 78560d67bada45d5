import { expect, test } from 'vitest'
import { settledResults } from './runSubscriptionActions.ts'

test('a retry keeps done and ignored results only', () => {
  const results = (['done', 'not supported', 'failed', 'not attempted'] as const).map((outcome) => ({ outcome, why: null }))
  const settled = settledResults(new Map(results.map((result) => [result.outcome, result])))
  expect([...settled.keys()]).toEqual(['done', 'not supported'])
})
