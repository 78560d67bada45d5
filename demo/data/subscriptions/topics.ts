/** What a subscription shows: an insight, or insights of a dashboard. */
export type Topic = {
  kind: 'insight' | 'dashboard'
  id: number
  /** Of an insight only. */
  shortId: string | null
  /** Null if unnamed. */
  name: string | null
  /** As people call a subscription to it: "Weekly revenue report". */
  subject: string
  channel: string
  /** The insights of a dashboard that are sent. */
  exported: readonly number[]
}

function insight(id: number, shortId: string, name: string | null, subject: string, channel: string): Topic {
  return { kind: 'insight', id, shortId, name, subject, channel, exported: [] }
}

function dashboard(id: number, name: string, subject: string, channel: string, exported: readonly number[]): Topic {
  return { kind: 'dashboard', id, shortId: null, name, subject, channel, exported }
}

const tea: readonly Topic[] = [
  dashboard(41, 'Revenue', 'revenue dashboard', 'revenue', [301, 307]),
  insight(302, 'eR7pageX', 'Exceptions by page', 'error digest', 'shop-errors'),
  insight(303, 'cF3nnel9', 'Checkout funnel', 'checkout funnel', 'checkout'),
  insight(304, 's1gnUpCt', 'Sign-ups by country', 'sign-ups by country', 'growth'),
  insight(305, 'n0Result', 'Searches without results', 'empty searches', 'search'),
  insight(306, 'rTurnsBp', 'Returns by product', 'returns by product', 'warehouse'),
  insight(307, 'b4sketSz', 'Basket size (EUR)', 'basket size', 'revenue'),
  insight(308, 'pLoadP95', 'Page load, 95th percentile', 'page speed', 'web-team'),
  insight(309, 'c0uponUs', 'Coupon use', 'coupon use', 'marketing'),
  insight(310, 'st0ckOut', 'Stock-outs of the day', 'stock-outs', 'warehouse'),
  dashboard(42, 'Marketing overview', 'marketing overview', 'marketing', [304, 309, 311]),
  dashboard(43, 'Support load', 'support load', 'support', [312]),
  dashboard(44, 'Board figures', 'board figures', 'leadership', [301, 303, 304, 306, 307, 308]),
  insight(313, 'cNsntRte', 'Cookie consent rate', 'consent rate', 'legal'),
]

const ledger: readonly Topic[] = [
  dashboard(61, 'Activation', 'activation dashboard', 'activation', [401, 402]),
  insight(402, 'tR1alEnd', 'Trials that end', 'ending trials', 'sales'),
  insight(403, 'bNkError', 'Bank connection errors', 'bank errors', 'on-call'),
  insight(404, 'iNv0ices', 'Invoices sent', 'invoices', 'product'),
  insight(405, 'rT3ntion', 'Retention by plan', 'retention', 'product'),
]

/** What the subscriptions of each site are about. */
export const topics = { tea, ledger }

const nameless = insight(314, 'nAmeless', null, 'numbers', 'web-team')

/** A topic of the tea shop by its number. */
export function teaTopic(id: number): Topic {
  const found = [...tea, nameless].find((topic) => topic.id === id)
  if (found === undefined) throw new Error(`The tea shop has no insight or dashboard ${id}.`)
  return found
}
