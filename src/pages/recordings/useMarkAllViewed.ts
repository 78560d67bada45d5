import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { asApiError } from '#api/errors.ts'
import type { Address } from '#api/http.ts'
import { useMarkViewed } from '#api/recordingChanges.ts'
import { waitText } from '#lib/duration.ts'

/** Longer than this nobody sits at a table; in seconds. */
const longestWait = 120

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000))

/** Marks recordings as viewed one after another, waits where the server asks for it, and says in words how far it is. */
export function useMarkAllViewed(at: Address) {
  const one = useMarkViewed(at)
  const [words, setWords] = useState<string | null>(null)

  async function mark(id: string): Promise<string | null> {
    try {
      await one.mutateAsync(id)
      return null
    } catch (error) {
      const { kind, facts, message } = asApiError(error)
      const wait = kind === 'rate-limited' ? (facts.waitSeconds ?? 10) : null
      if (wait === null || wait > longestWait) return message
      setWords(`Waiting ${waitText(wait)} for the server.`)
      await pause(wait)
      return mark(id)
    }
  }

  const all = useMutation({
    mutationFn: async (ids: readonly string[]) => {
      const failures: string[] = []
      for (const [index, id] of ids.entries()) {
        setWords(`Marking ${index + 1} of ${ids.length}.`)
        const failure = await mark(id)
        if (failure !== null) failures.push(failure)
      }
      const marked = ids.length - failures.length
      const done = marked === 1 ? '1 recording is marked as viewed.' : `${marked} recordings are marked as viewed.`
      setWords(failures.length === 0 ? done : `${done} ${failures.length} could not be: ${failures[0]}`)
    },
  })
  return { ...all, words }
}
