import { type ApiError, asApiError, type ErrorKind } from '#api/errors.ts'
import type { Control } from './control.ts'

/** What a run is at: asking, or waiting for the server until an instant (milliseconds since 1970). */
export type Phase = { kind: 'working' } | { kind: 'waiting'; until: number; why: ApiError }

export type Patience = { control: Control; onPhase: (phase: Phase) => void }

/** Refusals that would meet every recording alike: the run stops and says why, instead of failing row after row. */
export const concernsAll: ReadonlySet<ErrorKind> = new Set([
  'bad-key',
  'missing-scope',
  'wrong-project',
  'unreachable',
  'action-refuses-keys',
  'endpoint-missing',
])

/** How often a server that is too busy is asked again about the same thing. */
const mostTries = 6

/** Only a 429 is certain to have changed nothing, so only a 429 is ever sent again by itself. In milliseconds. */
function waitMs({ kind, facts }: ApiError, tries: number): number | null {
  if (facts.status !== 429) return null
  const backoff = Math.min(60, 5 * 2 ** tries)
  if (kind === 'rate-limited') return 1000 * (facts.waitSeconds ?? backoff) + 250
  return tries < mostTries ? 1000 * backoff : null
}

/**
 * Asks once it may: waits while paused, sits out a 429 for as long as the server says and asks the same again, and pauses
 * everything at an error of the kinds in `pausing`. Throws every other ApiError, and Cancelled.
 */
export async function patiently<T>(
  { control, onPhase }: Patience,
  ask: () => Promise<T>,
  { pausing = concernsAll, onError }: { pausing?: ReadonlySet<ErrorKind>; onError?: (error: ApiError) => void } = {},
): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    await control.mayGoOn()
    onPhase({ kind: 'working' })
    try {
      return await ask()
    } catch (thrown) {
      const error = asApiError(thrown)
      onError?.(error)
      const wait = waitMs(error, tries)
      if (wait !== null) {
        const until = Date.now() + wait
        onPhase({ kind: 'waiting', until, why: error })
        await control.sleep(until)
      } else if (pausing.has(error.kind)) {
        control.pause(error)
      } else {
        throw error
      }
    }
  }
}
