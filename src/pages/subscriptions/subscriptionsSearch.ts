import { choiceParam, type SearchOf, searchReader, textParam } from '#lib/searchParams.ts'
import { sliceParams } from '#lib/slice.ts'

export const tabs = ['list', 'calendar', 'recipients', 'problems'] as const
export type Tab = (typeof tabs)[number]

export const orders = ['next', 'created', 'title', 'owner', 'recipients'] as const
export type Order = (typeof orders)[number]

const shortText = textParam(300)

export const subscriptionsSearch = searchReader({
  ...sliceParams,
  tab: choiceParam(...tabs),
  text: shortText,
  target: shortText,
  recipient: shortText,
  owner: shortText,
  frequency: shortText,
  state: choiceParam('', 'active', 'paused', 'overdue', 'ended', 'deleted'),
  /** "insight 12" or "dashboard 3", or a kind: "insight", "dashboard", "ai_prompt". */
  resource: shortText,
  problems: choiceParam('', 'only'),
  ended: choiceParam('', 'show'),
  /** Empty: shown if the server seems to have a history. */
  last: choiceParam('', 'show', 'hide'),
  /** Further columns of the list. */
  more: choiceParam('', 'owner', 'created', 'owner created'),
  order: choiceParam(...orders),
  direction: choiceParam('asc', 'desc'),
  open: shortText,
  /** Calendar: month "2026-12", day "2026-12-07", view and time zone. */
  month: shortText,
  day: shortText,
  view: choiceParam('month', 'week', 'agenda'),
  zone: choiceParam('project', 'own', 'utc'),
  /** Recipients: all, or those outside the organization's domains. */
  who: choiceParam('', 'external'),
  by: choiceParam('receives', 'recipient', 'next'),
})
export type SubscriptionsSearch = SearchOf<typeof subscriptionsSearch>

export const moreColumns = ['owner', 'created'] as const

/** `more` with or without one of the columns. */
export function withColumn({ more }: SubscriptionsSearch, column: (typeof moreColumns)[number], isShown: boolean) {
  const names = moreColumns.filter((name) => (name === column ? isShown : more.includes(name)))
  return subscriptionsSearch.read(new URLSearchParams({ more: names.join(' ') })).more
}

export const filterNames = ['text', 'target', 'recipient', 'owner', 'frequency', 'state', 'resource', 'problems'] as const

export const noFilters = Object.fromEntries(filterNames.map((name) => [name, ''])) satisfies Partial<SubscriptionsSearch>
