import { queryOptions } from '@tanstack/react-query'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { newId } from '#lib/newId.ts'
import * as v from 'valibot'
import type { Connection } from './connections.ts'
import { readAs } from '#lib/readAs.ts'

/** What this browser did and PostHog keeps no log of (posthog-api.md#c6-audit-log, #n3-no-activity-log-for-recordings). */
export const activityActions = [
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
export type ActivityAction = (typeof activityActions)[number]

const Text = v.nullable(v.string())

/**
 * One deed and how it ended. Never a key and never a whole token: `linkEnd` is the last four characters of the link concerned.
 * `at` is an ISO instant in UTC.
 */
const ActivityEntry = v.object({
  id: v.string(),
  at: v.pipe(
    v.string(),
    v.check((at) => !Number.isNaN(Date.parse(at))),
  ),
  connectionId: v.string(),
  host: v.string(),
  projectId: v.string(),
  projectName: Text,
  /** Whose key it was, as far as the server said. */
  owner: Text,
  action: v.picklist(activityActions),
  /** What it was done to. */
  kind: v.picklist(['recording', 'subscription', 'file']),
  /** Its id; null for a file. */
  subject: Text,
  /** What people call it. */
  subjectName: Text,
  outcome: v.picklist(['done', 'failed']),
  /** What the server said, or how many rows a file holds. */
  detail: Text,
  linkEnd: Text,
})
export type ActivityEntry = v.InferOutput<typeof ActivityEntry>

/** Where and as whom something was done. */
export type ActivityContext = Pick<Connection, 'id' | 'host' | 'projectId' | 'projectName' | 'owner'>

/** What a deed adds to the trail; who and where is taken from the connection. */
export type Activity = Pick<ActivityEntry, 'action' | 'kind' | 'subject' | 'outcome'> &
  Partial<Pick<ActivityEntry, 'subjectName' | 'detail'>> & {
    /** The token of the link concerned; only its end is kept. */
    token?: string | null
  }

interface Schema extends DBSchema {
  entries: { key: string; value: ActivityEntry; indexes: { at: string; subject: [string, string, string] } }
}

/** The oldest entries go when there are more than this, so that the trail never fills the browser. */
const maxEntries = 50_000

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

/** The last four characters of a link's token, by which people tell links apart; null where they would be most of it. */
export function linkEnd(token: string | null | undefined): string | null {
  return token && token.length >= 12 ? token.slice(-4) : null
}

function entryOf(
  connection: ActivityContext,
  { token, subjectName = null, detail = null, ...activity }: Activity,
): ActivityEntry {
  return {
    ...activity,
    id: newId(),
    at: new Date().toISOString(),
    connectionId: connection.id,
    host: connection.host,
    projectId: connection.projectId,
    projectName: connection.projectName,
    owner: connection.owner,
    subjectName,
    detail,
    linkEnd: linkEnd(token),
  }
}

async function dropOldest(database: IDBPDatabase<Schema>): Promise<void> {
  const surplus = (await database.count('entries')) - maxEntries
  if (surplus <= 0) return
  const change = database.transaction('entries', 'readwrite')
  let cursor = await change.store.index('at').openCursor()
  for (let left = surplus; cursor && left > 0; left -= 1) {
    await cursor.delete()
    cursor = await cursor.continue()
  }
  await change.done
}

let isStored = true
const listeners = new Set<() => void>()

/** Whether this browser keeps the trail, as far as the last deed told. Fits useSyncExternalStore. */
export const activityLogStorage = {
  get: () => isStored,
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
}

function setStored(kept: boolean) {
  isStored = kept
  for (const listener of listeners) listener()
}

/**
 * Adds what was done to the trail of this browser. Never rejects: where storage is missing, blocked or full, the deed was done
 * all the same; resolves to false then, and `trailKeeping` says so.
 */
export async function logActivity(connection: ActivityContext, activities: readonly Activity[]): Promise<boolean> {
  try {
    const entries = activities.map((activity) => entryOf(connection, activity))
    const database = await open()
    const change = database.transaction('entries', 'readwrite')
    await Promise.all([...entries.map((entry) => change.store.put(entry)), change.done])
    await dropOldest(database)
    setStored(true)
  } catch {
    setStored(false)
  }
  return isStored
}

/** The whole trail of this browser, oldest first, damaged entries left out. Rejects where storage is missing or blocked. */
export async function readActivityLog(): Promise<ActivityEntry[]> {
  const kept: unknown[] = await (await open()).getAllFromIndex('entries', 'at')
  return kept.flatMap((one) => readAs(ActivityEntry, one) ?? [])
}

/** Empties the trail of this browser. Rejects where storage is missing or blocked. */
export async function clearActivityLog(): Promise<void> {
  await (await open()).clear('entries')
}

/** The trail through Query, like everything else that is read; nothing of it reaches the wire. */
export const activityLogQueries = {
  all: queryOptions({ queryKey: ['trail'], staleTime: 0, gcTime: 0, queryFn: readActivityLog }),
}
