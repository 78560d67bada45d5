import { type Activity, type ActivityContext, logActivity } from '#storage/activityLog.ts'
import type { Receipt, ReceiptRow } from '#storage/receipts.ts'
import { erasureText, whyNothing } from './erasure.ts'

/** Outcomes are written in batches, because a write costs more than an outcome. */
const maxPerWrite = 200
const writeAfterMs = 2000

/** Null if nothing was attempted. */
export function activityOf({ outcome, recordingId, person, why }: ReceiptRow): Activity | null {
  const about = { action: 'deleted', kind: 'recording', subject: recordingId, subjectName: person } as const
  switch (outcome) {
    case 'deleted':
      return { ...about, outcome: 'done', detail: why }
    case 'already gone':
      return { ...about, outcome: 'done', detail: why ?? 'Already gone.' }
    case 'failed':
      return { ...about, outcome: 'failed', detail: why }
    case 'unknown':
      return { ...about, outcome: 'unknown', detail: why ?? 'Unknown whether it was deleted.' }
    default:
      return null
  }
}

/** Of recordings that one request erases, only those no longer listed are entries of their own. */
export function activitiesOf({ erasure }: Receipt, rows: readonly ReceiptRow[]): Activity[] {
  return rows.filter(({ outcome }) => !erasure || outcome === 'deleted').flatMap((row) => activityOf(row) ?? [])
}

/** The request for all recordings of a person; nothing where none was sent. */
export function requestActivity({ erasure, title }: Receipt): Activity[] {
  if (!erasure || erasure.requestedAt === null) return []
  const outcome = erasure.isRefused ? 'failed' : 'unknown'
  const detail = whyNothing(erasure) ?? erasureText(erasure, null)
  return [{ action: 'deleted', kind: 'person', subject: erasure.personUuid, subjectName: title, outcome, detail }]
}

/** Writes to the activity log in batches; `end` writes the last batch. */
export function createDeletionLog(connection: ActivityContext): { add: (some: readonly Activity[]) => void; end: () => void } {
  let actions: Activity[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  function write() {
    clearTimeout(timer)
    timer = undefined
    if (actions.length > 0) void logActivity(connection, actions)
    actions = []
  }

  return {
    add(some) {
      actions.push(...some)
      if (actions.length >= maxPerWrite) write()
      else timer ??= setTimeout(write, writeAfterMs)
    },
    end: write,
  }
}
