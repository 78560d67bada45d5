import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { type ApiError, asApiError } from '#api/http/errors.ts'
import type { Wait } from '#api/rateLimit/background.ts'
import { addQuery, queryHistory } from '#storage/queryHistory.ts'
import { cancelQuery, runQuery } from '#api/sql/runQuery.ts'
import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'

/** `took` in milliseconds. */
export type FinishedRun = { answer: SqlAnswer; text: string; took: number; endedAt: number }

export type RunError = { text: string; error: ApiError; took: number }

/**
 * Runs one query at a time. The last result stays during the next run and after a visit to a recording. Leaving the page
 * cancels the query on the server too.
 */
export function useRun(connection: Connection, onFailure: (failure: RunError) => void) {
  const queryClient = useQueryClient()
  const queryKey = [connection.id, connection.projectId, 'sql answer']
  // No structural sharing: there may be 50,000 rows.
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
  // Keeps the cleanup up to date.
  useEffect(() => {
    latestCancel.current = cancel
  })
  useEffect(() => () => latestCancel.current(), [])

  return {
    run: (text: string) => {
      if (running.current || text.trim() === '') return
      queryHistory.set((history) => addQuery(history, connection, text, { ran: true, now: Date.now() }))
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
