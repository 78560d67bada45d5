import { choose, mix, part } from './mix.ts'

export type ConsoleMessage = { level: 'info' | 'warn' | 'error'; message: string }

/** What happened in a recording and to it, besides the counts. */
export type RecordingDetails = {
  /** Mail addresses of colleagues who watched it. */
  otherViewers: readonly string[]
  comments: readonly string[]
  consoleMessages: readonly ConsoleMessage[]
  /** Names of the events that happened. */
  events: readonly string[]
}

const purposes = { viewed: 70, others: 71, comment: 72, funnel: 73, rage: 74, message: 75, colleague: 76 }

const funnel = ['product viewed', 'added to cart', 'checkout started', 'order placed'] as const
const funnelShares = [0.62, 0.31, 0.17, 0.09] as const

const errors = [
  "TypeError: Cannot read properties of undefined (reading 'price')",
  'Failed to load resource: the server responded with a status of 500 ()',
  'Uncaught (in promise) AbortError: The user aborted a request.',
  'ChunkLoadError: Loading chunk 214 failed.',
  'payment: card_declined (test mode)',
  'ResizeObserver loop completed with undelivered notifications.',
] as const
const warnings = [
  'Third-party cookie will be blocked in future versions.',
  "The resource was preloaded using link preload but not used within a few seconds from the window's load event.",
  'cart: price changed since it was added',
] as const
const notes = ['cart restored from storage', 'consent: analytics granted', 'router: navigated'] as const

const comments = [
  'Looks lost between cart and checkout.',
  'The coupon field again!',
  'Good one to show in the review.',
  'Bug: total does not change with the quantity',
] as const

const colleagues = ['noor@leafandkettle.example', 'tomas@leafandkettle.example', 'ines@leafandkettle.example'] as const

export function isViewedAt(seed: number, index: number): boolean {
  return part(seed, index, purposes.viewed) < 0.3
}

export function otherViewersOf(seed: number, index: number): string[] {
  const share = part(seed, index, purposes.others)
  return share < 0.15 ? [choose(colleagues, share / 0.15)] : []
}

export function commentsOf(seed: number, index: number): string[] {
  const share = part(seed, index, purposes.comment)
  return share < 0.04 ? [choose(comments, share / 0.04)] : []
}

type Counts = { clickCount: number; consoleLogCount: number; consoleWarnCount: number; consoleErrorCount: number }

function eventsOf(seed: number, index: number, isMobile: boolean, counts: Counts): string[] {
  const share = part(seed, index, purposes.funnel)
  return [
    isMobile ? '$screen' : '$pageview',
    ...(isMobile ? [] : ['$pageleave']),
    ...(counts.clickCount > 0 ? ['$autocapture'] : []),
    ...(counts.consoleErrorCount > 0 ? ['$exception'] : []),
    ...(counts.clickCount > 8 && mix(seed, index, purposes.rage) % 7 === 0 ? ['$rageclick'] : []),
    ...funnel.filter((_, step) => share < (funnelShares[step] ?? 0)),
  ]
}

function some<Level>(level: Level, list: readonly string[], count: number, seed: number, index: number) {
  const kinds = Math.min(count, 1 + (mix(seed, index, purposes.message) % 2))
  return Array.from({ length: kinds }, (_, line) => ({
    level,
    message: choose(list, part(seed, index + line * 7919, purposes.message + list.length)),
  }))
}

function consoleMessagesOf(seed: number, index: number, counts: Counts) {
  return [
    ...some('error' as const, errors, counts.consoleErrorCount, seed, index),
    ...some('warn' as const, warnings, counts.consoleWarnCount, seed, index),
    ...some('info' as const, notes, counts.consoleLogCount, seed, index),
  ]
}

export function detailsOf(seed: number, index: number, isMobile: boolean, counts: Counts): RecordingDetails {
  return {
    otherViewers: otherViewersOf(seed, index),
    comments: commentsOf(seed, index),
    consoleMessages: consoleMessagesOf(seed, index, counts),
    events: eventsOf(seed, index, isMobile, counts),
  }
}
