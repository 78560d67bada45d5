import { isRecord } from '#lib/isRecord.ts'
import { shortUrl } from '#lib/safeUrl.ts'
import { detailsOf, type Finding, oneLine } from './item.ts'

export const networkPlugin = 'rrweb/network@1'

/** Older recorders sent one request at a time, its fields under numbers. */
export const oldNetworkPlugin = 'posthog/network@1'
const oldNames: Record<string, string> = {
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

/** Requests may be reported long after they began, but not in another life. In milliseconds. */
const longestDelay = 24 * 3_600_000

function firstNumber(...values: unknown[]): number | null {
  for (const value of values) if (typeof value === 'number' && Number.isFinite(value)) return value
  return null
}

function timeOf(request: Record<string, unknown>, reported: number): number {
  const { timestamp, timeOrigin, startTime } = request
  const origin = firstNumber(timeOrigin)
  const start = firstNumber(startTime)
  const time = firstNumber(timestamp) ?? (origin !== null && start !== null ? origin + start : reported)
  return Math.abs(time - reported) < longestDelay ? time : reported
}

/** Asked by scripts: by which method, nobody knows where the recorder did not hear it. All else is got. */
const ofScripts = new Set(['fetch', 'xmlhttprequest', 'beacon'])

function finding(request: Record<string, unknown>, windowId: string, reported: number): Finding | null {
  const { name, url, method, initiatorType, entryType } = request
  const address = typeof name === 'string' ? name : typeof url === 'string' ? url : ''
  const isRequest = entryType === undefined || entryType === 'resource' || entryType === 'navigation' || method !== undefined
  if (address === '' || !isRequest) return null
  const status = firstNumber(request['status'], request['responseStatus'])
  const duration = firstNumber(request['duration'])
  const verb = typeof method === 'string' ? `${method.toUpperCase()} ` : ofScripts.has(String(initiatorType)) ? '' : 'GET '
  const end = status === null || status === 0 ? '' : ` · ${status}`
  return {
    kind: 'network',
    windowId,
    time: timeOf(request, reported),
    text: `${oneLine(`${verb}${shortUrl(address)}`, 300)}${end}`,
    level: status !== null && status >= 500 ? 'error' : status !== null && status >= 400 ? 'warn' : 'info',
    details: detailsOf(
      ['Address', address],
      ['Method', typeof method === 'string' ? method : null],
      ['Status', status === null || status === 0 ? null : String(status)],
      ['Took', duration === null ? null : `${Math.round(duration)} ms`],
      ['Transferred', firstNumber(request['transferSize']) === null ? null : `${String(request['transferSize'])} bytes`],
      ['Asked for by', initiatorType],
      ['Request headers', request['requestHeaders']],
      ['Request body', request['requestBody']],
      ['Response headers', request['responseHeaders']],
      ['Response body', request['responseBody']],
    ),
  }
}

/** The requests that a network event reports; `reported` is its time, in milliseconds since 1970. */
export function networkLines(plugin: string, payload: unknown, windowId: string, reported: number): Finding[] {
  if (!isRecord(payload)) return []
  if (plugin === oldNetworkPlugin) {
    const named = Object.entries(payload).map(([key, value]) => [oldNames[key] ?? key, value])
    return [finding(Object.fromEntries(named), windowId, reported)].filter((one) => one !== null)
  }
  const requests: unknown[] = Array.isArray(payload['requests']) ? payload['requests'] : []
  return requests.filter(isRecord).flatMap((request) => finding(request, windowId, reported) ?? [])
}
