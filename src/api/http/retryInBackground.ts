import type { Control } from '#lib/control.ts'
import { type ApiError, asApiError, type ErrorKind } from './errors.ts'
import type { Background, Wait } from './request.ts'
import { changeRetryMs } from './retryPolicy.ts'

/** What long work is at: asking, or waiting. */
export type Phase = { kind: 'working' } | ({ kind: 'waiting' } & Wait)

/** `label` says what is at work, for people: "Deleting 12 recordings". */
export type RetryOptions = { control: Control<ApiError>; label: string; onPhase: (phase: Phase) => void }

/** Refusals that would meet every request alike: the work stops and says why, instead of failing one after another. */
export const affectsEveryRequest: ReadonlySet<ErrorKind> = new Set([
  'bad-key',
  'missing-scope',
  'wrong-project',
  'unreachable',
  'action-refuses-keys',
  'endpoint-missing',
])

/** For work that pauses at nothing: every refusal but a 429 is thrown. */
export const pausesOnNothing: ReadonlySet<ErrorKind> = new Set()

/**
 * Asks once it may, in the background of what the person does: waits while paused and until the request budget has room, sits
 * out a 429 for as long as the server says and asks the same again, and pauses everything at an error of the kinds in
 * `pausing`. `ask` hands what it is given to `request`. Throws every other ApiError, and Cancelled.
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
      if (error.kind === 'aborted' && pauseSignal.aborted) continue // it had not gone out
      onError?.(error)
      const wait = changeRetryMs(error, failures)
      if (wait !== null) {
        const until = Date.now() + wait
        onPhase({ kind: 'waiting', until, for: 'server', why: error.message })
        await control.sleep(until)
      } else if (pauseOn.has(error.kind)) {
        // What went out before the last pause tells nothing new: whoever resumed since may have mended it.
        if (!pauseSignal.aborted) control.pause(error)
      } else {
        throw error
      }
    }
  }
}
