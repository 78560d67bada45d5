import { type ApiError, asApiError, type ErrorKind } from '#api/http/errors.ts'
import { errorSentence } from '#api/http/errorSentence.ts'
import type { SendOptions } from '#api/http/request.ts'
import { concernsAll, retryInBackground, type RetryOptions } from '#api/http/retryInBackground.ts'
import type { ActivityAction } from '#storage/activityLog.ts'
import { Cancelled } from '#lib/control.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import type { SubscriptionAction } from './actionMessages.ts'

/**
 * `not supported`: the server accepted the request but changed nothing, as older ones do
 * (posthog-api.md#i4-create-and-change).
 */
export type ActionOutcome = 'done' | 'not supported' | 'failed' | 'not attempted'
export type ActionResult = { outcome: ActionOutcome; why: string | null }

/** Resolves to false if the server ignored the request. Throws ApiError. */
export type RunAction = (action: SubscriptionAction, id: string, sendOptions: SendOptions) => Promise<boolean>

export type ActionRequest = RetryOptions & {
  action: SubscriptionAction
  targets: readonly AnalyzedSubscription[]
  runAction: RunAction
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

/** A missing endpoint or scope is reported at each row instead of pausing the run. */
const pausing: ReadonlySet<ErrorKind> = new Set(
  [...concernsAll].filter((kind) => kind !== 'endpoint-missing' && kind !== 'missing-scope'),
)

const unsupportedMessages: Record<SubscriptionAction, string> = {
  pause: 'This server can’t pause subscriptions.',
  resume: 'This server can’t pause subscriptions, so there is nothing to resume.',
  end: 'This server made no change.',
  'bring back': 'This server made no change.',
  'send test': 'This server can’t send tests.',
}

function failureResult(action: SubscriptionAction, error: ApiError): ActionResult {
  if (action === 'send test' && error.kind === 'endpoint-missing')
    return { outcome: 'not supported', why: unsupportedMessages[action] }
  return { outcome: 'failed', why: errorSentence(error) }
}

/** Results that a retry keeps: done, or ignored by the server. */
export function settledResults(results: ReadonlyMap<string, ActionResult>): Map<string, ActionResult> {
  return new Map([...results].filter(([, { outcome }]) => outcome === 'done' || outcome === 'not supported'))
}

/** Runs an action on one subscription after another within the rate limit. Resolves when all have a result; never throws. */
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
