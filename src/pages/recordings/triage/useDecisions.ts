import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { knownPersonName } from '#api/recordings/personName.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import type { Connection } from '#storage/connections.ts'
import { type Decision, removeDecision, saveDecision, triageQueries } from '#storage/triage.ts'
import { notify } from '#ui/notify.ts'
import { useStoredChange } from '#storage/useStoredChange.ts'

const notSaved = {
  id: 'triage',
  title: 'Decision not saved',
  message: 'This browser has no room or doesn’t allow storage.',
  tone: 'error',
} as const

const none: readonly Decision[] = []

export type Decisions = {
  /** Whether they have been read. */
  isKnown: boolean
  all: readonly Decision[]
  of: (recordingId: string) => Decision['decision'] | null
  /** Whether it was saved; if not, a toast says so. */
  decide: (recording: Recording, decision: Decision['decision']) => Promise<boolean>
  /** Takes back the last decision; returns the recording that it was about, or null if there is none. */
  undo: () => Promise<string | null>
}

/** Decisions about a project's recordings, stored in this browser. */
export function useDecisions(connection: Connection): Decisions {
  const query = triageQueries.ofProject(connection)
  const { data: all = none, isPending } = useQuery(query)
  const change = useStoredChange(query.queryKey, () => void notify(notSaved))
  const made = useRef<{ recordingId: string; before: Decision | undefined; now: Decision }[]>([])
  const byRecording = new Map(all.map((one) => [one.recordingId, one]))

  return {
    isKnown: !isPending,
    all,
    of: (recordingId) => byRecording.get(recordingId)?.decision ?? null,
    async decide({ id, person, distinctId, startTime, startUrl }, decision) {
      const { id: connectionId, host, projectId } = connection
      const now: Decision = {
        connectionId,
        host,
        projectId,
        recordingId: id,
        decision,
        decidedAt: new Date().toISOString(),
        person: knownPersonName(person, distinctId),
        startTime: startTime?.toISOString() ?? null,
        startUrl,
      }
      const isSaved = await change(() => saveDecision(now))
      if (isSaved) made.current.push({ recordingId: id, before: byRecording.get(id), now })
      return isSaved
    },
    async undo() {
      const last = made.current.pop()
      if (!last) return null
      const { before, now, recordingId } = last
      return (await change(() => (before ? saveDecision(before) : removeDecision(now)))) ? recordingId : null
    },
  }
}
