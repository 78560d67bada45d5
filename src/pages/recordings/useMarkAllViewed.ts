import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type ApiError, asApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { retryInBackground, pausesAtNothing as pausing, type Phase } from '#api/http/retryInBackground.ts'
import { useMarkViewed } from '#api/recordings/recordingMutations.ts'
import { waitMessage } from '#api/rateLimit/waitMessage.ts'
import { Cancelled, createControl } from '#lib/control.ts'

/** Gives up on a wait longer than this. In milliseconds. */
const maxWaitMs = 120_000

/** Marks recordings as viewed one by one, waits for rate limits, and reports its progress as `message`. */
export function useMarkAllViewed(connection: ApiConnection) {
  const one = useMarkViewed(connection)
  const [message, setMessage] = useState<string | null>(null)

  async function markAll(ids: readonly string[]) {
    const failures: string[] = []
    const control = createControl<ApiError>()
    let marking = ''
    let why = ''
    const onPhase = (phase: Phase) => {
      setMessage(phase.kind === 'waiting' ? waitMessage(phase, Date.now()) : marking)
      if (phase.kind !== 'waiting' || phase.until - Date.now() <= maxWaitMs) return
      why = phase.why
      control.cancel()
    }
    const retryOptions = { control, label: 'Marking recordings as viewed', onPhase }
    for (const [index, id] of ids.entries()) {
      marking = `Marking ${index + 1} of ${ids.length}…`
      try {
        await retryInBackground(retryOptions, (sendOptions) => one.mutateAsync({ id, sendOptions }), { pausing })
      } catch (error) {
        failures.push(error instanceof Cancelled ? why : asApiError(error).message)
      }
    }
    const marked = ids.length - failures.length
    const done = `Marked ${marked} ${marked === 1 ? 'recording' : 'recordings'} as viewed.`
    setMessage(failures.length === 0 ? done : `${done} Couldn’t mark ${failures.length}: ${failures[0]}`)
  }

  return { ...useMutation({ mutationFn: markAll }), message }
}
