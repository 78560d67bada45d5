import { useState } from 'react'
import { useSearchParams } from 'react-router-dom'
import type { RecordingRows } from '#api/recordings/recordings.ts'
import classes from './RecordingsPage.module.css'
import { droppedParameters } from './recordingsSearch.ts'

/** What each parameter is called that a server may not know. */
const names: Record<string, string> = {
  order: 'this order',
  order_direction: 'sorting upwards',
  hide_viewed_recordings: 'hiding what was viewed',
  having_predicates: 'filters by duration, activity and counts',
  properties: 'filters by property and start URL',
  console_log_filters: 'filters by console message',
  filter_test_accounts: 'hiding test accounts',
  session_ids: 'lists of ids',
}

type Props = {
  /** The answer on screen; undefined before the first one, or while another is on its way. */
  answer: RecordingRows | undefined
  /** How many ids were asked for on this page; 0 where none were. */
  requestedIds: number
}

/** What is not as the address asked for: parts that could not be read, filters that the server does not know, rows left out. */
export function ListNotices({ answer, requestedIds }: Props) {
  const [params] = useSearchParams()
  const [dropped] = useState(() => droppedParameters(params)) // of the link that was opened, not of later changes
  const missing = answer && requestedIds > 0 ? requestedIds - answer.rows.length : 0
  const notices = [
    dropped.length > 0 && `Parts of this link could not be read and were left out: ${dropped.join(', ')}.`,
    answer &&
      answer.ignored.length > 0 &&
      `This server does not support ${answer.ignored.map((name) => names[name] ?? name).join(' and ')}; the list is shown without.`,
    answer &&
      answer.unreadable > 0 &&
      (answer.unreadable === 1 ? '1 row could not be read.' : `${answer.unreadable} rows could not be read.`),
    missing > 0 && `${missing} of the ${requestedIds} ids on this page are not found: deleted, expired or of another project.`,
  ].filter((notice) => typeof notice === 'string')
  return notices.map((notice) => (
    <p key={notice} className={classes['notice']} role="status">
      {notice}
    </p>
  ))
}
