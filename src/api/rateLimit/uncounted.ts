import * as v from 'valibot'
import { parseJson } from '#lib/stored.ts'
import type { Call } from './rateLimiter.ts'
import { connectionsNow } from '#storage/connections.ts'

const storedName = 'replay-desk-uncounted'
const maxStored = 100

const Stored = v.array(v.object({ connectionId: v.string(), method: v.string(), path: v.string() }))

/** Requests of this page that were sent before the rate limiter was loaded. */
const uncounted = new Set<Call>()

function read() {
  const stored = v.safeParse(Stored, parseJson(localStorage.getItem(storedName) ?? ''))
  return stored.success ? stored.output : []
}

/** If the page is closed that early, the next one counts them. */
function store() {
  if (uncounted.size === 0) return
  const calls = [...uncounted].map(({ connection, method, path }) => ({ connectionId: connection.id, method, path }))
  uncounted.clear()
  try {
    localStorage.setItem(storedName, JSON.stringify([...read(), ...calls].slice(-maxStored)))
  } catch {
    // Without storage, the server's refusals show what is too much.
  }
}

/** Returns a function that forgets the request and says whether it was still uncounted. */
export function rememberUncounted(call: Call): () => boolean {
  if (uncounted.size === 0) globalThis.addEventListener?.('pagehide', store)
  uncounted.add(call)
  return () => uncounted.delete(call)
}

/** Requests of earlier pages that were closed before they could count them; each is returned once. */
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
