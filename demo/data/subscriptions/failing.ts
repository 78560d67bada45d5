import type { Clock, SpecialSubscription } from './specialSubscription.ts'

export type SubscriptionFailure = { id: number; title: string; does: string }

/** Subscriptions of the demo shop that fail on purpose. The title says how; ids never change. */
export const subscriptionFailures = {
  refusesToBePaused: {
    id: 3001,
    title: 'Refuses to be paused',
    does: 'PATCH with `enabled` answers 403 permission_denied.',
  },
  failsToPause: {
    id: 3002,
    title: 'Fails to pause',
    does: 'PATCH with `enabled` answers 500.',
  },
  cannotBeEnded: {
    id: 3003,
    title: 'Cannot be ended',
    does: 'PATCH with `deleted: true` answers 500.',
  },
  testAlreadyRunning: {
    id: 3004,
    title: 'Test delivery already running',
    does: 'test-delivery answers 409 "Delivery already in progress" every time.',
  },
  testCannotBeScheduled: {
    id: 3005,
    title: 'Test delivery cannot be scheduled',
    does: 'test-delivery answers 500 {"detail": "Failed to schedule delivery"}.',
  },
  testDeliveryFails: {
    id: 3006,
    title: 'Test delivery fails',
    does: 'test-delivery answers 202; the delivery then fails for every recipient, as the last one did.',
  },
} as const satisfies Record<string, SubscriptionFailure>

export function failingSubscriptions({ instant }: Clock): SpecialSubscription[] {
  const { testDeliveryFails, ...others } = subscriptionFailures
  return [
    ...Object.values(others).map(({ id, title }, order) => {
      const schedule = { byweekday: ['wednesday'], start: instant(-30 - order, `${10 + order}:00`) }
      return { id, title, mail: 'noor@leafandkettle.example,tomas@leafandkettle.example', schedule }
    }),
    { id: testDeliveryFails.id, title: testDeliveryFails.title, slack: 'C0GONE0001|#closed-channel', lastOutcome: 'last fails' },
  ]
}
