import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type * as v from 'valibot'
import { captureRates } from '#api/recordings/captureRates.ts'
import { ExpiringRecordings, expiringRecordings } from '#api/recordings/expiringRecordings.ts'
import { missingForSql, RecordingsByDay, recordingsByDay } from '#api/recordings/recordingsByDay.ts'
import { deliveryQueries, type LastDelivery } from '#api/subscriptions/subscriptionDeliveries.ts'
import { listSubscriptions, subscriptionQueries } from '#api/subscriptions/subscriptions.ts'
import { walkOrdering } from '#api/subscriptions/subscriptionParameters.ts'
import { rowsPerCall } from '#lib/slice.ts'
import { sleep } from '#lib/sleep.ts'
import { rootOf } from '#storage/apiRoot.ts'
import type { Connection } from '#storage/connections.ts'
import { readOverview, saveOverview } from '#storage/overviewCache.ts'
import { CaptureHealth, captureHealth, unknownHealth } from './captureHealth.ts'
import { Deliveries, deliveriesAhead } from './deliveriesAhead.ts'

const minuteMs = 60_000

/** A refusal comes sooner than this; a slow answer delays the other cards no longer. In milliseconds. */
const maxWaitMs = 1500

type Card<T> = {
  name: string
  schema: v.GenericSchema<unknown, T>
  /** Younger data is not requested again. */
  maxAgeMs: number
  read: (context: { client: QueryClient; signal: AbortSignal }) => Promise<T>
}

function prefix({ id, projectId }: Connection) {
  return [id, projectId, 'overview'] as const
}

/** A query whose last data is stored in this browser, so that the card shows it in the first render and requests nothing if it is young. */
function card<T>(connection: Connection, { name, schema, maxAgeMs, read }: Card<T>) {
  const known = readOverview(connection, name, schema)
  return queryOptions({
    queryKey: [...prefix(connection), name],
    queryFn: async (context) => {
      const data = await read(context)
      saveOverview(connection, name, data)
      return data
    },
    initialData: known?.data,
    initialDataUpdatedAt: known?.at,
    staleTime: maxAgeMs,
  })
}

/**
 * What the first card learned of the server and the key, so that the others send nothing in vain: waits for its answer a little,
 * if it is on its way. Undefined if it is unknown.
 */
async function sourceKnown(client: QueryClient, connection: Connection): Promise<RecordingsByDay | undefined> {
  const { queryKey } = overviewQueries.recordings(connection)
  const query = client.getQueryCache().find<RecordingsByDay>({ queryKey })
  if (query?.state.data || query?.state.fetchStatus !== 'fetching') return query?.state.data
  return Promise.race([query.promise?.catch(() => undefined), sleep(maxWaitMs).then(() => undefined)])
}

/** The list that the screen of subscriptions loaded, or its first 100. */
async function readSubscriptions(client: QueryClient, connection: Connection, signal: AbortSignal) {
  const all = client.getQueryData(subscriptionQueries.all(connection).queryKey)
  if (all?.progress.kind === 'complete') return { rows: all.rows, isCut: false }
  if (rootOf(connection.id) === undefined) await sourceKnown(client, connection)
  const slice = { limit: rowsPerCall, offset: 0 }
  const { rows, hasMore } = await listSubscriptions(connection, slice, { ordering: walkOrdering }, { signal })
  return { rows, isCut: hasMore }
}

/** The requests of the overview, at most four (docs/decisions/029-overview.md). */
export const overviewQueries = {
  all: prefix,
  recordings: (connection: Connection) =>
    card(connection, {
      name: 'recordings',
      schema: RecordingsByDay,
      maxAgeMs: 15 * minuteMs,
      read: ({ signal }) => recordingsByDay(connection, { zone: connection.zone, signal }),
    }),
  capture: (connection: Connection) =>
    card(connection, {
      name: 'capture',
      schema: CaptureHealth,
      maxAgeMs: 60 * minuteMs,
      async read({ client, signal }) {
        const missing = (await sourceKnown(client, connection))?.missing ?? null
        if (missing !== null) return unknownHealth(missing)
        try {
          return captureHealth(await captureRates(connection, signal))
        } catch (error) {
          const refused = missingForSql(error)
          if (refused === null) throw error
          return unknownHealth(refused)
        }
      },
    }),
  deliveries: (connection: Connection) =>
    card(connection, {
      name: 'deliveries',
      schema: Deliveries,
      maxAgeMs: 15 * minuteMs,
      async read({ client, signal }) {
        const { rows, isCut } = await readSubscriptions(client, connection, signal)
        const cached = client.getQueriesData<LastDelivery>({ queryKey: deliveryQueries.lasts(connection) })
        const known = new Map(cached.flatMap(([key, last]) => (last ? [[String(key.at(-1)), last] as const] : [])))
        return { ...(await deliveriesAhead(rows, { zone: connection.zone, now: Date.now(), known }, signal)), isCut }
      },
    }),
  expiring: (connection: Connection) =>
    card(connection, {
      name: 'expiring',
      schema: ExpiringRecordings,
      maxAgeMs: 6 * 60 * minuteMs,
      async read({ client, signal }) {
        const known = await sourceKnown(client, connection)
        const isOld = known?.missing === 'table' || known?.hasExpiry === false
        return isOld
          ? { isSupported: false, days: [], isCut: false, from: null, to: null }
          : expiringRecordings(connection, Date.now(), signal)
      },
    }),
}
