import { clockDuration, preciseClock } from '#lib/duration.ts'
import type { InspectorItem, WindowSwitch } from '../describe/item.ts'
import { summaryOf } from '../describe/summaryOf.ts'
import { transcriptLines } from '../describe/transcriptOf.ts'
import { pageUrlAt } from '../screen/pageAt.ts'

/** Times in milliseconds: `at` from the start, `startedAt` since 1970. */
export type ReportFacts = {
  recordingId: string | null
  personName: string | null
  at: number
  startedAt: number | null
  /** Null for a file. */
  link: string | null
  postHogLink: string | null
  note: string
  items: readonly InspectorItem[]
  switches: readonly WindowSwitch[]
  /** In milliseconds; null while the recording is still loading. */
  duration: number | null
}

const beforeMs = 30_000
const afterMs = 10_000
/** If little happened, at least so many lines before. */
const minLinesBefore = 5
/** An error this close is told with its stack. */
const closeMs = 1500
const maxDetails = 4000

function linesAround({ items, switches, at }: ReportFacts): string[] {
  const lines = transcriptLines(
    items.filter(({ kind }) => kind !== 'note'),
    switches,
  )
  const countUntil = (time: number) => lines.filter((line) => line.at <= time).length
  const first = Math.min(countUntil(at - beforeMs), countUntil(at) - minLinesBefore)
  return lines.filter((line, index) => index >= first && line.at <= at + afterMs).map(({ text }) => text)
}

function errorDetails({ items, at }: ReportFacts): string[] {
  return items
    .filter(({ level, at: errorAt, details }) => level === 'error' && Math.abs(errorAt - at) <= closeMs && details.length > 0)
    .flatMap(({ at: errorAt, details }) => [
      '',
      `Error at ${preciseClock(errorAt)}`,
      ...details.map(([label, value]) => `${label}: ${value.slice(0, maxDetails)}`),
    ])
}

/** A fence that the text can't close. */
function fenceFor(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
  return '`'.repeat(longest + 1)
}

/**
 * A time of a recording as Markdown for a ticket: note, links, clock time, page and what happened around it. Everything recorded
 * stands in a code block, so that a ticket system renders no link or image of a hostile page.
 */
export function reportOf(facts: ReportFacts): string {
  const { recordingId, personName, at, startedAt, link, postHogLink, note, items, duration } = facts
  const summary = summaryOf(items, duration)
  const page = pageUrlAt(items, at)
  const lines = linesAround(facts)
  const recorded = [
    page === null ? null : `Page: ${page}`,
    personName === null ? null : `Person: ${personName}`,
    recordingId === null ? null : `Recording: ${recordingId}`,
    ...(summary.length > 0 ? ['', ...summary] : []),
    '',
    ...(lines.length > 0 ? lines : ['No events to describe.']),
    ...errorDetails(facts),
  ]
    .filter((line) => line !== null)
    .join('\n')
  const fence = fenceFor(recorded)
  const time = startedAt === null ? null : new Date(startedAt + at).toISOString().replace('T', ' ').slice(0, 19)
  return [
    ...(note.trim() === '' ? [] : [note.trim(), '']),
    `Recording at ${preciseClock(at)}${time === null ? '' : `, ${time} UTC`}`,
    ...(link === null ? [] : [`Watch in Replay Desk: ${link}`]),
    ...(postHogLink === null ? [] : [`Watch in PostHog: ${postHogLink}`]),
    '',
    `${fence}text`,
    recorded,
    fence,
    '',
  ].join('\n')
}

/** "report-0-16-018c….md". */
export function reportFileName(recordingId: string | null, at: number): string {
  const time = clockDuration(Math.floor(at / 1000)).replaceAll(':', '-')
  return `report-${time}-${(recordingId ?? 'file').replaceAll(/[^\w-]+/g, '_').slice(0, 60)}.md`
}
