import { moment, zoneText } from '#lib/timeText.ts'
import { askedOf, leftOf, type Scan, type Way } from './scan.ts'
import { findsOnlyShared } from './strategies.ts'
import { counted, formatNumber } from '#lib/format.ts'

const wayWords: Record<Way, string> = {
  'kept recordings': 'One SQL query over PostHog’s own table of kept recordings (system.session_recordings)',
  'shared collection': 'PostHog’s built-in collection of shared recordings (synthetic-shared)',
  'replay events': 'The ids of all recordings of the range by SQL, each one asked about',
  'recordings list': 'The list of recordings of the range, page by page, each one asked about',
}

/** What a way rests on, where that is more than asking about everything. */
const wayLimits: Partial<Record<Way, string>> = {
  'kept recordings':
    'PostHog keeps a row there for every recording before it saves its share, so nothing shared should be missing; that follows from its code and is promised nowhere. A thorough scan relies on nothing of the kind.',
  'shared collection':
    'The collection is PostHog’s own; that nothing is missing from it is promised nowhere. A thorough scan relies on nothing of the kind.',
  'replay events': 'What was recorded before the range, or has expired, was not asked about.',
  'recordings list': 'What the list does not hold was not asked about: recordings before the range, expired or deleted ones.',
}

export function methodWords({ way }: Pick<Scan, 'way'>): string {
  return way === null ? 'No way was found yet' : wayWords[way]
}

export function methodLimit({ way }: Pick<Scan, 'way'>): string | null {
  return way === null ? null : (wayLimits[way] ?? null)
}

const cheaper: Record<Way, string> = {
  'kept recordings': 'the SQL query over kept recordings',
  'shared collection': 'the collection of shared recordings',
  'replay events': 'SQL over all recordings',
  'recordings list': 'the list',
}

/** Which cheaper ways were not open, a sentence each. */
export function refusedWords({ refused }: Pick<Scan, 'refused'>): string[] {
  return refused.map(({ way, why, scope }) => {
    const cost = scope === null ? '' : ` With the scope ${scope} it would have been tried first.`
    return `Not open here: ${cheaper[way]}. ${why}${cost}`
  })
}

/** Which recordings the scan speaks of. The range is that of this computer's clock. */
export function rangeWords({ way, range, startedAt }: Pick<Scan, 'way' | 'range' | 'startedAt'>, zone: string | null): string {
  if (way !== null && findsOnlyShared.has(way)) return 'All recordings that the project keeps, whenever they began'
  const to = range.to === null ? `${moment(startedAt, zone)}, when the scan began` : moment(range.to, zone)
  return `Recordings that began from ${moment(range.from, zone)} to ${to} (${zoneText(zone)})`
}

/** "2,400 seen: 2,398 asked, 2 failed, 0 left." What adds up is said in one place. */
export function countWords(scan: Pick<Scan, 'tally' | 'unreadable' | 'unlisted'>): string {
  const { tally, unreadable, unlisted } = scan
  const parts = [
    `${counted(tally.seen, 'recording')} seen`,
    `${formatNumber(askedOf(tally) - tally.failed)} answered for`,
    `${formatNumber(tally.failed)} failed`,
    `${formatNumber(leftOf(tally))} not asked about`,
    ...(tally.gone > 0 ? [`${formatNumber(tally.gone)} of the answers: no such recording`] : []),
    ...(unreadable > 0 ? [`${counted(unreadable, 'row')} without an id, which nobody can ask about`] : []),
    ...(unlisted > 0 ? [`${formatNumber(unlisted)} more counted in the collection and not listed there`] : []),
  ]
  return `${parts.join(', ')}.`
}

/** Whether everything that was seen has its answer. Only then nothing has to be said beside the number of public ones. */
export function isWhole({ end, tally, unreadable, unlisted }: Pick<Scan, 'end' | 'tally' | 'unreadable' | 'unlisted'>): boolean {
  return end === 'complete' && tally.failed === 0 && leftOf(tally) === 0 && unreadable === 0 && unlisted === 0
}

/** What of the scan before is lost, so that nothing can be compared with it; null where all of it was there. */
export function lostWords({ comparedWith }: Pick<Scan, 'comparedWith'>): string | null {
  const lost = comparedWith?.unreadable ?? 0
  if (lost === 0) return null
  const those = lost === 1 ? 'that recording was' : 'those recordings were'
  return `${counted(lost, 'row')} of the last scan could not be read back: whether ${those} public then is not known.`
}

/** What the scan is compared with. */
export function comparedWords(scan: Pick<Scan, 'comparedWith'>, zone: string | null): string {
  if (scan.comparedWith === null) return 'Nothing: this is the first scan here.'
  return [`The scan of ${moment(scan.comparedWith.startedAt, zone)}.`, lostWords(scan)].filter(Boolean).join(' ')
}

const slackMs = 5 * 60_000

/** Says that this computer's clock seems wrong, where a recording began in its future; null else. */
export function clockWords({
  latestStart,
  startedAt,
  finishedAt,
}: Pick<Scan, 'latestStart' | 'startedAt' | 'finishedAt'>): string | null {
  const latest = latestStart === null ? 0 : Date.parse(latestStart)
  const isAhead = latest > Math.max(Date.parse(startedAt), Date.parse(finishedAt ?? startedAt)) + slackMs
  return isAhead
    ? 'A recording began after this computer’s clock says the scan was made: that clock seems to be slow, and so are the times written here.'
    : null
}
