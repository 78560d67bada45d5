import { type ApiError, asApiError, type ErrorKind } from '#api/http/errors.ts'
import { errorSentence } from '#api/http/errorSentence.ts'
import type { SendOptions } from '#api/http/request.ts'
import { concernsAll, retryInBackground, type RetryOptions } from '#api/http/retryInBackground.ts'
import type { ActivityAction } from '#storage/activityLog.ts'
import { Cancelled } from '#lib/control.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import type { SubscriptionAction } from './actionMessages.ts'

/**
 * How it ended for one. `not supported`: the server said yes and did nothing, as older ones do
 * (posthog-api.md#i4-create-and-change).
 */
export type ActionOutcome = 'done' | 'not supported' | 'failed' | 'not attempted'
export type ActionResult = { outcome: ActionOutcome; why: string | null }

/** Does it to one; false where the server ignored it. Throws ApiError. */
export type RunAction = (action: SubscriptionAction, id: string, sendOptions: SendOptions) => Promise<boolean>

export type ActionRequest = RetryOptions & {
  action: SubscriptionAction
  targets: readonly AnalyzedSubscription[]
  runAction: RunAction
  /** Called exactly once for each, as soon as its end is known. */
  onResult: (id: string, result: ActionResult) => void
  onError: (error: ApiError) => void
}

export const activityActions: Record<SubscriptionAction, ActivityAction> = {
  pause: 'paused',
  resume: 'resumed',
  end: 'ended',
  'bring back': 'brought back',
  'send test': 'test sent',
}

/** A server without a call, or a key without the scope, is the same for every one: those are told at each row, not retried. */
const pausing: ReadonlySet<ErrorKind> = new Set(
  [...concernsAll].filter((kind) => kind !== 'endpoint-missing' && kind !== 'missing-scope'),
)

const unsupportedMessages: Record<SubscriptionAction, string> = {
  pause: 'This server cannot pause subscriptions.',
  resume: 'This server cannot pause subscriptions, so there is nothing to resume.',
  end: 'This server left it as it is.',
  'bring back': 'This server left it as it is.',
  'send test': 'This server cannot send tests.',
}

function failureResult(action: SubscriptionAction, error: ApiError): ActionResult {
  if (action === 'send test' && error.kind === 'endpoint-missing')
    return { outcome: 'not supported', why: unsupportedMessages[action] }
  return { outcome: 'failed', why: errorSentence(error) }
}

/** Of how a run ended, what trying again changes nothing of: what was done, and what the server ignored. */
export function settledResults(results: ReadonlyMap<string, ActionResult>): Map<string, ActionResult> {
  return new Map([...results].filter(([, { outcome }]) => outcome === 'done' || outcome === 'not supported'))
}

/** Does it to one after another within the request budget. Resolves when all have ended; throws nothing. */
export async function runSubscriptionActions(request: ActionRequest): Promise<void> {
  const { action, targets, runAction, onResult, onError } = request
  for (const { subscription } of targets) {
    try {
      const isDone = await retryInBackground(request, (sendOptions) => runAction(action, subscription.id, sendOptions), {
        pausing,
        onError,
      })
      onResult(
        subscription.id,
        isDone ? { outcome: 'done', why: null } : { outcome: 'not supported', why: unsupportedMessages[action] },
      )
    } catch (error) {
      const result =
        error instanceof Cancelled ? ({ outcome: 'not attempted', why: null } as const) : failureResult(action, asApiError(error))
      onResult(subscription.id, result)
    }
  }
}
