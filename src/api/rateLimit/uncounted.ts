import * as v from 'valibot'
import { parseJson } from '#lib/stored.ts'
import type { Call } from './rateLimiter.ts'
import { connectionsNow } from '#storage/connections.ts'

const storedName = 'replay-desk-uncounted'
const mostStored = 100

const Stored = v.array(v.object({ connectionId: v.string(), method: v.string(), path: v.string() }))

/** Requests of this page that were sent before the budget's code came. */
const uncounted = new Set<Call>()

function read() {
  const stored = v.safeParse(Stored, parseJson(localStorage.getItem(storedName) ?? ''))
  return stored.success ? stored.output : []
}

/** A page that is left so soon still has its requests counted, by the next one. */
function store() {
  if (uncounted.size === 0) return
  const calls = [...uncounted].map(({ connection, method, path }) => ({ connectionId: connection.id, method, path }))
  uncounted.clear()
  try {
    localStorage.setItem(storedName, JSON.stringify([...read(), ...calls].slice(-mostStored)))
  } catch {
    // Without storage nobody counts: the server's refusals tell what is too much.
  }
}

/** Remembers a request until it is counted; returns how to forget it, which says whether it was still to be counted. */
export function rememberUncounted(call: Call): () => boolean {
  if (uncounted.size === 0) globalThis.addEventListener?.('pagehide', store)
  uncounted.add(call)
  return () => uncounted.delete(call)
}

/** The requests of pages that were left before they could count them; each is given once. */
export function takeUncounted(): Call[] {
  try {
    const calls = read()
    localStorage.removeItem(storedName)
    const connections = connectionsNow()
    return calls.flatMap(({ connectionId, ...call }) => {
      const connection = connections.find(({ id }) => id === connectionId)
      return connection ? [{ ...call, connection }] : []
    })
  } catch {
    return []
  }
}
