import { isRecord } from '#lib/isRecord.ts'
import { shortUrl } from '#lib/safeUrl.ts'
import { detailsOf, type NewItem, oneLine } from './item.ts'
import { textOf } from '../sanitizer/plainValues.ts'

export const networkPlugin = 'rrweb/network@1'

/** Older recorders sent one request per event, with numbered fields. */
export const oldNetworkPlugin = 'posthog/network@1'
const oldFieldNames: Record<string, string> = {
  0: 'entryType',
  1: 'timeOrigin',
  2: 'name',
  3: 'startTime',
  18: 'initiatorType',
  21: 'responseStatus',
  22: 'transferSize',
  39: 'duration',
  40: 'timestamp',
}

/** Requests can be reported long after they started, but not days later. In milliseconds. */
const maxDelay = 24 * 3_600_000

function firstNumber(...values: unknown[]): number | null {
  for (const value of values) if (typeof value === 'number' && Number.isFinite(value)) return value
  return null
}

function timeOf(request: Record<string, unknown>, reportedAt: number): number {
  const { timestamp, timeOrigin, startTime } = request
  const origin = firstNumber(timeOrigin)
  const start = firstNumber(startTime)
  const time = firstNumber(timestamp) ?? (origin !== null && start !== null ? origin + start : reportedAt)
  return Math.abs(time - reportedAt) < maxDelay ? time : reportedAt
}

/** Requests by scripts, whose method is unknown unless recorded. All others are GET. */
const scriptInitiators = new Set(['fetch', 'xmlhttprequest', 'beacon'])

function requestItem(request: Record<string, unknown>, windowId: string, reportedAt: number): NewItem | null {
  const { name, url, method, initiatorType, entryType } = request
  const address = typeof name === 'string' ? name : typeof url === 'string' ? url : ''
  const isRequest = entryType === undefined || entryType === 'resource' || entryType === 'navigation' || method !== undefined
  if (address === '' || !isRequest) return null
  const status = firstNumber(request['status'], request['responseStatus'])
  const duration = firstNumber(request['duration'])
  const methodPrefix =
    typeof method === 'string' ? `${method.toUpperCase()} ` : scriptInitiators.has(textOf(initiatorType)) ? '' : 'GET '
  const statusSuffix = status === null || status === 0 ? '' : ` · ${status}`
  return {
    kind: 'network',
    windowId,
    time: timeOf(request, reportedAt),
    text: `${oneLine(`${methodPrefix}${shortUrl(address)}`, 300)}${statusSuffix}`,
    level: status !== null && status >= 500 ? 'error' : status !== null && status >= 400 ? 'warn' : 'info',
    details: detailsOf(
      ['URL', address],
      ['Method', typeof method === 'string' ? method : null],
      ['Status', status === null || status === 0 ? null : String(status)],
      ['Duration', duration === null ? null : `${Math.round(duration)} ms`],
      ['Transferred', firstNumber(request['transferSize']) === null ? null : `${String(request['transferSize'])} bytes`],
      ['Initiator', initiatorType],
      ['Request headers', request['requestHeaders']],
      ['Request body', request['requestBody']],
      ['Response headers', request['responseHeaders']],
      ['Response body', request['responseBody']],
    ),
  }
}

/** `reportedAt`: time of the event, in milliseconds since 1970. */
export function networkLines(plugin: string, payload: unknown, windowId: string, reportedAt: number): NewItem[] {
  if (!isRecord(payload)) return []
  if (plugin === oldNetworkPlugin) {
    const fields = Object.entries(payload).map(([key, value]) => [oldFieldNames[key] ?? key, value])
    return [requestItem(Object.fromEntries(fields), windowId, reportedAt)].filter((one) => one !== null)
  }
  const requests: unknown[] = Array.isArray(payload['requests']) ? payload['requests'] : []
  return requests.filter(isRecord).flatMap((request) => requestItem(request, windowId, reportedAt) ?? [])
}
