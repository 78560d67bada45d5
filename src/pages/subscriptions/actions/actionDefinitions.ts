import type { QueryClient } from '@tanstack/react-query'
import type { SendOptions } from '#api/http/request.ts'
import { runMutation } from '#api/http/runMutation.ts'
import { sendTestMutation, setDeletedMutation, setEnabledMutation } from '#api/subscriptions/subscriptionMutations.ts'
import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import type { ActivityAction } from '#storage/activityLog.ts'
import type { ApiConnection } from '#storage/connections.ts'
import type { SubscriptionAction } from './actionMessages.ts'

type Send = (
  queryClient: QueryClient,
  connection: ApiConnection,
  variables: { id: string; sendOptions: SendOptions },
) => Promise<boolean>

type Definition = {
  /** Resolves to false if the server accepted the request but changed nothing (posthog-api.md#i4-create-and-change). */
  send: Send
  activity: ActivityAction
  /** Said where the server can't do it. */
  unsupported: string
  nouns: [one: string, many: string]
  /** Whether a subscription shows that it was done; absent where nothing shows it. */
  isDone?: (subscription: Subscription) => boolean
  /** Said of what may or may not have been sent, where doing it twice would do harm. */
  doubt: string | null
}

const subscriptions: Definition['nouns'] = ['subscription', 'subscriptions']

export const definitions: Record<SubscriptionAction, Definition> = {
  pause: {
    send: async (client, connection, variables) =>
      (await runMutation(client, setEnabledMutation(connection), { ...variables, enabled: false })).isSupported,
    activity: 'paused',
    unsupported: 'This server can’t pause subscriptions.',
    nouns: subscriptions,
    isDone: ({ enabled }) => enabled === false,
    doubt: null,
  },
  resume: {
    send: async (client, connection, variables) =>
      (await runMutation(client, setEnabledMutation(connection), { ...variables, enabled: true })).isSupported,
    activity: 'resumed',
    unsupported: 'This server can’t pause subscriptions, so there is nothing to resume.',
    nouns: subscriptions,
    isDone: ({ enabled }) => enabled === true,
    doubt: null,
  },
  end: {
    send: async (client, connection, variables) => {
      await runMutation(client, setDeletedMutation(connection), { ...variables, deleted: true })
      return true
    },
    activity: 'ended',
    unsupported: 'This server made no change.',
    nouns: subscriptions,
    isDone: ({ deleted }) => deleted,
    doubt: null,
  },
  'bring back': {
    send: async (client, connection, variables) => {
      await runMutation(client, setDeletedMutation(connection), { ...variables, deleted: false })
      return true
    },
    activity: 'brought back',
    unsupported: 'This server made no change.',
    nouns: subscriptions,
    isDone: ({ deleted }) => !deleted,
    doubt: null,
  },
  'send test': {
    send: async (client, connection, variables) => {
      await runMutation(client, sendTestMutation(connection), variables)
      return true
    },
    activity: 'test sent',
    unsupported: 'This server can’t send tests.',
    nouns: ['test delivery', 'test deliveries'],
    doubt: 'This may or may not have been sent. Check the delivery history before you send another.',
  },
}
