import { clockDuration } from '#lib/duration.ts'
import type { InspectorItem, ItemKind, WindowSwitch } from './item.ts'
import { windowNumbers } from './windowAt.ts'

/** `duration` in milliseconds; null if unknown. */
export type TranscriptHeader = {
  recordingId: string | null
  startedAt: Date | null
  duration: number | null
  isComplete: boolean
  /** From `summaryOf`. */
  summary: readonly string[]
}

/** What matters to somebody who can't watch; the inspector also has what only developers need. */
const transcriptKinds: ReadonlySet<ItemKind> = new Set(['note', 'navigation', 'click', 'input', 'page', 'window', 'custom'])

function isInTranscript({ kind, level }: InspectorItem): boolean {
  return transcriptKinds.has(kind) || ((kind === 'console' || kind === 'network') && level !== 'info')
}

function sentence({ kind, text, level, windowId }: InspectorItem, numbers: ReadonlyMap<string, number>): string {
  switch (kind) {
    case 'note':
      return `Note: ${text}`
    case 'console':
      return `Console ${level === 'error' ? 'error' : 'warning'}: ${text}`
    case 'network':
      return `Failed request: ${text}`
    case 'custom':
      return `Event: ${text}`
    case 'window':
      return `Switched to tab ${numbers.get(windowId) ?? '?'}`
    default:
      return text
  }
}

/** `at`: milliseconds from the start. */
export type TranscriptLine = { key: string; at: number; text: string }

/** One line per event. `items` are in time order. */
export function transcriptLines(items: readonly InspectorItem[], switches: readonly WindowSwitch[]): TranscriptLine[] {
  const numbers = windowNumbers(switches)
  return items.filter(isInTranscript).map((item) => ({
    key: item.key,
    at: item.at,
    text: `${clockDuration(Math.floor(item.at / 1000))}  ${sentence(item, numbers)}`,
  }))
}

/** What stands above the lines. */
export function transcriptHeader({ recordingId, startedAt, duration, isComplete, summary }: TranscriptHeader): string {
  return [
    recordingId === null ? 'Recording' : `Recording ${recordingId}`,
    startedAt === null ? null : `Started ${startedAt.toISOString().replace('T', ' ').slice(0, 19)} UTC`,
    duration === null ? null : `Duration ${clockDuration(duration / 1000)}`,
    isComplete ? null : 'Incomplete: only part of the recording was loaded.',
    ...(summary.length === 0 ? [] : ['', ...summary]),
  ]
    .filter((line) => line !== null)
    .join('\n')
}

/** The session as plain text. */
export function transcriptOf(
  items: readonly InspectorItem[],
  switches: readonly WindowSwitch[],
  header: TranscriptHeader,
): string {
  const texts = items.some(isInTranscript) ? transcriptLines(items, switches).map(({ text }) => text) : ['No events to describe.']
  return [transcriptHeader(header), '', ...texts, ''].join('\n')
}
