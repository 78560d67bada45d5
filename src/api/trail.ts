import { queryOptions } from '@tanstack/react-query'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { newId } from '#lib/newId.ts'
import type { Connection } from './connection.ts'

/** What this browser did and PostHog keeps no log of (posthog-api.md, sections C.6 and N). */
export const trailActions = [
  'shared',
  'unshared',
  'rotated',
  'revoked',
  'link settings changed',
  'password switched',
  'password created',
  'password removed',
  'deleted',
  'exported',
  'paused',
  'resumed',
  'ended',
  'brought back',
  'test sent',
] as const
export type TrailAction = (typeof trailActions)[number]

/**
 * One deed and how it ended. Never a key and never a whole token: `linkEnd` is the last four characters of the link concerned.
 * `at` is an ISO instant in UTC.
 */
export type TrailEntry = {
  id: string
  at: string
  connectionId: string
  host: string
  projectId: string
  projectName: string | null
  /** Whose key it was, as far as the server said. */
  owner: string | null
  action: TrailAction
  /** What it was done to: "recording", "subscription" or "export". */
  kind: 'recording' | 'subscription' | 'file'
  /** Its id; null for a file. */
  subject: string | null
  /** What people call it. */
  subjectName: string | null
  outcome: 'done' | 'failed'
  /** What the server said, or how many rows a file holds. */
  detail: string | null
  linkEnd: string | null
}

/** What a deed adds to the trail; who and where is taken from the connection. */
export type Deed = Pick<TrailEntry, 'action' | 'kind' | 'subject' | 'outcome'> &
  Partial<Pick<TrailEntry, 'subjectName' | 'detail'>> & {
    /** The token of the link concerned; only its end is kept. */
    token?: string | null
  }

interface Schema extends DBSchema {
  entries: { key: string; value: TrailEntry; indexes: { at: string; subject: [string, string, string] } }
}

/** The oldest entries go when there are more than this, so that the trail never fills the browser. */
const mostEntries = 50_000

let opened: Promise<IDBPDatabase<Schema>> | null = null

function open(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('replay-desk-trail', 1, {
    upgrade(database) {
      const entries = database.createObjectStore('entries', { keyPath: 'id' })
      entries.createIndex('at', 'at')
      entries.createIndex('subject', ['connectionId', 'projectId', 'subject'])
    },
    terminated() {
      opened = null
    },
  }).catch((error: unknown) => {
    opened = null
    throw error
  })
  return opened
}

function entryOf(at: Connection, { token, subjectName = null, detail = null, ...deed }: Deed): TrailEntry {
  return {
    ...deed,
    id: newId(),
    at: new Date().toISOString(),
    connectionId: at.id,
    host: at.host,
    projectId: at.projectId,
    projectName: at.projectName,
    owner: at.owner,
    subjectName,
    detail,
    linkEnd: token ? token.slice(-4) : null,
  }
}

async function dropOldest(database: IDBPDatabase<Schema>): Promise<void> {
  const surplus = (await database.count('entries')) - mostEntries
  if (surplus <= 0) return
  const change = database.transaction('entries', 'readwrite')
  let cursor = await change.store.index('at').openCursor()
  for (let left = surplus; cursor && left > 0; left -= 1) {
    await cursor.delete()
    cursor = await cursor.continue()
  }
  await change.done
}

/**
 * Adds what was done to the trail of this browser. Never rejects: where storage is missing, blocked or full, the deed was done
 * all the same; resolves to false then.
 */
export async function recordDeeds(at: Connection, deeds: readonly Deed[]): Promise<boolean> {
  try {
    const database = await open()
    const change = database.transaction('entries', 'readwrite')
    await Promise.all([...deeds.map((deed) => change.store.put(entryOf(at, deed))), change.done])
    await dropOldest(database)
    return true
  } catch {
    return false
  }
}

/** The whole trail of this browser, oldest first. Rejects where storage is missing or blocked. */
export async function readTrail(): Promise<TrailEntry[]> {
  return (await open()).getAllFromIndex('entries', 'at')
}

/** Empties the trail of this browser. Rejects where storage is missing or blocked. */
export async function clearTrail(): Promise<void> {
  await (await open()).clear('entries')
}

/** The trail through Query, like everything else that is read; nothing of it reaches the wire. */
export const trailQueries = {
  all: queryOptions({ queryKey: ['trail'], staleTime: 0, gcTime: 0, queryFn: readTrail }),
}
