import { counted, formatNumber } from '#lib/format.ts'
import type { Mark, MarkKind, SessionSignals } from '#storage/sessionSignals.ts'
import { maxCounted, type SignalWeights } from '#storage/signalWeights.ts'
import { exceptionCounts } from './signalValues.ts'

/** Why a recording has points: "3 rage clicks on Pay now". */
export type Reason = { text: string; points: number }

function mostFrequent(marks: readonly Mark[], kind: MarkKind): string {
  const counts = new Map<string, number>()
  for (const mark of marks) {
    if (mark.kind === kind && mark.label !== '') counts.set(mark.label, (counts.get(mark.label) ?? 0) + mark.count)
  }
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? ''
}

function withTarget(text: string, target: string): string {
  return target === '' ? text : `${text} on ${target}`
}

/** The page on which a session ended, if it is one of `pages`. */
function leftPage(marks: readonly Mark[], pages: readonly string[]): string | null {
  const last = marks.findLast(({ kind }) => kind === 'page')?.label ?? ''
  return pages.some((part) => part !== '' && last.includes(part)) ? last : null
}

/** "15 for 3 exceptions (TypeError)", the weightiest reason first. */
export function scoreLines({ reasons }: { reasons: readonly Reason[] }): string[] {
  return reasons.map(({ text, points }) => `${formatNumber(points)} for ${text}`)
}

/** How much a recording is worth watching by these weights, and why; the weightiest reason first, none for 0. */
export function scoreOf(
  { marks, counts, isFinal }: Pick<SessionSignals, 'marks' | 'counts' | 'isFinal'>,
  weights: SignalWeights,
): { score: number; reasons: Reason[] } {
  const types = exceptionCounts({ marks })
  const exceptions = types.reduce((sum, [, count]) => sum + count, 0)
  const named = types.find(([name]) => name !== '' && name !== 'Error')?.[0]
  const left = isFinal ? leftPage(marks, weights.leftPages) : null // nobody left a session that goes on
  const found: [count: number | null, points: number, text: (count: number) => string][] = [
    [
      counts.rageClicks,
      weights.rageClicks,
      (count) => withTarget(counted(count, 'rage click'), mostFrequent(marks, 'rage click')),
    ],
    [exceptions, weights.exceptions, (count) => `${counted(count, 'exception')}${named === undefined ? '' : ` (${named})`}`],
    [counts.errorsAfterClick, weights.errorsAfterClick, (count) => counted(count, 'error after a click', 'errors after a click')],
    [
      counts.deadClicks,
      weights.deadClicks,
      (count) => withTarget(counted(count, 'dead click'), mostFrequent(marks, 'dead click')),
    ],
    [counts.quickBacks, weights.quickBacks, (count) => counted(count, 'quick back')],
    [counts.failedRequests, weights.failedRequests, (count) => counted(count, 'failed request')],
    [left === null ? 0 : 1, weights.leftOn, () => `left on ${left}`],
  ]
  const reasons = found
    .flatMap(([count, points, text]) =>
      count === null || count === 0 || points === 0 ? [] : [{ text: text(count), points: Math.min(maxCounted, count) * points }],
    )
    .toSorted((one, other) => other.points - one.points)
  return { score: reasons.reduce((sum, { points }) => sum + points, 0), reasons }
}
