import { waitMessage } from '#api/rateLimit/waitMessage.ts'
import { waitText } from '#lib/duration.ts'
import { counted, formatNumber } from '#lib/format.ts'
import type { Job, JobView } from './job.ts'

/** What a job waits for or why it is paused, in a sentence; empty while it works. `now` in milliseconds since 1970. */
export function phaseText({ phase, isCancelled }: Job, now: number): string {
  if (isCancelled && phase.kind !== 'ended') return 'Cancelling: waiting for the current request.'
  switch (phase.kind) {
    case 'queued':
      return 'Another tab is running a job like this. This one starts when it’s done.'
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

/** "12 a second, 3 min left"; empty while that is not known. */
export function paceText({ pace, counts, phase }: Job): string {
  const waiting = counts.get('waiting') ?? 0
  if (pace === null || phase.kind !== 'working' || waiting === 0) return ''
  const rate = pace >= 1 ? `${formatNumber(Math.round(pace))} a second` : `${formatNumber(Math.round(pace * 60))} a minute`
  return `${rate}, ${waitText(waiting / pace)} left`
}

/** "3 revoked, 1 failed" */
export function countsText({ counts }: Job, view: JobView): string {
  return [...counts]
    .filter(([outcome]) => outcome !== 'waiting')
    .map(([outcome, count]) => `${formatNumber(count)} ${view.outcomeLabel(outcome).toLowerCase()}`)
    .join(', ')
}

/** "4 public links", from a job's nouns. */
export function countedItems(count: number, { noun, nouns }: JobView): string {
  return counted(count, noun, nouns)
}
