import { formatDateTime, zoneLabel } from '#lib/instant.ts'
import { checkedCount, remainingCount, type Scan, type Strategy } from '#storage/scan.ts'
import { findsOnlyShared } from './strategies.ts'
import { counted, formatNumber } from '#lib/format.ts'

const strategyMessages: Record<Strategy, string> = {
  'kept recordings': 'SQL query of PostHog’s table of saved recordings (system.session_recordings)',
  'shared collection': 'PostHog’s built-in collection of shared recordings (synthetic-shared)',
  'replay events': 'SQL for the IDs of all recordings in range, each checked individually',
  'recordings list': 'Recordings list in range, page by page, each checked individually',
}

/** Known gaps of a strategy. */
const strategyLimits: Partial<Record<Strategy, string>> = {
  'kept recordings':
    'PostHog adds a row here before it saves a share. This should be complete, but PostHog doesn’t guarantee it. A thorough scan doesn’t rely on it.',
  'shared collection':
    'PostHog maintains this collection but doesn’t guarantee that it’s complete. A thorough scan doesn’t rely on it.',
  'replay events': 'Recordings before the range and expired recordings weren’t checked.',
  'recordings list': 'Recordings missing from the list weren’t checked: those before the range, expired or deleted.',
}

export function methodMessage({ strategy }: Pick<Scan, 'strategy'>): string {
  return strategy === null ? 'No method found yet' : strategyMessages[strategy]
}

export function methodLimit({ strategy }: Pick<Scan, 'strategy'>): string | null {
  return strategy === null ? null : (strategyLimits[strategy] ?? null)
}

const strategyNames: Record<Strategy, string> = {
  'kept recordings': 'SQL query of PostHog’s table of saved recordings',
  'shared collection': 'collection of shared recordings',
  'replay events': 'SQL for all recordings',
  'recordings list': 'recordings list',
}

/** One sentence per cheaper strategy that was refused. */
export function refusedStrategyMessages({ refused }: Pick<Scan, 'refused'>): string[] {
  return refused.map(({ strategy, why, scope }) => {
    const cost = scope === null ? '' : ` Add the scope ${scope} to the key to use it.`
    return `Not available: ${strategyNames[strategy]}. ${why}${cost}`
  })
}

/** The range uses this computer's clock. */
export function rangeMessage(
  { strategy, range, startedAt }: Pick<Scan, 'strategy' | 'range' | 'startedAt'>,
  zone: string | null,
): string {
  if (strategy !== null && findsOnlyShared.has(strategy)) return 'All stored recordings, regardless of date'
  const to = range.to === null ? `${formatDateTime(startedAt, zone)}, when the scan started` : formatDateTime(range.to, zone)
  return `Recordings that started from ${formatDateTime(range.from, zone)} to ${to} (${zoneLabel(zone)})`
}

/** "Checked 2,398 of 2,400 recordings. 2 failed." */
export function countsMessage(scan: Pick<Scan, 'counts' | 'unreadable' | 'unlisted'>): string {
  const { counts, unreadable, unlisted } = scan
  const answered = checkedCount(counts) - counts.failed
  const remaining = remainingCount(counts)
  const sentences = [
    `Checked ${formatNumber(answered)} of ${counted(counts.seen, 'recording')}.`,
    counts.failed > 0 ? `${formatNumber(counts.failed)} failed.` : 'No failures.',
    ...(remaining > 0 ? [`${formatNumber(remaining)} not checked.`] : []),
    ...(counts.gone > 0 ? [`${formatNumber(counts.gone)} no longer ${counts.gone === 1 ? 'exists' : 'exist'}.`] : []),
    ...(unreadable > 0 ? [`${counted(unreadable, 'row')} without an ID couldn’t be checked.`] : []),
    ...(unlisted > 0 ? [`${formatNumber(unlisted)} more counted in the collection but not listed.`] : []),
  ]
  return sentences.join(' ')
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
  return `${counted(lost, 'row')} of the last scan couldn’t be read, so it’s unknown whether ${those} public then.`
}

export function comparisonMessage(scan: Pick<Scan, 'comparedWith'>, zone: string | null): string {
  if (scan.comparedWith === null) return 'Nothing. This is the first scan.'
  return [`Scan of ${formatDateTime(scan.comparedWith.startedAt, zone)}.`, lostRowsMessage(scan)].filter(Boolean).join(' ')
}

const toleranceMs = 5 * 60_000

/** A start that is further ahead, such as one in the year 9999, is wrong itself. */
const wrongDateMs = 30 * 86_400_000

/** Warns if a recording started in the future of this computer's clock. */
export function clockMessage({
  latestStart,
  startedAt,
  finishedAt,
}: Pick<Scan, 'latestStart' | 'startedAt' | 'finishedAt'>): string | null {
  const latest = latestStart === null ? 0 : Date.parse(latestStart)
  const end = Math.max(Date.parse(startedAt), Date.parse(finishedAt ?? startedAt))
  const isAhead = latest > end + toleranceMs && latest < end + wrongDateMs
  return isAhead
    ? 'A recording started after the end of this scan, so this computer’s clock seems to be slow. Times shown here may be off.'
    : null
}
