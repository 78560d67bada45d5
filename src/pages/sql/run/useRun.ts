import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { type ApiError, asApiError } from '#api/http/errors.ts'
import type { Wait } from '#api/http/request.ts'
import { noteQuery, queryHistory } from '#storage/queryHistory.ts'
import { cancelQuery, runQuery } from '#api/sql/runQuery.ts'
import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'

/** The last answer, the text that it answers, and how long it took in milliseconds. */
export type FinishedRun = { answer: SqlAnswer; text: string; took: number; endedAt: number }

/** Why there is no answer to `text`. */
export type RunError = { text: string; error: ApiError; took: number }

/**
 * Runs queries one at a time. The last answer stays while the next is on its way, and when somebody goes to a recording and
 * comes back; it goes with the connection. What is left while it runs is ended on the server too.
 */
export function useRun(connection: Connection, onFailure: (failure: RunError) => void) {
  const queryClient = useQueryClient()
  const queryKey = [connection.id, connection.projectId, 'sql answer']
  // The rows are compared with nothing: there may be 50,000 of them.
  const lastRun = useQuery<FinishedRun>({ queryKey, queryFn: skipToken, staleTime: Infinity, structuralSharing: false })
  const running = useRef<{ stop: AbortController; id: string | null } | null>(null)
  const [wait, setWait] = useState<Wait | null>(null)
  const [failure, setFailure] = useState<RunError | null>(null)

  const mutation = useMutation({
    mutationFn: async (text: string) => {
      const current = { stop: new AbortController(), id: null as string | null }
      running.current = current
      const began = performance.now()
      try {
        const answer = await runQuery(connection, text, {
          signal: current.stop.signal,
          onId: (id) => (current.id = id),
          onWait: setWait,
        })
        queryClient.setQueryData<FinishedRun>(queryKey, { answer, text, took: performance.now() - began, endedAt: Date.now() })
        setFailure(null)
      } catch (error) {
        const runError = { text, error: asApiError(error), took: performance.now() - began }
        setFailure(runError)
        onFailure(runError)
      } finally {
        setWait(null)
        if (running.current === current) running.current = null
      }
    },
  })

  function cancel() {
    const current = running.current
    if (!current) return
    current.stop.abort()
    if (current.id !== null) void cancelQuery(connection, current.id)
  }

  const latestCancel = useRef(cancel)
  // Talks to nobody: keeps what leaving does up to date.
  useEffect(() => {
    latestCancel.current = cancel
  })
  // Talks to the server: nobody looks at what comes after the screen is left.
  useEffect(() => () => latestCancel.current(), [])

  return {
    run: (text: string) => {
      if (running.current || text.trim() === '') return
      queryHistory.set((history) => noteQuery(history, connection, text, { ran: true, now: Date.now() }))
      mutation.mutate(text)
    },
    cancel,
    isRunning: mutation.isPending,
    startedAt: mutation.submittedAt,
    wait,
    lastRun: lastRun.data ?? null,
    failure: mutation.isPending ? null : failure,
  }
}
