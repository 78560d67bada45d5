import { choiceParam, type SearchOf, searchReader, textParam } from '#lib/searchParams.ts'
import { sliceParams } from '#lib/slice.ts'

export const tabs = ['list', 'calendar', 'recipients', 'problems'] as const
export type Tab = (typeof tabs)[number]

export const orders = ['next', 'created', 'title', 'owner', 'recipients'] as const
export type Order = (typeof orders)[number]

const shortText = textParam(300)

/** What the screen's address holds. */
export const subscriptionsSearch = searchReader({
  ...sliceParams,
  tab: choiceParam(...tabs),
  text: shortText,
  target: shortText,
  recipient: shortText,
  owner: shortText,
  frequency: shortText,
  state: choiceParam('', 'active', 'paused', 'overdue', 'ended', 'deleted'),
  /** "insight 12" or "dashboard 3"; a kind alone for all of it: "insight", "dashboard", "ai_prompt". */
  resource: shortText,
  problems: choiceParam('', 'only'),
  ended: choiceParam('', 'show'),
  /** Whether the last delivery has a column; by itself where the server seems to keep a history. */
  last: choiceParam('', 'show', 'hide'),
  order: choiceParam(...orders),
  direction: choiceParam('asc', 'desc'),
  open: shortText,
  /** What the calendar shows: "2026-12", "2026-12-07", how, and by whose clock. */
  month: shortText,
  day: shortText,
  view: choiceParam('month', 'agenda'),
  zone: choiceParam('project', 'own', 'utc'),
  /** How recipients are ordered. */
  by: choiceParam('receives', 'recipient', 'next'),
})
export type SubscriptionsSearch = SearchOf<typeof subscriptionsSearch>

/** The parameters that leave subscriptions out. */
export const filterNames = ['text', 'target', 'recipient', 'owner', 'frequency', 'state', 'resource', 'problems'] as const

export const noFilters = Object.fromEntries(filterNames.map((name) => [name, ''])) satisfies Partial<SubscriptionsSearch>
