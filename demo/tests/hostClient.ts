import { createDemoHost, type DemoHost } from '../createDemoHost.ts'
import { demoKeys } from '../host/keys.ts'
import type { DemoOptions } from '../host/options.ts'

export type Answer = { status: number; headers: Headers; text: string; body: unknown }
export type Client = (
  path: string,
  init?: { method?: string; key?: string | null; body?: unknown; headers?: HeadersInit },
) => Promise<Answer>

/** A Thursday, 12:00 UTC. */
export const noon = Date.UTC(2026, 8, 17, 12)

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export function clientOf(host: DemoHost): Client {
  return async (path, { method = 'GET', key = demoKeys.all, body, headers } = {}) => {
    const all = new Headers(headers)
    if (key !== null) all.set('Authorization', `Bearer ${key}`)
    const init = { method, headers: all, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    const response = await host.fetch(new Request(new URL(path, 'http://demo.test'), init))
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: parse(text) }
  }
}

/** A client of a new host whose clock is stopped at noon. */
export function newClient(options: Partial<DemoOptions> = {}): Client {
  return clientOf(createDemoHost({ now: () => noon, count: 240, ...options }))
}

type Row = Record<string, unknown> & { id: string }

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null
}

export function field(answer: Answer, name: string): unknown {
  return isRow(answer.body) ? answer.body[name] : undefined
}

export function rowsOf(answer: Answer): Row[] {
  const results = field(answer, 'results')
  if (!Array.isArray(results)) throw new Error(`No rows came, but ${answer.status} ${answer.text.slice(0, 300)}`)
  return results.filter(isRow)
}

export const recordings = '/api/projects/1/session_recordings/'
