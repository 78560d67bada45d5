import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type ApiError, asApiError } from '#api/http/errors.ts'
import type { Address } from '#api/http/request.ts'
import { patiently, pausesAtNothing as pausing, type Phase } from '#api/http/retryInBackground.ts'
import { useMarkViewed } from '#api/recordings/recordingMutations.ts'
import { waitWords } from '#api/rateLimit/waitMessage.ts'
import { Cancelled, createControl } from '#lib/control.ts'

/** Longer than this nobody sits at a table; in milliseconds. */
const longestWait = 120_000

/** Marks recordings as viewed one after another, waits where it has to, and says in words how far it is. */
export function useMarkAllViewed(at: Address) {
  const one = useMarkViewed(at)
  const [words, setWords] = useState<string | null>(null)

  async function markAll(ids: readonly string[]) {
    const failures: string[] = []
    const control = createControl<ApiError>()
    let marking = ''
    let why = ''
    const onPhase = (phase: Phase) => {
      setWords(phase.kind === 'waiting' ? waitWords(phase, Date.now()) : marking)
      if (phase.kind !== 'waiting' || phase.until - Date.now() <= longestWait) return
      why = phase.why
      control.cancel()
    }
    const patience = { control, label: 'Marking recordings as viewed', onPhase }
    for (const [index, id] of ids.entries()) {
      marking = `Marking ${index + 1} of ${ids.length}.`
      try {
        await patiently(patience, (manner) => one.mutateAsync({ id, manner }), { pausing })
      } catch (error) {
        failures.push(error instanceof Cancelled ? why : asApiError(error).message)
      }
    }
    const marked = ids.length - failures.length
    const done = marked === 1 ? '1 recording is marked as viewed.' : `${marked} recordings are marked as viewed.`
    setWords(failures.length === 0 ? done : `${done} ${failures.length} could not be: ${failures[0]}`)
  }

  return { ...useMutation({ mutationFn: markAll }), words }
}
