import * as v from 'valibot'
import { readAs } from '#lib/readAs.ts'
import { openDatabase, withDatabase } from './database.ts'
import { updateJobMark } from './jobMark.ts'

/** A job as it is logged, so that it can be resumed after its tab was closed. Instants are ISO in UTC. Holds no key and no link. */
const StoredJob = v.object({
  id: v.string(),
  /** Which definition can resume it. */
  kind: v.string(),
  title: v.string(),
  connectionId: v.string(),
  /** A connection may lead to another host by the time the job is resumed. */
  host: v.string(),
  projectId: v.string(),
  startedAt: v.string(),
  /** What its definition needs to go on, besides the items. */
  input: v.optional(v.unknown()),
})
export type StoredJob = v.InferOutput<typeof StoredJob>

const StoredItem = v.object({
  jobId: v.string(),
  id: v.string(),
  name: v.string(),
  outcome: v.string(),
  why: v.nullable(v.string()),
  at: v.nullable(v.string()),
})
export type StoredItem = v.InferOutput<typeof StoredItem>

function itemsOf(jobId: string): IDBKeyRange {
  return IDBKeyRange.bound([jobId], [jobId, []])
}

/** Logs a job with these of its items, all or nothing. Rejects where storage is missing, blocked or full. */
export async function saveJob(job: StoredJob, items: readonly Omit<StoredItem, 'jobId'>[]): Promise<void> {
  const database = await openDatabase()
  const writing = database.transaction(['jobs', 'jobItems'], 'readwrite')
  await Promise.all([
    writing.objectStore('jobs').put(job),
    ...items.map(({ id, name, outcome, why, at }) =>
      writing.objectStore('jobItems').put({ jobId: job.id, id, name, outcome, why, at }),
    ),
    writing.done,
  ])
  await updateJobMark(database)
}

/** Forgets a job, since all of its items have an outcome or nobody wants to resume it. Never rejects. */
export function dropJob(id: string): Promise<void> {
  return withDatabase(undefined, async (database) => {
    const writing = database.transaction(['jobs', 'jobItems'], 'readwrite')
    await Promise.all([writing.objectStore('jobs').delete(id), writing.objectStore('jobItems').delete(itemsOf(id)), writing.done])
    await updateJobMark(database)
  })
}

/** Jobs that a closed tab left, or that another tab runs right now; none without storage. Never rejects. */
export function loggedJobs(): Promise<StoredJob[]> {
  return withDatabase([], async (database) => (await database.getAll('jobs')).flatMap((one) => readAs(StoredJob, one) ?? []))
}

/** The items of a logged job. Never rejects. */
export function loggedItems(jobId: string): Promise<StoredItem[]> {
  return withDatabase([], async (database) =>
    (await database.getAll('jobItems', itemsOf(jobId))).flatMap((one) => readAs(StoredItem, one) ?? []),
  )
}

/** Forgets the jobs of a connection. Never rejects. */
export async function forgetJobs(connectionId: string): Promise<void> {
  const jobs = await loggedJobs()
  await Promise.all(jobs.filter((job) => job.connectionId === connectionId).map(({ id }) => dropJob(id)))
}
