import { sliceParams } from '#lib/slice.ts'
import * as z from '#lib/zod.ts'

export const tabs = ['list', 'calendar', 'recipients', 'problems'] as const
export type Tab = (typeof tabs)[number]

export const orders = ['next', 'created', 'title', 'owner', 'recipients'] as const
export type Order = (typeof orders)[number]

function textParam() {
  return z.pipe(
    z.catch(z.string(), ''),
    z.transform((text) => text.trim().slice(0, 300)),
  )
}

/** What the screen's address holds; a value that cannot be read is the default, and nothing here throws. */
export const SubscriptionsSearch = z.object({
  ...sliceParams,
  tab: z.catch(z.literal(tabs), 'list'),
  text: textParam(),
  target: textParam(),
  recipient: textParam(),
  owner: textParam(),
  frequency: textParam(),
  state: z.catch(z.literal(['', 'active', 'paused', 'overdue', 'ended', 'deleted']), ''),
  /** "insight 12" or "dashboard 3"; a kind alone for all of it: "insight", "dashboard", "ai_prompt". */
  resource: textParam(),
  problems: z.catch(z.literal(['', 'only']), ''),
  ended: z.catch(z.literal(['', 'show']), ''),
  /** Whether the last delivery has a column; by itself where the server seems to keep a history. */
  last: z.catch(z.literal(['', 'show', 'hide']), ''),
  order: z.catch(z.literal(orders), 'next'),
  direction: z.catch(z.literal(['asc', 'desc']), 'asc'),
  open: textParam(),
  /** What the calendar shows: "2026-12", "2026-12-07", how, and by whose clock. */
  month: textParam(),
  day: textParam(),
  view: z.catch(z.literal(['month', 'agenda']), 'month'),
  zone: z.catch(z.literal(['project', 'own', 'utc']), 'project'),
  /** How recipients are ordered. */
  by: z.catch(z.literal(['receives', 'recipient', 'next']), 'receives'),
})
export type SubscriptionsSearch = z.infer<typeof SubscriptionsSearch>

/** The parameters that leave subscriptions out. */
export const filterNames = ['text', 'target', 'recipient', 'owner', 'frequency', 'state', 'resource', 'problems'] as const

export const noFilters = Object.fromEntries(filterNames.map((name) => [name, ''])) satisfies Partial<SubscriptionsSearch>
