import { formatDateTime, zoneLabel } from '#lib/instant.ts'
import { checkedCount, remainingCount, type Scan, type Strategy } from './scan.ts'
import { findsOnlyShared } from './strategies.ts'
import { counted, formatNumber } from '#lib/format.ts'

const strategyMessages: Record<Strategy, string> = {
  'kept recordings': 'One SQL query over PostHog’s own table of kept recordings (system.session_recordings)',
  'shared collection': 'PostHog’s built-in collection of shared recordings (synthetic-shared)',
  'replay events': 'The ids of all recordings of the range by SQL, each one asked about',
  'recordings list': 'The list of recordings of the range, page by page, each one asked about',
}

/** Known gaps of a strategy. */
const strategyLimits: Partial<Record<Strategy, string>> = {
  'kept recordings':
    'PostHog keeps a row there for every recording before it saves its share, so nothing shared should be missing; that follows from its code and is promised nowhere. A thorough scan relies on nothing of the kind.',
  'shared collection':
    'The collection is PostHog’s own; that nothing is missing from it is promised nowhere. A thorough scan relies on nothing of the kind.',
  'replay events': 'What was recorded before the range, or has expired, was not asked about.',
  'recordings list': 'What the list does not hold was not asked about: recordings before the range, expired or deleted ones.',
}

export function methodMessage({ strategy }: Pick<Scan, 'strategy'>): string {
  return strategy === null ? 'No way was found yet' : strategyMessages[strategy]
}

export function methodLimit({ strategy }: Pick<Scan, 'strategy'>): string | null {
  return strategy === null ? null : (strategyLimits[strategy] ?? null)
}

const strategyNames: Record<Strategy, string> = {
  'kept recordings': 'the SQL query over kept recordings',
  'shared collection': 'the collection of shared recordings',
  'replay events': 'SQL over all recordings',
  'recordings list': 'the list',
}

/** One sentence per cheaper strategy that was refused. */
export function refusedStrategyMessages({ refused }: Pick<Scan, 'refused'>): string[] {
  return refused.map(({ strategy, why, scope }) => {
    const cost = scope === null ? '' : ` With the scope ${scope} it would have been tried first.`
    return `Not open here: ${strategyNames[strategy]}. ${why}${cost}`
  })
}

/** The range uses this computer's clock. */
export function rangeMessage(
  { strategy, range, startedAt }: Pick<Scan, 'strategy' | 'range' | 'startedAt'>,
  zone: string | null,
): string {
  if (strategy !== null && findsOnlyShared.has(strategy)) return 'All recordings that the project keeps, whenever they began'
  const to = range.to === null ? `${formatDateTime(startedAt, zone)}, when the scan began` : formatDateTime(range.to, zone)
  return `Recordings that began from ${formatDateTime(range.from, zone)} to ${to} (${zoneLabel(zone)})`
}

/** "Checked 2,398 of 2,400 recordings. 2 failed." */
export function countsMessage(scan: Pick<Scan, 'counts' | 'unreadable' | 'unlisted'>): string {
  const { counts, unreadable, unlisted } = scan
  const parts = [
    `${counted(counts.seen, 'recording')} seen`,
    `${formatNumber(checkedCount(counts) - counts.failed)} answered for`,
    `${formatNumber(counts.failed)} failed`,
    `${formatNumber(remainingCount(counts))} not asked about`,
    ...(counts.gone > 0 ? [`${formatNumber(counts.gone)} of the answers: no such recording`] : []),
    ...(unreadable > 0 ? [`${counted(unreadable, 'row')} without an id, which nobody can ask about`] : []),
    ...(unlisted > 0 ? [`${formatNumber(unlisted)} more counted in the collection and not listed there`] : []),
  ]
  return `${parts.join(', ')}.`
}

/** Whether every candidate was checked without failures. */
export function isFullyCovered({
  end,
  counts,
  unreadable,
  unlisted,
}: Pick<Scan, 'end' | 'counts' | 'unreadable' | 'unlisted'>): boolean {
  return end === 'complete' && counts.failed === 0 && remainingCount(counts) === 0 && unreadable === 0 && unlisted === 0
}

/** Null if all rows of the previous scan could be read. */
export function lostRowsMessage({ comparedWith }: Pick<Scan, 'comparedWith'>): string | null {
  const lost = comparedWith?.unreadable ?? 0
  if (lost === 0) return null
  const those = lost === 1 ? 'that recording was' : 'those recordings were'
  return `${counted(lost, 'row')} of the last scan could not be read back: whether ${those} public then is not known.`
}

export function comparisonMessage(scan: Pick<Scan, 'comparedWith'>, zone: string | null): string {
  if (scan.comparedWith === null) return 'Nothing: this is the first scan here.'
  return [`The scan of ${formatDateTime(scan.comparedWith.startedAt, zone)}.`, lostRowsMessage(scan)].filter(Boolean).join(' ')
}

const toleranceMs = 5 * 60_000

/** Warns if a recording started in the future of this computer's clock. */
export function clockMessage({
  latestStart,
  startedAt,
  finishedAt,
}: Pick<Scan, 'latestStart' | 'startedAt' | 'finishedAt'>): string | null {
  const latest = latestStart === null ? 0 : Date.parse(latestStart)
  const isAhead = latest > Math.max(Date.parse(startedAt), Date.parse(finishedAt ?? startedAt)) + toleranceMs
  return isAhead
    ? 'A recording began after this computer’s clock says the scan was made: that clock seems to be slow, and so are the times written here.'
    : null
}
