import type { ReactNode } from 'react'
import type { ApiError } from '#api/http/errors.ts'
import type { Phase, RetryOptions } from '#api/http/retryInBackground.ts'
import type { ApiConnection } from '#storage/connections.ts'

/** `waiting` has not been tried; every other outcome is the job's own. */
export type Outcome = string

/** One thing that a job works on. `at` is when its outcome became known (ISO, UTC); `why` is a sentence, where there is one. */
export type JobItem = { id: string; name: string; outcome: Outcome; why: string | null; at: string | null }

export type JobPhase = Phase | { kind: 'queued' } | { kind: 'paused'; why: ApiError | null } | { kind: 'ended' }

/**
 * A job of this tab. `pace` is items (or what is counted) a second, null before it is known; `problem` says that the log could
 * not be written.
 */
export type Job<Item extends JobItem = JobItem> = {
  id: string
  connectionId: string
  /** "Deleting 12 recordings". */
  title: string
  items: readonly Item[]
  counts: ReadonlyMap<Outcome, number>
  phase: JobPhase
  /** How much is done, where nobody knows how much there is; null where the items tell. */
  counted: number | null
  /** Whether Cancel was pressed; the request in progress is still waited for. */
  isCancelled: boolean
  pace: number | null
  problem: string | null
}

/** What a job gets to do its work. */
export type JobWork<Item extends JobItem = JobItem> = RetryOptions & {
  /** The key may be replaced during a pause, so read this for every request. */
  connection: () => ApiConnection
  items: readonly Item[]
  /** Logs that these are about to be tried, so that a closed tab leaves no doubt about the others. Resolves once logged. */
  begin: (ids: readonly string[]) => Promise<void>
  /** Reports how much is done so far, for work whose total is unknown. */
  count: (done: number) => void
  /** Whether the person chose to throw away what there is, see `discardLabel`. */
  isDiscarded: () => boolean
  /** Records outcomes; an item that has one keeps it. */
  settle: (ids: readonly string[], outcome: Outcome, why?: string | null) => void
}

export type JobOrder<Item extends JobItem = JobItem> = {
  id: string
  title: string
  connection: ApiConnection
  /** Those with the outcome `waiting` are worked on; the others are shown. */
  items: readonly Item[]
  /** Jobs with the same lock run one after another in this browser (Web Locks). Without one, a job starts right away. */
  lock?: string
  perform: (work: JobWork<Item>) => Promise<void>
  /** Keeps what is known: before the first request, and before and after each item. Rejects where storage is missing or full. */
  write?: (items: readonly Item[], isEnded: boolean) => Promise<void>
  /** Called with every outcome as soon as it is known. */
  onSettled?: (items: readonly Item[]) => void
  /** Called a few times a second at most, with what was settled since: for work that costs as much as there are rows. */
  onFlush?: (items: readonly Item[]) => void
  onEnd?: (job: Job<Item>) => void
  view: JobView
}

/** How a job looks. Functions get the job as it stands. */
export type JobView = {
  /** The dialog's title: "Delete recordings". */
  title: string
  /** What the items are, or what is counted: "public link", "public links". */
  noun: string
  nouns: string
  /** What an outcome is called: `deleted` → "Deleted". */
  outcomeLabel: (outcome: Outcome) => string
  /** Outcomes that trying again may change. Without any there is no button for it. */
  retryable: ReadonlySet<Outcome>
  /** Sentence under the progress: what closing the tab means. */
  note?: string
  /** Sentence for when its log can't be written, where it is more than what resumes the job. */
  notWritten?: string
  /** Button that stops the job, where it is not "Cancel". */
  cancelLabel?: string
  /** Button that stops the job and throws away what it has so far; pressed twice. */
  discardLabel?: string
  /** Whether closing the tab loses the work so far, so that the browser asks first. */
  isLostOnClose?: boolean
  /** Whether the card in the corner goes away by itself when everything went well. */
  isBrief?: boolean
  /** How the job ended, without a period: "12 rows exported". By default the counts of the outcomes. */
  summary?: (job: Job) => string
  /** Replaces summary and list at the end, such as a receipt. */
  ended?: (job: Job) => ReactNode
  /** Buttons at the end, such as Undo. */
  actions?: (job: Job, close: () => void) => ReactNode
}
