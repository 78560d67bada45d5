import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Subscription } from '#api/subscriptions/subscriptions.ts'
import { withOne } from './withOne.ts'

const now = v.parse(Subscription, { id: 2, title: 'Now' })
const then = [1, 2].map((id) => v.parse(Subscription, { id, title: 'Then' }))

test('one stands in a list as it is now, and once', () => {
  expect(withOne(then, now)).toEqual([then[0], now])
  expect(withOne(then.slice(0, 1), now)).toEqual([then[0], now])
  expect(withOne([], now)).toEqual([now])
})
