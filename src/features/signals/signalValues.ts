import { counted } from '#lib/format.ts'
import type { SessionSignals, SignalCounts } from '#storage/sessionSignals.ts'

/** Columns that are a count, and what one of it is called. */
export const countNouns = {
  rage_clicks: { count: 'rageClicks', noun: 'rage click', nouns: 'rage clicks' },
  dead_clicks: { count: 'deadClicks', noun: 'dead click', nouns: 'dead clicks' },
  quick_backs: { count: 'quickBacks', noun: 'quick back', nouns: 'quick backs' },
  errors_after_click: { count: 'errorsAfterClick', noun: 'error after a click', nouns: 'errors after a click' },
  failed_requests: { count: 'failedRequests', noun: 'failed request', nouns: 'failed requests' },
} as const satisfies Record<string, { count: keyof SignalCounts; noun: string; nouns: string }>
export type CountColumn = keyof typeof countNouns

export function isCountColumn(column: string): column is CountColumn {
  return Object.hasOwn(countNouns, column)
}

/** The exceptions of a session by type, the most frequent first; "" for those without one. */
export function exceptionCounts({ marks }: Pick<SessionSignals, 'marks'>): [name: string, count: number][] {
  const counts = new Map<string, number>()
  for (const { kind, label, count } of marks) {
    if (kind === 'exception') counts.set(label, (counts.get(label) ?? 0) + count)
  }
  return [...counts].toSorted(([, one], [, other]) => other - one)
}

/** "2 TypeError" of two of them; "1 exception" of one without a type. */
export function exceptionText([name, count]: readonly [name: string, count: number]): string {
  return name === '' ? counted(count, 'exception') : `${count} ${name}`
}
