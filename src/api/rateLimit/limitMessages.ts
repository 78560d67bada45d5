import { type Limit, type RateClass, reserveOf } from './rateClass.ts'
import type { KeyLimits } from './keyLimits.ts'
import { formatNumber } from '#lib/format.ts'

export const rateClassNames: Record<RateClass, { name: string; use: string }> = {
  recordings: { name: 'Lists and replays', use: 'tables of recordings, data of replays' },
  clickhouse: { name: 'Recordings and people', use: 'one recording, people, properties' },
  general: { name: 'Sharing and changes', use: 'public links, subscriptions, deletions' },
  query: { name: 'SQL', use: 'queries' },
  ai: { name: 'SQL drafts', use: 'queries written by PostHog’s AI' },
}
const perWindow = { minute: 'a minute', hour: 'an hour', day: 'a day' }

/** "60 per hour". */
export function limitText({ max, window }: Limit): string {
  return `${formatNumber(max)} ${perWindow[window]}`
}

export function limitReachedMessage(rateClass: RateClass, limit: Limit, keyLimits: KeyLimits): string {
  const most = formatNumber(limit.max - reserveOf(limit))
  const assumed =
    keyLimits.isLimited && keyLimits.source === 'assumed' && rateClass === 'recordings'
      ? ' The plan is not known, so the limits of the free one are assumed.'
      : ''
  return `${rateClassNames[rateClass].name}: background work may take ${most} of the ${limitText(limit)}, the rest is kept for what you do yourself.${assumed}`
}

export const pausedMessage = 'The request limit of this key is used up.'
