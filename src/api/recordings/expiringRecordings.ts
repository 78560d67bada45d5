import * as v from 'valibot'
import { capabilitiesOf, learnCapabilities } from '#api/capabilities.ts'
import { ApiError } from '#api/http/errors.ts'
import { request } from '#api/http/request.ts'
import { rowsOf } from '#api/http/schema.ts'
import type { Rows } from '#lib/slice.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { defaultFilters, recordingParameters, widestDateFrom } from './recordingFilters.ts'
import { Recording } from './recordings.ts'

/** Days ahead. */
export const expiryDays = 7

/** So many recordings are read, the oldest. */
export const listedRows = 100
const dayMs = 86_400_000

/** `days` counts what expires in each of the next days. `from` and `to` are the first and the last start of those (ISO). */
export const ExpiringRecordings = v.object({
  isSupported: v.boolean(),
  days: v.array(v.number()),
  /** Others that were not read may expire too. */
  isCut: v.boolean(),
  from: v.nullable(v.string()),
  to: v.nullable(v.string()),
})
export type ExpiringRecordings = v.InferOutput<typeof ExpiringRecordings>

const unsupported: ExpiringRecordings = { isSupported: false, days: [], isCut: false, from: null, to: null }

function countExpiring({ rows, hasMore, unreadable }: Rows<Recording>, now: number): ExpiringRecordings {
  if (rows.length > 0 && !rows.some(({ expiryTime }) => expiryTime !== null)) return unsupported
  const days = Array.from({ length: expiryDays }, () => 0)
  const starts: string[] = []
  const expiries = rows.flatMap(({ expiryTime }) => expiryTime?.getTime() ?? [])
  const lastExpiry = expiries.at(-1) ?? 0
  const isInOrder = expiries.every((at, index) => at >= (expiries[index - 1] ?? 0)) // not where the retention was changed
  for (const { expiryTime, startTime } of rows) {
    const day = expiryTime === null ? -1 : Math.max(0, Math.floor((expiryTime.getTime() - now) / dayMs))
    if (day < 0 || day >= expiryDays) continue
    days[day] = (days[day] ?? 0) + 1
    if (startTime) starts.push(startTime.toISOString())
  }
  return {
    isSupported: true,
    days,
    isCut: unreadable > 0 || (hasMore && (lastExpiry < now + expiryDays * dayMs || !isInOrder)),
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
    const list = await request(connection, '/session_recordings/', rowsOf(Recording), { query, signal })
    return countExpiring(list, now)
  } catch (error) {
    if (!(error instanceof ApiError) || error.facts.attr !== 'order_direction') throw error
    learnCapabilities(connection, { refusedParameters: new Set([...(refusedParameters ?? []), 'order_direction']) })
    return unsupported
  }
}
