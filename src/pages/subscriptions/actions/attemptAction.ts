import type { QueryClient } from '@tanstack/react-query'
import { asApiError } from '#api/http/errors.ts'
import { isRefusal } from '#api/http/isRefusal.ts'
import { errorSentence } from '#api/http/errorSentence.ts'
import type { SendOptions } from '#api/http/request.ts'
import { readSubscription } from '#api/subscriptions/subscriptions.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { Cancelled } from '#lib/control.ts'
import { definitions } from './actionDefinitions.ts'
import type { SubscriptionAction } from './actionMessages.ts'

/** `unsure`: sent, but the answer says nothing, and what became of it could not be looked up. */
export type Attempt = { outcome: 'done' | 'not supported' | 'failed' | 'unsure'; why: string | null }

type Order = {
  queryClient: QueryClient
  connection: () => ApiConnection
  id: string
  /** Sends a request, at whatever priority. */
  send: <T>(request: (sendOptions: SendOptions) => Promise<T>) => Promise<T>
}

/** A server may change the subscription first and fail then, so an answer that is no refusal is looked up. */
async function lookUp({ connection, id, send }: Order, action: SubscriptionAction, why: string): Promise<Attempt> {
  const { isDone, doubt } = definitions[action]
  try {
    if (!isDone) return { outcome: 'unsure', why: doubt }
    const subscription = await send((sendOptions) => readSubscription(connection(), id, sendOptions))
    return isDone(subscription) ? { outcome: 'done', why: null } : { outcome: 'failed', why }
  } catch (error) {
    if (error instanceof Cancelled) throw error
    return { outcome: 'unsure', why: `${why} It may or may not have changed.` }
  }
}

/**
 * Runs an action on one subscription. A server that accepts the request and ignores it makes it `not supported`. Throws Cancelled
 * if nothing was changed.
 */
export async function attemptAction(order: Order, action: SubscriptionAction): Promise<Attempt> {
  const { send: run, unsupported } = definitions[action]
  const ignored: Attempt = { outcome: 'not supported', why: unsupported }
  try {
    const isDone = await order.send((sendOptions) => run(order.queryClient, order.connection(), { id: order.id, sendOptions }))
    return isDone ? { outcome: 'done', why: null } : ignored
  } catch (thrown) {
    if (thrown instanceof Cancelled) throw thrown
    const error = asApiError(thrown)
    if (action === 'send test' && error.kind === 'endpoint-missing') return ignored
    if (isRefusal(error)) return { outcome: 'failed', why: errorSentence(error) }
    return lookUp(order, action, errorSentence(error))
  }
}
