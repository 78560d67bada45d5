import { isOrderedBySql, type RecordingFilters } from '#api/recordings/recordingFilters.ts'
import type { RecordingRows } from '#api/recordings/recordings.ts'
import { formatNumber } from '#lib/format.ts'
import { Notice } from '#ui/bands.tsx'
import { orderNames } from './orderNames.ts'

const names: Record<string, string> = {
  order: 'this sort order',
  order_direction: 'ascending sort order',
  hide_viewed_recordings: 'hiding viewed recordings',
  having_predicates: 'filters by duration, activity and counts',
  properties: 'filters by property and start URL',
  console_log_filters: 'filters by console message',
  filter_test_accounts: 'hiding test accounts',
  session_ids: 'lists of IDs',
  quick_backs: 'quick backs',
  errors_after_click: 'errors after a click',
  failed_requests: 'failed requests',
}

type Props = {
  /** Undefined while the first or the next page loads. */
  answer: RecordingRows | undefined
  /** How many IDs this page requested; 0 without an ID filter. */
  requestedIds: number
  question: RecordingFilters
  /** Parameters of the URL that could not be read. */
  dropped: readonly string[]
}

/** How complete a list is whose recordings SQL found. */
function signalNotices(answer: RecordingRows | undefined, question: RecordingFilters): string[] {
  const { signals } = question
  if (!answer?.found || !signals) return []
  const sortedBy = signals.score ? 'a score above 0' : signals.order && orderNames[signals.order].name.toLowerCase()
  return [
    ...(answer.found.isCut
      ? [`More than ${formatNumber(answer.total ?? 0)} recordings match. Only these are listed; a shorter date range shows all.`]
      : []),
    ...(sortedBy ? [`Only recordings with ${sortedBy} are listed.`] : []),
    ...(isOrderedBySql(question) ? [] : ['Sorted within each page only, because SQL found these recordings.']),
  ]
}

/** Tells how the list differs from what the link says: unreadable parameters, unsupported filters, missing rows. */
export function ListNotices({ answer, requestedIds, question, dropped }: Props) {
  const missing = answer && requestedIds > 0 ? requestedIds - answer.rows.length : 0
  const notices = [
    dropped.length > 0 && `Parts of this link couldn’t be read and were ignored: ${dropped.join(', ')}.`,
    answer &&
      answer.ignored.length > 0 &&
      `Not applied because this server doesn’t support it: ${answer.ignored.map((name) => names[name] ?? name).join(', ')}.`,
    answer &&
      answer.unreadable > 0 &&
      (answer.unreadable === 1 ? '1 row couldn’t be read.' : `${answer.unreadable} rows couldn’t be read.`),
    ...signalNotices(answer, question),
    missing > 0 && `${missing} of ${requestedIds} IDs on this page not found: deleted, expired or in another project.`,
  ].filter((notice) => typeof notice === 'string')
  return notices.map((notice) => (
    <Notice key={notice} role="status">
      {notice}
    </Notice>
  ))
}
