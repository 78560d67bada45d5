import { apiUrl, requestInit } from '#api/http/requestInit.ts'
import type { ApiRoot } from '#storage/apiRoot.ts'
import type { Call, Found } from './calls.ts'

export type Host = { host: string; key: string; project: string; fetch: typeof fetch }

export type Answer = { status: number; headers: Headers; text: string; isCut: boolean; milliseconds: number }

/** A page that isn't served from the host, as Replay Desk never is. */
export const pageOrigin = 'https://replay-desk.invalid'

const timeoutMs = 60_000

/** A block can be of any size, and its first lines show its shape. */
const maxBytes = 2_000_000

async function readStart(response: Response): Promise<{ text: string; isCut: boolean }> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
    text += decoder.decode(piece.value, { stream: true })
    bytes += piece.value.length
    if (bytes > maxBytes) {
      await reader?.cancel()
      return { text, isCut: true }
    }
  }
  return { text, isCut: false }
}

/** The path below /api of a call, with these names instead of ids. */
export function pathOf(
  call: Call,
  root: ApiRoot | null,
  project: string,
  ids: { recording: string; subscription: string },
): string {
  return call.isAccount ? call.path(ids) : `/${root ?? 'projects'}/${project}${call.path(ids)}`
}

/** Sends a call as the page would: with its origin, and a preflight without the key. Changes nothing on the host. */
export async function send(host: Host, call: Call, found: Found): Promise<Answer> {
  const { method = 'GET', preflight, body } = call
  const isHarmless = method !== 'POST' || call.path({ recording: '', subscription: '' }) === '/query/'
  if (!isHarmless) throw new Error(`${call.name} may change something.`)
  const ids = { recording: found.recording ?? '', subscription: found.subscription ?? '' }
  const url = apiUrl(host.host, pathOf(call, found.root, encodeURIComponent(host.project), ids), call.query?.(found))
  const init = requestInit({
    key: preflight ? null : host.key,
    method,
    body: body && JSON.stringify(body),
    cache: 'no-store',
  })
  const headers = new Headers(init.headers)
  headers.set('Origin', pageOrigin)
  if (preflight) {
    headers.set('Access-Control-Request-Method', preflight.method)
    headers.set('Access-Control-Request-Headers', preflight.headers)
  }
  const began = performance.now()
  const response = await host.fetch(url, { ...init, headers, signal: AbortSignal.timeout(timeoutMs) })
  const read = await readStart(response)
  return { status: response.status, headers: response.headers, ...read, milliseconds: performance.now() - began }
}
