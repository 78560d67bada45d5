import { waitMessage } from '#api/rateLimit/waitMessage.ts'
import { waitText } from '#lib/duration.ts'
import { counted, formatNumber } from '#lib/format.ts'
import type { Job, JobView } from './job.ts'

/** What a job waits for or why it is paused, in a sentence; empty while it works. `now` in milliseconds since 1970. */
export function phaseText({ phase, isCancelled }: Job, now: number): string {
  if (isCancelled && phase.kind !== 'ended') return 'Stopping: waiting for the current request.'
  switch (phase.kind) {
    case 'queued':
      return 'Another job like this is running. This one starts when it’s done.'
    case 'waiting':
      return waitMessage(phase, now)
    case 'paused':
      return phase.why ? `Paused: ${[phase.why.message, phase.why.next].filter(Boolean).join(' ')}` : 'Paused.'
    default:
      return ''
  }
}

export function doneOf({ items, counts }: Job): number {
  return items.length - (counts.get('waiting') ?? 0)
}

/** "3 of 12", or "1,200 rows so far" where nobody knows how many there are. */
export function progressText(job: Job, view: JobView): string {
  if (job.counted !== null) return `${countedItems(job.counted, view)} so far`
  return `${formatNumber(doneOf(job))} of ${formatNumber(job.items.length)}`
}

/** "12 a second, 3 min left"; empty while that is not known. */
export function paceText({ pace, counts, counted: done, phase }: Job): string {
  const waiting = counts.get('waiting') ?? 0
  if (pace === null || phase.kind !== 'working' || waiting === 0) return ''
  const rate = pace >= 1 ? `${formatNumber(Math.round(pace))} a second` : `${formatNumber(Math.round(pace * 60))} a minute`
  return done === null ? `${rate}, ${waitText(waiting / pace)} left` : rate
}

/** "3 revoked, 1 failed" */
export function countsText({ counts }: Job, view: JobView): string {
  return [...counts]
    .filter(([outcome]) => outcome !== 'waiting')
    .map(([outcome, count]) => `${formatNumber(count)} ${view.outcomeLabel(outcome).toLowerCase()}`)
    .join(', ')
}

/** "4 public links revoked", or "4 public links: 3 revoked, 1 failed". */
export function summaryText(job: Job, view: JobView): string {
  if (view.summary) return view.summary(job)
  const items = countedItems(job.items.length, view)
  const [first] = job.counts.keys()
  return first !== undefined && job.counts.size === 1
    ? `${items} ${view.outcomeLabel(first).toLowerCase()}`
    : `${items}: ${countsText(job, view)}`
}

/** "4 public links", from a job's nouns. */
export function countedItems(count: number, { noun, nouns }: JobView): string {
  return counted(count, noun, nouns)
}
