import { readIds, splitIds, writeIds } from './idLists.ts'
import { readSeconds } from './readSeconds.ts'
import { emptySearch, type FilterName, readProperty, type RecordingsSearch } from './recordingsSearch.ts'

/** What an editor returns: the value for the address, or what is wrong with the text. */
type Read = (text: string) => { value: string } | { error: string }

export type FilterField = {
  name: FilterName
  label: string
  help: string
  /** A switch is set at once and has no editor. */
  kind: 'text' | 'lines' | 'property' | 'dates' | 'switch'
  placeholder?: string
  /** Text of a stored value. */
  write?: (value: string) => string
  read: Read
}

const readText: Read = (text) => ({ value: text.trim().slice(0, 500) })

const readTime: Read = (text) => {
  const value = readSeconds(text)
  return value === null ? { error: 'Enter seconds, 1:30 or 5m.' } : { value }
}

const readCount: Read = (text) => {
  const value = text.trim()
  return /^([1-9]\d{0,6})?$/.test(value) ? { value } : { error: 'Enter a whole number, 1 or more.' }
}

const readPair: Read = (text) =>
  text === '' || readProperty(text) !== null ? { value: text } : { error: 'Enter a property and a value.' }

function signalField(name: FilterName, label: string): FilterField {
  return { name, label, help: 'At least this many', kind: 'text', placeholder: '1', read: readCount }
}

/** Found by SQL. */
const signalFields: readonly FilterField[] = [
  { name: 'event', label: 'Event', help: 'The whole name', kind: 'text', placeholder: 'order placed', read: readText },
  { name: 'visited', label: 'Visited URL', help: 'Contains this text', kind: 'text', placeholder: '/checkout', read: readText },
  {
    name: 'exception',
    label: 'Exception',
    help: 'Type or message contains this',
    kind: 'text',
    placeholder: 'TypeError',
    read: readText,
  },
  signalField('exceptions', 'Number of exceptions'),
  signalField('rage_clicks', 'Rage clicks'),
  signalField('dead_clicks', 'Dead clicks'),
  signalField('quick_backs', 'Quick backs'),
  signalField('errors_after_click', 'Errors after a click'),
  signalField('failed_requests', 'Failed requests'),
]

/** In the order of the menu. */
export const filterFields: readonly FilterField[] = [
  { name: 'date_from', label: 'Date range', help: 'When the session started', kind: 'dates', read: readText },
  { name: 'start_url', label: 'Start URL', help: 'Contains this text', kind: 'text', placeholder: '/checkout', read: readText },
  {
    name: 'console',
    label: 'Console message',
    help: 'Contains this text',
    kind: 'text',
    placeholder: 'TypeError',
    read: readText,
  },
  {
    name: 'console_errors',
    label: 'Console errors',
    help: 'At least this many',
    kind: 'text',
    placeholder: '1',
    read: readCount,
  },
  { name: 'clicks', label: 'Clicks', help: 'At least this many', kind: 'text', placeholder: '1', read: readCount },
  ...signalFields,
  {
    name: 'duration_over',
    label: 'Duration over',
    help: 'Such as 1:30 or 5m',
    kind: 'text',
    placeholder: '1:30',
    read: readTime,
  },
  {
    name: 'duration_under',
    label: 'Duration under',
    help: 'Such as 1:30 or 5m',
    kind: 'text',
    placeholder: '1:30',
    read: readTime,
  },
  {
    name: 'active_over',
    label: 'Active time over',
    help: 'Time with clicks, keys or scrolling',
    kind: 'text',
    placeholder: '1:30',
    read: readTime,
  },
  {
    name: 'active_under',
    label: 'Active time under',
    help: 'Time with clicks, keys or scrolling',
    kind: 'text',
    placeholder: '1:30',
    read: readTime,
  },
  { name: 'property', label: 'Session property', help: 'Such as $channel_type is Direct', kind: 'property', read: readPair },
  { name: 'distinct_id', label: 'Distinct ID', help: 'Of the person; the whole ID', kind: 'text', read: readText },
  {
    name: 'session_ids',
    label: 'Recording IDs',
    help: 'Any number; the date range is ignored',
    kind: 'lines',
    write: (value) => (readIds(value) ?? []).join('\n'),
    read: (text) => ({ value: writeIds(splitIds(text)) }),
  },
  { name: 'test_accounts', label: 'Hide test accounts', help: 'By the project’s own rules', kind: 'switch', read: readText },
  { name: 'viewed', label: 'Hide viewed', help: 'Recordings that you have viewed', kind: 'switch', read: readText },
]

/** Null for filters that no editor changes, such as the person that was found by name. */
export function filterField(name: FilterName): FilterField | null {
  return filterFields.find((field) => field.name === name) ?? null
}

/** The change of an edited filter; null if it changes nothing. */
export function filterChange(search: RecordingsSearch, name: FilterName, value: string): Partial<RecordingsSearch> | null {
  return search[name] === value ? null : { [name]: value === '' ? emptySearch[name] : value }
}
