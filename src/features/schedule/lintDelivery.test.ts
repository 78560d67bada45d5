import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Delivery } from '#api/subscriptions/subscriptionDeliveries.ts'
import { outcomeOf, outcomeLabel, failureMessage, lintDelivery } from './lintDelivery.ts'

function delivery(fields: object): Delivery {
  return v.parse(Delivery, { id: 'd', status: 'completed', ...fields })
}

test.each([
  [{}, 'delivered'],
  [{ status: 'failed' }, 'failed'],
  [{ status: 'failed', recipient_results: [{ status: 'partial' }] }, 'failed'],
  [{ recipient_results: [{ status: 'success' }, { status: 'failed' }] }, 'partial'],
  [{ recipient_results: [{ status: 'partial' }] }, 'partial'],
  [{ status: 'skipped' }, 'skipped'],
  [{ status: 'starting' }, 'sending'],
  [{ status: 'postponed' }, 'unknown'],
  [{ status: null }, 'unknown'],
])('the outcome of %j is %s', (fields, outcome) => {
  expect(outcomeOf(delivery(fields))).toBe(outcome)
})

test('a failed last delivery includes the server’s reason', () => {
  const why = (fields: object) => lintDelivery(delivery(fields), null).map((one) => one.why)
  expect(why({})).toEqual([])
  expect(why({ status: 'skipped' })).toEqual([])
  expect(lintDelivery(null, null)).toEqual([])
  expect(why({ status: 'failed', created_at: '2026-01-15T09:00:41Z', error: { message: 'No such channel.' } })).toEqual([
    'Its last delivery, started Jan 15, 2026, 9:00 AM UTC, failed: No such channel.',
  ])
  expect(why({ recipient_results: [{ recipient: 'a', status: 'partial', error: 'Full' }] })).toEqual([
    'Its last delivery didn’t reach everyone: Full.',
  ])
  expect(why({ status: 'failed' })).toEqual(['Its last delivery failed.'])
})

test('the error of the delivery comes before that of a recipient, in one line', () => {
  const results = [{ recipient: 'a', status: 'failed', error: 'Mailbox\nfull' }]
  expect(failureMessage(delivery({ error: 'Down', recipient_results: results }))).toBe('Down')
  expect(failureMessage(delivery({ recipient_results: results }))).toBe('Mailbox full')
  expect(failureMessage(delivery({}))).toBeNull()
})

test('an unfamiliar status is shown as received, cut', () => {
  expect(outcomeLabel(delivery({ status: 'deferred' }))).toBe('deferred')
  expect(outcomeLabel(delivery({ status: 'x'.repeat(200) })).length).toBeLessThanOrEqual(41)
  expect(outcomeLabel(delivery({ status: null }))).toBe('unknown')
  expect(outcomeLabel(delivery({}))).toBe('delivered')
})
