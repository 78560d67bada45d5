import { isTieredClass, type Limit, type RateClass, reserveOf } from './rateClass.ts'
import type { KeyLimits } from './keyLimits.ts'
import { formatNumber } from '#lib/format.ts'

export const rateClassNames: Record<RateClass, { name: string; use: string }> = {
  lists: { name: 'Recording lists', use: 'tables of recordings, scans' },
  snapshots: { name: 'Replays', use: 'replay data' },
  clickhouse: { name: 'Recordings and people', use: 'everything of recordings, people, properties' },
  general: { name: 'Sharing and subscriptions', use: 'public links, subscriptions' },
  query: { name: 'SQL', use: 'queries' },
  ai: { name: 'SQL drafts', use: 'queries written by PostHog’s AI' },
}
const perWindow = { minute: 'per minute', hour: 'per hour', day: 'per day' }

/** "60 per hour". */
export function limitText({ max, window }: Limit): string {
  return `${formatNumber(max)} ${perWindow[window]}`
}

export function limitReachedMessage(rateClass: RateClass, limit: Limit, keyLimits: KeyLimits): string {
  const most = formatNumber(limit.max - reserveOf(limit))
  const assumed =
    keyLimits.isLimited && keyLimits.source === 'assumed' && isTieredClass(rateClass)
      ? ' The plan is unknown, so free plan limits are assumed.'
      : ''
  return `${rateClassNames[rateClass].name}: background jobs may use ${most} of ${limitText(limit)}; the rest is reserved for you.${assumed}`
}

export const pausedMessage = 'This key has reached its request limit.'
