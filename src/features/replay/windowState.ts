import { EventType, IncrementalSource } from '@rrweb/types'
import type { ReplayEvent } from '#lib/replayEvent.ts'
import { newWindowNodes, type WindowNodes } from './sanitizer/nodeKinds.ts'

type Meta = { href: string; width: number; height: number }

/** Where a tab has come to: what the wall knows of its nodes, and what a full snapshot needs before it. */
export type WindowState = {
  nodes: WindowNodes
  /** Since when it can be played. */
  hasFullSnapshot: boolean
  /** A Meta event came since the last full snapshot. */
  hasMeta: boolean
  meta: Meta | null
}

/** Where neither the tab nor another one says how large its page is: a common laptop. */
const fallbackSize = { href: '', width: 1280, height: 720 }

export function newWindowState(): WindowState {
  return { nodes: newWindowNodes(), hasFullSnapshot: false, hasMeta: false, meta: null }
}

/** Remembers what an event tells of its tab. */
export function trackWindow(state: WindowState, event: ReplayEvent): void {
  if (event.type === EventType.Meta) {
    const { href, width, height } = event.data
    state.meta = { href, width, height }
    state.hasMeta = true
  } else if (event.type === EventType.FullSnapshot) {
    state.hasFullSnapshot = true
    state.hasMeta = false
  } else if (event.type === EventType.IncrementalSnapshot && event.data.source === IncrementalSource.ViewportResize) {
    const { width, height } = event.data
    state.meta = { href: state.meta?.href ?? '', width, height }
  }
}

/** The Meta event that rrweb wants before this full snapshot, where the recording has none; null where it has. */
export function missingMeta(state: WindowState, others: Iterable<WindowState>, event: ReplayEvent): ReplayEvent | null {
  if (event.type !== EventType.FullSnapshot || state.hasMeta) return null
  const size = state.meta ?? [...others].find(({ meta }) => meta !== null)?.meta ?? fallbackSize
  const data = state.meta ? size : { ...size, href: '' }
  return { type: EventType.Meta, data, timestamp: event.timestamp, windowId: event.windowId }
}
