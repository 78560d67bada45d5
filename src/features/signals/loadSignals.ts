import { queryOptions } from '@tanstack/react-query'
import { capabilitiesOf, learnCapabilities } from '#api/capabilities.ts'
import { ApiError, asApiError } from '#api/http/errors.ts'
import type { SendOptions } from '#api/http/request.ts'
import { finalAfterMinutes, type EventGroup, fetchSessionEvents, type TimedSession } from '#api/recordings/sessionEvents.ts'
import type { Wait } from '#api/rateLimit/background.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { type ApiConnection, rememberSqlRefusal } from '#storage/connections.ts'
import { readSignals, saveSignals, type SessionSignals } from '#storage/sessionSignals.ts'
import { loading, type SignalState, showSignals, signalsOnScreen } from './signalState.ts'
import { signalsOf } from './signalsOf.ts'

/** Until then, signals are requested again when they are older. */
const freshMs = 5 * 60_000

/** What loading needs of a row. */
export type SignalRow = Pick<Recording, 'id' | 'startTime' | 'endTime' | 'recordingDuration'>

type Session = TimedSession & { endedAt: number }

/** Null if its start or length is unknown. */
export function sessionOf({ id, startTime, endTime, recordingDuration }: SignalRow): Session | null {
  if (startTime === null || recordingDuration === null) return null
  const endedAt = endTime?.getTime() ?? startTime.getTime() + recordingDuration * 1000
  return { id, start: startTime, seconds: recordingDuration, endedAt }
}

function groupsBySession(groups: readonly EventGroup[]): Map<string, EventGroup[]> {
  const bySession = new Map<string, EventGroup[]>()
  for (const group of groups) {
    const others = bySession.get(group.sessionId)
    if (others) others.push(group)
    else bySession.set(group.sessionId, [group])
  }
  return bySession
}

const refusals = new Set<string>(['missing-scope', 'action-refuses-keys', 'endpoint-missing'])

/** Requests the signals of sessions. `now` in milliseconds since 1970. Throws ApiError. */
export async function fetchSignals(
  connection: ApiConnection,
  sessions: readonly Session[],
  sendOptions: SendOptions,
  now: number,
): Promise<SessionSignals[]> {
  const { groups, features } = await fetchSessionEvents(connection, sessions, sendOptions)
  const bySession = groupsBySession(groups)
  return sessions.map((session) => ({
    connectionId: connection.id,
    host: connection.host,
    projectId: connection.projectId,
    recordingId: session.id,
    ...signalsOf(session, bySession.get(session.id) ?? [], features.get(session.id) ?? null),
    fetchedAt: now,
    isFinal: now - session.endedAt > finalAfterMinutes * 60_000,
  }))
}

/** Does not hide signals that are shown while newer ones are requested. */
function showUnlessKnown(connection: ApiConnection, ids: readonly string[], state: SignalState): Promise<void> {
  const unknown = ids.filter((id) => signalsOnScreen(connection, id) === null)
  return showSignals(
    connection,
    unknown.map((id) => [id, state] as const),
  )
}

/** Whether to request signals, or to request them again. */
export function isDue(known: SessionSignals | undefined, now: number): boolean {
  return known === undefined || !(known.isFinal || now - known.fetchedAt < freshMs)
}

function states(signals: readonly SessionSignals[]): [string, SignalState][] {
  return signals.map((one) => [one.recordingId, { signals: one }])
}

function missing(ids: readonly string[], why: string): [string, SignalState][] {
  return ids.map((id) => [id, { missing: why }])
}

/**
 * Shows what is stored of these recordings, then requests the rest in one query and stores it. A refusal of the server is
 * remembered; where something is missing, `signalState` says why. Throws ApiError for what may be tried again.
 */
async function load(connection: ApiConnection, rows: readonly SignalRow[], signal: AbortSignal): Promise<null> {
  const now = Date.now()
  const sessions = rows.flatMap((row) => sessionOf(row) ?? [])
  const untimed = rows.filter((row) => sessionOf(row) === null).map(({ id }) => id)
  const stored = await readSignals(
    connection,
    sessions.map(({ id }) => id),
  )
  await showSignals(connection, [...states([...stored.values()]), ...missing(untimed, 'Length unknown')], signal)
  const due = sessions.filter(({ id }) => isDue(stored.get(id), now))
  const unknown = due.map(({ id }) => id).filter((id) => !stored.has(id))
  const refusal = capabilitiesOf(connection).refusesSql
  if (due.length === 0) return null
  if (refusal !== undefined) {
    await showSignals(connection, missing(unknown, refusal), signal)
    return null
  }
  try {
    const ids = due.map(({ id }) => id)
    const background = {
      label: 'Reading what happened in recordings',
      signal,
      onWait: (wait: Wait | null) => void showUnlessKnown(connection, ids, wait === null ? loading : { missing: wait.why }),
    }
    const found = await fetchSignals(connection, due, { signal, background }, now)
    await showSignals(connection, states(found), signal)
    await saveSignals(found)
    rememberSqlRefusal(connection.id, false)
  } catch (thrown) {
    const error = asApiError(thrown)
    if (error.kind === 'aborted') throw error
    await showSignals(connection, missing(unknown, error.message))
    if (!refusals.has(error.kind)) throw error
    learnCapabilities(connection, { refusesSql: error.message })
    rememberSqlRefusal(connection.id, true)
  }
  return null
}

/** Loads the signals of the rows on a page into `signalState`. `updatedAt`: when the list was loaded. */
export function signalsQuery(connection: ApiConnection, rows: readonly SignalRow[], updatedAt: number) {
  return queryOptions({
    queryKey: [connection.id, connection.projectId, 'signals', updatedAt, rows.map(({ id }) => id)],
    queryFn: ({ signal }) => load(connection, rows, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: (failures, error) => failures < 1 && error instanceof ApiError && error.kind === 'server-busy',
  })
}
