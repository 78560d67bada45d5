import { type Answer, clientOf, noon } from './hostClient.ts'
import { createDemoHost } from '../createDemoHost.ts'
import type { DemoOptions } from '../host/options.ts'

type Row = Record<string, unknown>

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What an answer holds; none where it holds no object. */
export function bodyOf({ body }: Answer): Row {
  return isRow(body) ? body : {}
}

/** The rows of a page. */
export function rowsIn(page: Row): Row[] {
  const { results } = page
  if (!Array.isArray(results)) throw new Error(`No rows came, but ${JSON.stringify(page).slice(0, 300)}`)
  return results.filter(isRow)
}

/** A client for the subscriptions of a new host. Its clock is stopped at noon until `clock.now` changes. */
export function subscriptionClient(options: Partial<DemoOptions> = {}) {
  const clock = { now: noon }
  const send = clientOf(createDemoHost({ count: 10, now: () => clock.now, ...options }))
  const root = options.edition === 'documented' ? 'environments' : 'projects'
  const path = `/api/${root}/1/subscriptions/`

  async function rows(query = 'limit=1000'): Promise<Row[]> {
    return rowsIn(bodyOf(await send(`${path}?${query}`)))
  }

  return {
    clock,
    send,
    path,
    rows,
    one: async (id: number) => bodyOf(await send(`${path}${id}/`)),
    ids: async (query: string) => (await rows(`limit=1000&${query}`)).map(({ id }) => id),
    patch: (id: number, body: unknown) => send(`${path}${id}/`, { method: 'PATCH', body }),
    test: (id: number) => send(`${path}${id}/test-delivery/`, { method: 'POST' }),
    deliveries: async (id: number, query = '') => bodyOf(await send(`${path}${id}/deliveries/?${query}`)),
  }
}
