import { type Limit, type RateClass, reserveOf } from './rateClass.ts'
import type { Terms } from './terms.ts'

/** What each class is called, and what it is used for. */
export const classWords: Record<RateClass, { name: string; use: string }> = {
  recordings: { name: 'Lists and replays', use: 'lists of recordings, and what replays are made of' },
  clickhouse: { name: 'Recordings and people', use: 'single recordings, people, session properties, collections' },
  general: { name: 'Sharing and changes', use: 'public links, subscriptions, deletions, projects' },
  query: { name: 'SQL', use: 'queries' },
  ai: { name: 'SQL drafts', use: 'queries written by PostHog’s AI' },
}

const counting = new Intl.NumberFormat('en')
const articles = { minute: 'a minute', hour: 'an hour', day: 'a day' }

/** "60 an hour". */
export function limitWords({ most, per }: Limit): string {
  return `${counting.format(most)} ${articles[per]}`
}

/** Why background work waits for room. */
export function fullWords(rateClass: RateClass, limit: Limit, terms: Terms): string {
  const reserve = reserveOf(limit)
  const most = counting.format(limit.most - reserve)
  const assumed =
    terms.isLimited && terms.source === 'assumed' && rateClass === 'recordings'
      ? ' The plan is not known, so the limits of the free one are assumed.'
      : ''
  return `${classWords[rateClass].name}: ${most} of the ${limitWords(limit)} are used; the last ${counting.format(reserve)} are kept for what you do yourself.${assumed}`
}

/** Why everything of a class waits. */
export const stoppedWords = 'The request limit of this key is used up.'
