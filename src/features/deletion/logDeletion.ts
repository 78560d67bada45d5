import { type Activity, type ActivityContext, logActivity } from '#storage/activityLog.ts'
import type { ReceiptRow } from '#storage/receipts.ts'

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

/** Writes outcomes to the activity log in batches; `end` writes the last batch. */
export function createDeletionLog(connection: ActivityContext): { add: (rows: readonly ReceiptRow[]) => void; end: () => void } {
  let actions: Activity[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  function write() {
    clearTimeout(timer)
    timer = undefined
    if (actions.length > 0) void logActivity(connection, actions)
    actions = []
  }

  return {
    add(rows) {
      actions.push(...rows.flatMap((row) => activityOf(row) ?? []))
      if (actions.length >= maxPerWrite) write()
      else timer ??= setTimeout(write, writeAfterMs)
    },
    end: write,
  }
}
