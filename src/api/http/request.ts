import * as v from 'valibot'
import { ApiError } from './errors.ts'
import type { HostRequest, HostResponse } from '#api/requestWorker/messages.ts'
import { takeEarlyRequest } from './earlyRequest.ts'
import { sendThroughWorker } from './requestPort.ts'
import { acquire } from '#api/rateLimit/acquire.ts'
import { apiUrl, pathInProject, projectPath, type QueryValues } from './requestInit.ts'
import type * as Refusals from './readRefusal.ts'
import { cacheModeOf, learnCacheMode } from '#storage/cacheMode.ts'
import { type ApiRoot, otherRoot, rememberRoot, rootOf } from '#storage/apiRoot.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { isReadOnly } from '#storage/readOnly.ts'
import type { Background } from '#api/rateLimit/background.ts'

export type SendOptions = Pick<RequestOptions, 'signal' | 'background'>

export type RequestOptions = {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  query?: QueryValues
  body?: unknown
  /** Sends no key, like anyone who has a public link. */
  anonymous?: boolean
  signal?: AbortSignal | undefined
  /** Absent for what a person waits for: that is sent immediately. */
  background?: Background | undefined
  /** For the whole response, in milliseconds. */
  timeoutMs?: number
  /** Consumes the body of a successful response as a stream; the response then reads as undefined. */
  readBody?: (body: ReadableStream<Uint8Array> | null) => Promise<void>
  /** For calls that a host has elsewhere than the rest: only this one is tried, and nothing is remembered. */
  root?: ApiRoot | undefined
}

const defaultTimeoutMs = 60_000

function abortError(signal: AbortSignal | undefined, timeout: AbortSignal, timeoutMs: number): ApiError | null {
  if (signal?.aborted) return new ApiError('aborted')
  return timeout.aborted ? new ApiError('timeout', { waitSeconds: timeoutMs / 1000 }) : null
}

/** Loaded only when something fails. If that fails too, the network is gone. */
async function loadRefusals(): Promise<typeof Refusals> {
  try {
    return await import('./readRefusal.ts')
  } catch {
    throw new ApiError('unreachable', { causes: ['You seem to be offline.'] })
  }
}

type Exchanged = Omit<HostResponse, 'isRedirect'> & { isRedirect?: boolean }

/** Takes the response to the request of the start script, or has the worker send one now. Where there are no workers, sends it here. */
async function exchange(
  connection: ApiConnection,
  path: string,
  options: RequestOptions,
  signal: AbortSignal,
): Promise<Exchanged> {
  const { method = 'GET', query, body, anonymous = false, readBody } = options
  const url = apiUrl(connection.host, path, query)
  const early = method === 'GET' && !anonymous ? takeEarlyRequest(url, connection.key) : null
  if (early) {
    if (signal.aborted) early.abort()
    signal.addEventListener('abort', early.abort, { once: true })
    return early.answer
  }
  const hostRequest: HostRequest = {
    connectionId: connection.id,
    url,
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
    cache: method === 'GET' && !anonymous ? cacheModeOf(connection.id, pathInProject(path)) : 'no-store',
    ...(anonymous ? { key: null } : connection.key !== '' && { key: connection.key }),
    isReadOnly: isReadOnly(connection.id),
    isStreamed: readBody !== undefined,
  }
  if (typeof Worker === 'undefined') return sendHere(hostRequest, signal, readBody)
  const { body: stream, ...response } = await sendThroughWorker(hostRequest, signal)
  if (stream) await readBody?.(stream)
  return response
}

async function sendHere(hostRequest: HostRequest, signal: AbortSignal, readBody: RequestOptions['readBody']): Promise<Exchanged> {
  const { answerRequest, noVault } = await import('#api/requestWorker/answerRequest.ts')
  const { response, body } = await answerRequest(hostRequest, noVault, signal)
  if (body) await readBody?.(body)
  return response
}

/** Why there is no response, if the request was not even sent. */
function notSent(error: unknown): ApiError | null {
  const reason = error instanceof Error && 'reason' in error ? error.reason : null
  return reason === 'locked' || reason === 'read-only' || reason === 'not-allowed' ? new ApiError(reason) : null
}

async function transmit(connection: ApiConnection, path: string, options: RequestOptions): Promise<string> {
  const { signal, timeoutMs = defaultTimeoutMs } = options
  const timeout = AbortSignal.timeout(timeoutMs)
  let answer: Exchanged
  try {
    answer = await exchange(connection, path, options, signal ? AbortSignal.any([signal, timeout]) : timeout)
  } catch (error) {
    throw abortError(signal, timeout, timeoutMs) ?? notSent(error) ?? (await loadRefusals()).unreachable(connection.host)
  }
  const { status, isRedirect, text } = answer
  const isOk = status >= 200 && status < 300
  if (isOk) learnCacheMode(connection.id, pathInProject(path), answer.cacheControl)
  if (isRedirect) throw (await loadRefusals()).unreachable(connection.host, true)
  if (!isOk) throw (await loadRefusals()).refusal(status, text, connection.key)
  return text
}

/** Counts against the rate limit of the key, so requests without a key do not count. */
async function send(connection: ApiConnection, path: string, options: RequestOptions): Promise<string> {
  const { method = 'GET', anonymous, background, signal } = options
  if (anonymous) return transmit(connection, path, options)
  const release = await acquire({ connection, method, path, background, signal })
  try {
    const text = await transmit(connection, path, options)
    release()
    return text
  } catch (error) {
    release(error)
    throw error
  }
}

/** A response without a body (204) reads as undefined. */
async function parse<T>(text: string, schema: v.GenericSchema<unknown, T>, key: string): Promise<T> {
  let json: unknown
  try {
    json = text === '' ? undefined : JSON.parse(text)
  } catch {
    throw (await loadRefusals()).notJson(text)
  }
  const read = v.safeParse(schema, json)
  if (read.success) return read.output
  throw (await loadRefusals()).malformed(json, read.issues[0].message, key)
}

/**
 * Requests something about the key's account: `path` below /api, such as "/users/@me/" (posthog-api.md#k-account). Throws only
 * ApiError.
 */
export async function requestAccount<T>(
  connection: ApiConnection,
  path: string,
  schema: v.GenericSchema<unknown, T>,
  options: RequestOptions = {},
): Promise<T> {
  return parse(await send(connection, path, options), schema, connection.key)
}

/** Whether the server has the endpoint, which refused the request. */
function isFromEndpoint(error: unknown): boolean {
  return error instanceof ApiError && error.kind !== 'endpoint-missing' && (error.facts.status ?? 500) < 500
}

/**
 * Requests `path` below the project, such as "/session_recordings/"; the only function that does. Tries /api/projects/ first,
 * then /api/environments/ if the host answers 404 "Endpoint not found." (posthog-api.md#a-hosts-and-paths), and remembers which
 * one worked. The key goes to `connection.host` and nowhere else: no cookies, no referrer, no redirects, no key in the URL.
 * Throws only ApiError; an aborted `signal` ends the request.
 */
export async function request<T>(
  connection: ApiConnection,
  path: string,
  schema: v.GenericSchema<unknown, T>,
  options: RequestOptions = {},
): Promise<T> {
  const under = (root: ApiRoot) => projectPath(root, connection.projectId, path)
  if (options.root) return parse(await send(connection, under(options.root), options), schema, connection.key)
  const known = rootOf(connection.id)
  const first = known ?? 'projects'
  let text: string
  try {
    text = await send(connection, under(first), options)
    rememberRoot(connection.id, first)
  } catch (error) {
    if (known === 'projects' || !(error instanceof ApiError) || error.kind !== 'endpoint-missing') throw error
    text = await send(connection, under(otherRoot(first)), options).catch((refusal: unknown) => {
      if (isFromEndpoint(refusal)) rememberRoot(connection.id, otherRoot(first))
      throw refusal
    })
    rememberRoot(connection.id, otherRoot(first))
  }
  return parse(text, schema, connection.key)
}

/** A JSON file of the dashboard's own origin; null if it is missing or invalid. Sends no key. */
export async function fetchOwnFile(path: string): Promise<unknown> {
  try {
    const response = await fetch(path, { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' })
    return response.ok ? await response.json() : null
  } catch {
    return null
  }
}
