import * as v from 'valibot'
import { capabilitiesOf, learnCapabilities } from '#api/capabilities.ts'
import { ApiError } from '#api/http/errors.ts'
import { request } from '#api/http/request.ts'
import { rowsOf } from '#api/http/schema.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { defaultFilters, recordingParameters, widestDateFrom } from './recordingFilters.ts'
import { Recording } from './recordings.ts'

/** Days ahead. */
export const expiryDays = 7

const listedRows = 100
const dayMs = 86_400_000

/** `days` counts what expires in each of the next days. `from` and `to` are the first and the last start of those (ISO). */
export const ExpiringRecordings = v.object({
  isSupported: v.boolean(),
  days: v.array(v.number()),
  /** There are more than were read. */
  isCut: v.boolean(),
  from: v.nullable(v.string()),
  to: v.nullable(v.string()),
})
export type ExpiringRecordings = v.InferOutput<typeof ExpiringRecordings>

const unsupported: ExpiringRecordings = { isSupported: false, days: [], isCut: false, from: null, to: null }

function countExpiring(rows: readonly Recording[], hasMore: boolean, now: number): ExpiringRecordings {
  if (rows.length > 0 && !rows.some(({ expiryTime }) => expiryTime !== null)) return unsupported
  const days = Array.from({ length: expiryDays }, () => 0)
  const starts: string[] = []
  for (const { expiryTime, startTime } of rows) {
    const day = expiryTime === null ? -1 : Math.max(0, Math.floor((expiryTime.getTime() - now) / dayMs))
    if (day < 0 || day >= expiryDays) continue
    days[day] = (days[day] ?? 0) + 1
    if (startTime) starts.push(startTime.toISOString())
  }
  return {
    isSupported: true,
    days,
    isCut: hasMore && starts.length === rows.length,
    from: starts.at(0) ?? null,
    to: starts.at(-1) ?? null,
  }
}

/**
 * The recordings that expire in the next seven days, counted in the 100 oldest: one request. Only newest servers sort upwards and
 * say when recordings expire (posthog-api.md#b1-recordings-list, #b2-recording-object); what the server refuses is remembered.
 * `now` in milliseconds since 1970. Needs session_recording:read. Throws ApiError.
 */
export async function expiringRecordings(
  connection: ApiConnection,
  now: number,
  signal?: AbortSignal,
): Promise<ExpiringRecordings> {
  const { refusedParameters } = capabilitiesOf(connection)
  if (refusedParameters?.has('order_direction')) return unsupported
  const question = { ...defaultFilters, direction: 'ASC', dateFrom: widestDateFrom } as const
  const query = { limit: listedRows, offset: 0, ...recordingParameters(question) }
  try {
    const { rows, hasMore } = await request(connection, '/session_recordings/', rowsOf(Recording), { query, signal })
    return countExpiring(rows, hasMore, now)
  } catch (error) {
    if (!(error instanceof ApiError) || error.facts.attr !== 'order_direction') throw error
    learnCapabilities(connection, { refusedParameters: new Set([...(refusedParameters ?? []), 'order_direction']) })
    return unsupported
  }
}
