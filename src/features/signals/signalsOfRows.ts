import { capabilitiesOf } from '#api/capabilities.ts'
import type { SendOptions } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { readSignals, saveSignals, type SessionSignals } from '#storage/sessionSignals.ts'
import { fetchSignals, isDue, sessionOf, type SignalRow } from './loadSignals.ts'
import { signalsOnScreen } from './signalState.ts'

/** What is known of these recordings in this browser, without a request. Never rejects. */
export async function knownSignals(connection: ApiConnection, ids: readonly string[]): Promise<Map<string, SessionSignals>> {
  const stored = await readSignals(connection, ids)
  return new Map(
    ids.flatMap((id) => {
      const signals = signalsOnScreen(connection, id) ?? stored.get(id) // without storage there are those on screen
      return signals ? [[id, signals]] : []
    }),
  )
}

/** The signals of at most 100 rows: what is known, and the rest by one query, unless the key is refused any. Throws ApiError. */
export async function signalsOfRows(
  connection: ApiConnection,
  rows: readonly SignalRow[],
  sendOptions: SendOptions,
): Promise<Map<string, SessionSignals>> {
  const now = Date.now()
  const sessions = rows.flatMap((row) => sessionOf(row) ?? [])
  const known = await knownSignals(
    connection,
    sessions.map(({ id }) => id),
  )
  const due = sessions.filter(({ id }) => isDue(known.get(id), now))
  if (due.length === 0 || capabilitiesOf(connection).refusesSql !== undefined) return known
  const found = await fetchSignals(connection, due, sendOptions, now)
  await saveSignals(found)
  for (const one of found) known.set(one.recordingId, one)
  return known
}
