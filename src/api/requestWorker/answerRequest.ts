import { cleanAnswer } from '#api/http/cleanAnswer.ts'
import { requestInit } from '#api/http/requestInit.ts'
import { redactKey, redactKeyIn } from '#lib/redactKey.ts'
import { kindOfCall } from './allowedCalls.ts'
import { keyFilter } from './keyFilter.ts'
import type { HostRequest, HostResponse } from './messages.ts'
import type { RequestCounts } from './requestCounts.ts'
import { RequestFailure } from './requestFailure.ts'

/** What the worker knows beside the request. */
export type RequestKeys = {
  /** The unlocked key of a connection in the vault, and the host that it is bound to. */
  find: (connectionId: string) => { host: string; key: string; isReadOnly: boolean } | undefined
  /** Whether the deployment forbids changes. */
  isReadOnlyDeployment: () => Promise<boolean>
}

/** Without a vault: where there are no workers. */
export const noVault: RequestKeys = { find: () => undefined, isReadOnlyDeployment: async () => false }

/** Whether an answer may hold the key, or texts that are not well formed, which only escapes can bring into JSON. */
function mayNeedCleaning(text: string, key: string): boolean {
  return /\\u(?:d[89a-f]|00)/i.test(text) || (key !== '' && text.includes(key))
}

function withoutKeys(text: string, key: string, isRefusal: boolean): string {
  if (!isRefusal && !mayNeedCleaning(text, key)) return text
  try {
    const json: unknown = JSON.parse(text)
    return JSON.stringify(isRefusal ? redactKeyIn(json, key) : cleanAnswer(json, key))
  } catch {
    return redactKey(text, key)
  }
}

async function keyFor({ connectionId, key, url, isReadOnly, method }: HostRequest, keys: RequestKeys): Promise<string | null> {
  const kind = kindOfCall(method, url)
  if (kind === null) throw new RequestFailure('not-allowed')
  const sealed = key === undefined ? keys.find(connectionId) : undefined
  if (key === undefined && !sealed) throw new RequestFailure('locked')
  if (sealed && new URL(url).origin !== sealed.host) throw new RequestFailure('not-allowed')
  if (kind === 'writes') {
    const isForbidden = isReadOnly || sealed?.isReadOnly || (await keys.isReadOnlyDeployment())
    if (isForbidden) throw new RequestFailure('read-only')
  }
  return key === undefined ? (sealed?.key ?? null) : key
}

/**
 * Sends a request of the page with its key; the only place that does, but for the start script. `body` is the stream of a
 * successful response that was requested as one. Throws RequestFailure.
 */
export async function answerRequest(
  request: HostRequest,
  keys: RequestKeys,
  signal: AbortSignal,
  counts?: RequestCounts,
): Promise<{ response: HostResponse; body: ReadableStream<Uint8Array<ArrayBuffer>> | null }> {
  const key = await keyFor(request, keys)
  try {
    counts?.onSent(request.url, key !== null)
    // oxlint-disable-next-line no-restricted-globals -- all other code goes through this function
    const answer = await fetch(request.url, { ...requestInit({ ...request, key }), signal })
    const isStreamed = request.isStreamed && answer.ok
    const bytes = isStreamed ? null : await answer.arrayBuffer()
    if (bytes) counts?.onReceived(request.url, bytes.byteLength)
    const text = bytes ? withoutKeys(new TextDecoder().decode(bytes), key ?? '', !answer.ok) : ''
    const isRedirect = answer.type === 'opaqueredirect' || (answer.status >= 300 && answer.status < 400)
    const response = { status: answer.status, isRedirect, cacheControl: answer.headers.get('Cache-Control'), text }
    const body = isStreamed ? answer.body : null
    return { response, body: key ? (body?.pipeThrough(keyFilter(key)) ?? null) : body }
  } catch {
    throw new RequestFailure('network')
  }
}
