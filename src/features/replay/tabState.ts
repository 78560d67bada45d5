import { EventType, IncrementalSource } from '@rrweb/types'
import type { ReplayEvent } from '#lib/replayEvent.ts'
import { newTabNodes, type TabNodes } from './sanitizer/kinds.ts'

type Meta = { href: string; width: number; height: number }

/** Where a tab has come to: what the wall knows of its nodes, and what a full snapshot needs before it. */
export type TabState = {
  nodes: TabNodes
  /** Since when it can be played. */
  hasFullSnapshot: boolean
  /** A Meta event came since the last full snapshot. */
  hasMeta: boolean
  meta: Meta | null
}

/** Where neither the tab nor another one says how large its page is: a common laptop. */
const someSize = { href: '', width: 1280, height: 720 }

export function newTab(): TabState {
  return { nodes: newTabNodes(), hasFullSnapshot: false, hasMeta: false, meta: null }
}

/** Remembers what an event tells of its tab. */
export function follow(tab: TabState, event: ReplayEvent): void {
  if (event.type === EventType.Meta) {
    const { href, width, height } = event.data
    tab.meta = { href, width, height }
    tab.hasMeta = true
  } else if (event.type === EventType.FullSnapshot) {
    tab.hasFullSnapshot = true
    tab.hasMeta = false
  } else if (event.type === EventType.IncrementalSnapshot && event.data.source === IncrementalSource.ViewportResize) {
    const { width, height } = event.data
    tab.meta = { href: tab.meta?.href ?? '', width, height }
  }
}

/** The Meta event that rrweb wants before this full snapshot, where the recording has none; null where it has. */
export function missingMeta(tab: TabState, others: Iterable<TabState>, event: ReplayEvent): ReplayEvent | null {
  if (event.type !== EventType.FullSnapshot || tab.hasMeta) return null
  const size = tab.meta ?? [...others].find(({ meta }) => meta !== null)?.meta ?? someSize
  const data = tab.meta ? size : { ...size, href: '' }
  return { type: EventType.Meta, data, timestamp: event.timestamp, windowId: event.windowId }
}
