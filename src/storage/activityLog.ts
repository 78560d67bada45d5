import { createListeners } from '#lib/listeners.ts'
import { queryOptions } from '@tanstack/react-query'
import { newId } from '#lib/newId.ts'
import * as v from 'valibot'
import type { Connection } from './connections.ts'
import { openDatabase } from './database.ts'
import type { Database } from './databaseSchema.ts'
import { readAs } from '#lib/readAs.ts'

/** Actions of which PostHog itself keeps no log (posthog-api.md#c6-audit-log, #n3-no-activity-log-for-recordings). */
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
 * One action and its outcome. Never holds a key or a whole token: `linkEnd` is the last four characters of the link. `at` is an
 * ISO instant in UTC.
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
  /** The owner of the key, if known. */
  owner: Text,
  action: v.picklist(activityActions),
  /** What the action changed. */
  kind: v.picklist(['recording', 'person', 'subscription', 'file']),
  /** Null for a file. */
  subject: Text,
  subjectName: Text,
  /** `unknown`: sent, but nobody could find out whether it was done. */
  outcome: v.picklist(['done', 'failed', 'unknown']),
  /** What the server said, or how many rows a file has. */
  detail: Text,
  linkEnd: Text,
})
export type ActivityEntry = v.InferOutput<typeof ActivityEntry>

export type ActivityContext = Pick<Connection, 'id' | 'host' | 'projectId' | 'projectName' | 'owner'>

/** What a caller adds to the log; the rest is taken from the connection. */
export type Activity = Pick<ActivityEntry, 'action' | 'kind' | 'subject' | 'outcome'> &
  Partial<Pick<ActivityEntry, 'subjectName' | 'detail'>> & {
    /** Only its end is stored. */
    token?: string | null
  }

/** Above this the oldest entries are dropped, so that the log never fills the browser. */
const maxEntries = 50_000

/** The last four characters of a link's token, to tell links apart; null if the token is so short that they would reveal it. */
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

async function dropOldest(database: Database): Promise<void> {
  const surplus = (await database.count('activity')) - maxEntries
  if (surplus <= 0) return
  const change = database.transaction('activity', 'readwrite')
  let cursor = await change.store.index('at').openCursor()
  for (let left = surplus; cursor && left > 0; left -= 1) {
    await cursor.delete()
    cursor = await cursor.continue()
  }
  await change.done
}

let isStored = true
const { notify, subscribe } = createListeners()

/** Whether the log could be stored the last time. Fits useSyncExternalStore. */
export const activityLogStorage = {
  get: () => isStored,
  subscribe,
}

function setStored(saved: boolean) {
  isStored = saved
  notify()
}

/**
 * Adds entries to the activity log. Never rejects: if storage is missing, blocked or full, it resolves to false and
 * `activityLogStorage` is false.
 */
export async function logActivity(connection: ActivityContext, activities: readonly Activity[]): Promise<boolean> {
  try {
    const entries = activities.map((activity) => entryOf(connection, activity))
    const database = await openDatabase()
    const change = database.transaction('activity', 'readwrite')
    await Promise.all([...entries.map((entry) => change.store.put(entry)), change.done])
    await dropOldest(database)
    setStored(true)
  } catch {
    setStored(false)
  }
  return isStored
}

/** All entries, oldest first, without damaged ones. Rejects if storage is missing or blocked. */
export async function readActivityLog(): Promise<ActivityEntry[]> {
  const saved = await (await openDatabase()).getAllFromIndex('activity', 'at')
  return saved.flatMap((one) => readAs(ActivityEntry, one) ?? [])
}

/** Rejects if storage is missing or blocked. */
export async function clearActivityLog(): Promise<void> {
  await (await openDatabase()).clear('activity')
}

export const activityLogQueries = {
  all: queryOptions({ queryKey: ['trail'], staleTime: 0, gcTime: 0, queryFn: readActivityLog }),
}
