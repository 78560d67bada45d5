import { useSyncExternalStore } from 'react'
import { createListeners } from '#lib/listeners.ts'
import type { ApiConnection } from '#storage/connections.ts'
import type { SessionSignals } from '#storage/sessionSignals.ts'

/** The signals of a recording on screen, or why there are none. */
export type SignalState = { signals: SessionSignals } | { missing: string }

/** Before anything is known. */
export const loading = { missing: 'Loading…' } satisfies SignalState
const states = new Map<string, SignalState>()
const { notify, subscribe } = createListeners()

function nameOf({ id, host, projectId }: ApiConnection, recordingId: string): string {
  return [id, host, projectId, recordingId].join('\n')
}

/** Cells drawn per task, few enough to keep it short. */
const cellsPerTask = 10

/** Shows the signals of recordings, a few cells at a time. Rejects with the reason of an aborted `signal`. */
export async function showSignals(
  connection: ApiConnection,
  found: readonly (readonly [recordingId: string, state: SignalState])[],
  signal?: AbortSignal,
): Promise<void> {
  for (let start = 0; start < found.length; start += cellsPerTask) {
    signal?.throwIfAborted()
    for (const [id, state] of found.slice(start, start + cellsPerTask)) states.set(nameOf(connection, id), state)
    notify()
    await new Promise((resolve) => {
      setTimeout(resolve)
    })
  }
}

export function signalsOnScreen(connection: ApiConnection, recordingId: string): SessionSignals | null {
  const state = states.get(nameOf(connection, recordingId))
  return state && 'signals' in state ? state.signals : null
}

export function useSignals(connection: ApiConnection, recordingId: string): SignalState {
  const name = nameOf(connection, recordingId)
  return useSyncExternalStore(subscribe, () => states.get(name) ?? loading)
}
