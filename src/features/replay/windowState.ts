import { EventType, IncrementalSource } from '@rrweb/types'
import type { ReplayEvent } from '#lib/replayEvent.ts'
import { type MobileScreen, newMobileScreen } from './mobile/mobileScreen.ts'
import { newWindowNodes, type WindowNodes } from './sanitizer/nodeKinds.ts'

type Meta = { href: string; width: number; height: number }

/** What the sanitizer knows about a window's nodes, and what its next full snapshot needs. */
export type WindowState = {
  nodes: WindowNodes
  /** What a mobile app shows; empty for a page. */
  screen: MobileScreen
  hasFullSnapshot: boolean
  /** Whether a Meta event came since the last full snapshot. */
  hasMeta: boolean
  meta: Meta | null
}

/** If no window says how large its page is: a common laptop. */
const fallbackSize = { href: '', width: 1280, height: 720 }

export function newWindowState(): WindowState {
  return { nodes: newWindowNodes(), screen: newMobileScreen(), hasFullSnapshot: false, hasMeta: false, meta: null }
}

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

/** Returns the Meta event that rrweb needs before a full snapshot, if the recording has none. */
export function missingMeta(state: WindowState, others: Iterable<WindowState>, event: ReplayEvent): ReplayEvent | null {
  if (event.type !== EventType.FullSnapshot || state.hasMeta) return null
  const size = state.meta ?? [...others].find(({ meta }) => meta !== null)?.meta ?? fallbackSize
  const data = state.meta ? size : { ...size, href: '' }
  return { type: EventType.Meta, data, timestamp: event.timestamp, windowId: event.windowId }
}
