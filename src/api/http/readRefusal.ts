import { describeJson } from '#lib/describeJson.ts'
import * as v from 'valibot'
import { ApiError, aWebPage, type ErrorFacts, type ErrorKind, type QueryFault } from './errors.ts'
import { readAs } from '#lib/readAs.ts'
import { redactKey, redactKeyIn } from '#lib/redactKey.ts'

const MaybeText = v.fallback(v.optional(v.string()), undefined)

/** A timestamp or a name; some servers send seconds or milliseconds since 1970. */
const MaybeTimestamp = v.fallback(v.optional(v.pipe(v.union([v.string(), v.number()]), v.transform(String))), undefined)

/** `{type, code, detail, attr}`, `{error}`, `{detail}` and `{error, message}` all occur (posthog-api.md#e1-error-shape). */
const Body = v.fallback(
  v.object({
    code: MaybeText,
    detail: MaybeText,
    error: MaybeText,
    message: MaybeText,
    attr: MaybeText,
    deleted_at: MaybeTimestamp,
    deleted_by: MaybeTimestamp,
  }),
  {
    code: undefined,
    detail: undefined,
    error: undefined,
    message: undefined,
    attr: undefined,
    deleted_at: undefined,
    deleted_by: undefined,
  },
)

/** The recordings list puts a JSON list of pydantic errors into `detail` (posthog-api.md#b1-recordings-list). */
const Faults = v.array(v.object({ type: v.string(), loc: v.array(v.union([v.string(), v.number()])), msg: v.string() }))

const Fault = v.object({ message: v.string(), start: v.number(), end: v.number() })

/** Errors in a query, from the newest servers (posthog/hogql/metadata.py, enrich_hogql_validation_error). */
const Metadata = v.object({ extra: v.object({ hogql_metadata: v.object({ errors: v.array(v.unknown()) }) }) })

/** How an asynchronous query failed (posthog-api.md#h2-run-a-query). */
const QueryStatus = v.object({ query_status: v.object({ error_message: v.string() }) })

function faultsOf(json: unknown): QueryFault[] | undefined {
  const faults = readAs(Metadata, json)?.extra.hogql_metadata.errors.flatMap((one) => readAs(Fault, one) ?? [])
  return faults?.length ? faults : undefined
}

type RefusalBody = Pick<ErrorFacts, 'code' | 'detail' | 'attr' | 'fault' | 'faults' | 'deletedAt' | 'deletedBy'>

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An empty or HTML body reads as nothing. Of several errors only the first is used. */
function readBody(text: string, key: string): RefusalBody {
  const json = redactKeyIn(parse(text), key)
  const { code, attr, detail, error, message, deleted_at: deletedAt, deleted_by: deletedBy } = v.parse(Body, json)
  const rawDetail = detail || error || message || readAs(QueryStatus, json)?.query_status.error_message || undefined
  const faults = rawDetail?.startsWith('[') ? v.safeParse(Faults, parse(rawDetail)) : null
  const fault = faults?.success ? faults.output[0] : undefined
  return fault
    ? { code, attr: String(fault.loc[0] ?? attr), detail: fault.msg, fault: fault.type }
    : { code, attr: attr || undefined, detail: rawDetail, faults: faultsOf(json), deletedAt, deletedBy }
}

function permissionKind(detail: string): ErrorKind {
  if (/missing required scope/i.test(detail)) return 'missing-scope'
  if (/does not support personal api key/i.test(detail)) return 'action-refuses-keys'
  if (/requested project|access to the project/i.test(detail)) return 'wrong-project'
  return 'forbidden'
}

function throttleKind(detail: string): ErrorKind {
  return /at capacity|simultaneous queries|timeout exceeded/i.test(detail) ? 'server-busy' : 'rate-limited'
}

function notFoundKind(detail: string): ErrorKind {
  if (/endpoint not found/i.test(detail)) return 'endpoint-missing'
  return /project not found/i.test(detail) ? 'wrong-project' : 'not-found'
}

function kindOf(status: number, code: string | undefined, detail: string): ErrorKind {
  if (code === 'authentication_failed' || code === 'not_authenticated') return 'bad-key'
  if (code === 'payment_required' || code === 'quota_limit_exceeded') return 'payment-needed'
  if (code === 'permission_denied') return permissionKind(detail)
  if (code === 'throttled') return throttleKind(detail)
  if (code === 'not_found') return notFoundKind(detail)
  switch (status) {
    case 400:
      return 'invalid'
    case 401:
      return 'bad-key'
    case 402:
      return 'payment-needed'
    case 403:
      return permissionKind(detail)
    case 404:
      return notFoundKind(detail)
    case 405:
      return 'endpoint-missing'
    case 410:
      return 'gone'
    case 429:
      return throttleKind(detail)
    case 503:
    case 504:
    case 512:
    case 513:
      return 'server-busy'
    default:
      return status >= 500 ? 'server-error' : 'invalid'
  }
}

/** No limit of PostHog lasts longer (posthog-api.md#e3-rate-limits), so a longer wait is no plan. */
const maxWaitSeconds = 3600

/** Reads a response outside 200–299 (posthog-api.md#e2-error-catalogue). `key` is removed from every text. */
export function refusal(status: number, text: string, key: string): ApiError {
  const body = readBody(text, key)
  const detail = body.detail ?? ''
  const seconds = /available in (\d+(?:\.\d+)?) second/i.exec(detail)?.[1]
  const facts: ErrorFacts = {
    status,
    code: body.code,
    detail: body.detail,
    attr: body.attr,
    fault: body.fault,
    faults: body.faults,
    deletedAt: body.deletedAt,
    deletedBy: body.deletedBy,
    scope: /scope '([^']+)'/.exec(detail)?.[1],
    waitSeconds: seconds === undefined ? undefined : Math.min(maxWaitSeconds, Math.ceil(Number(seconds))),
  }
  return new ApiError(kindOf(status, body.code, detail), facts)
}

export function notJson(text: string): ApiError {
  const isPage = /^\s*</.test(text)
  return new ApiError('malformed', { detail: isPage ? aWebPage : 'text that isn’t JSON' })
}

/** A response of an unexpected shape; `issue` says what is wrong, if known. */
export function malformed(json: unknown, issue: string | undefined, key: string): ApiError {
  return new ApiError('malformed', { detail: redactKey(issue ?? describeJson(json), key) })
}

const ownMachine = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** Whether plain http to this host stays on this computer. */
export function isLocalhost(hostname: string): boolean {
  return ownMachine.test(hostname)
}

/** The hosts that the page's own policy names; null if it allows any. */
function namedHosts(): string[] | null {
  if (typeof document === 'undefined') return null
  const policy = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')?.content ?? ''
  const [, sources = 'https:'] = /connect-src ([^;]*)/.exec(policy) ?? []
  const names = sources.split(' ').filter((source) => source !== "'self'")
  return names.includes('https:') ? null : names
}

/**
 * The browser only says "Failed to fetch"; lists what may be behind it, most likely first (posthog-api.md#d-cors). `host` is an
 * origin.
 */
export function unreachable(host: string, redirected = false): ApiError {
  const url = new URL(host)
  const isPlain = url.protocol === 'http:' && !isLocalhost(url.hostname)
  const online = typeof navigator === 'undefined' || navigator.onLine
  const named = namedHosts()
  const causes = [
    named?.includes(host) === false && `This copy of Replay Desk only connects to ${named.join(' and ')}.`,
    redirected && 'The host redirects to another address. Replay Desk doesn’t send your key there: enter that address instead.',
    !online && !isLocalhost(url.hostname) && 'You seem to be offline.',
    isPlain && 'The address starts with http:. Replay Desk requires https for other computers: try https.',
    `Nothing answered at ${url.host}. Check the address.`,
    'The host’s responses lack the CORS headers that browsers require. A proxy, VPN or firewall may be the cause.',
    !redirected && 'The host redirects to another address, for example from http to https.',
  ].filter((cause) => cause !== false)
  return new ApiError('unreachable', { causes, redirected })
}
