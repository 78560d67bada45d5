import type { Control } from '#lib/control.ts'
import { type ApiError, asApiError, type ErrorKind } from './errors.ts'
import type { Background, Wait } from '#api/rateLimit/background.ts'
import { changeRetryMs } from './retryPolicy.ts'

export type Phase = { kind: 'working' } | ({ kind: 'waiting' } & Wait)

/** `label` names the job for the screen: "Deleting 12 recordings". */
export type RetryOptions = { control: Control<ApiError>; label: string; onPhase: (phase: Phase) => void }

/** Errors that every further request would meet too: work pauses and says why, instead of failing item by item. */
export const affectsEveryRequest: ReadonlySet<ErrorKind> = new Set([
  'bad-key',
  'missing-scope',
  'wrong-project',
  'unreachable',
  'action-refuses-keys',
  'endpoint-missing',
  'locked',
  'read-only',
])

/** For work that does not pause: every error but a 429 is thrown. */
export const pausesOnNothing: ReadonlySet<ErrorKind> = new Set()

/**
 * Sends a background request: waits while `control` is paused and until the rate limit allows it, waits out a 429 and sends
 * again, and pauses `control` at errors of the kinds in `pauseOn`. `send` passes its argument on to `request`. Throws every other
 * ApiError, and Cancelled.
 */
export async function retryInBackground<T>(
  { control, label, onPhase }: RetryOptions,
  send: (sendOptions: { background: Background }) => Promise<T>,
  { pauseOn = affectsEveryRequest, onError }: { pauseOn?: ReadonlySet<ErrorKind>; onError?: (error: ApiError) => void } = {},
): Promise<T> {
  const onWait = (wait: Wait | null) => onPhase(wait ? { kind: 'waiting', ...wait } : { kind: 'working' })
  for (let failures = 0; ; failures += 1) {
    await control.waitUntilRunning()
    onPhase({ kind: 'working' })
    const pauseSignal = control.pauseSignal()
    try {
      return await send({ background: { label, signal: pauseSignal, onWait } })
    } catch (thrown) {
      const error = asApiError(thrown)
      if (error.kind === 'aborted' && pauseSignal.aborted) continue // it was not sent
      onError?.(error)
      const wait = changeRetryMs(error, failures)
      if (wait !== null) {
        const until = Date.now() + wait
        onPhase({ kind: 'waiting', until, for: 'server', why: error.message })
        await control.sleep(until)
      } else if (pauseOn.has(error.kind)) {
        // A request sent before the last pause proves nothing: whoever resumed may have fixed the cause.
        if (!pauseSignal.aborted) control.pause(error)
      } else {
        throw error
      }
    }
  }
}
