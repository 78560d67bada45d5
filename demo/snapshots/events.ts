import type { ReplayEvent } from './pack.ts'
import type { Serialized } from './page.ts'
import { node, source, type } from './rrweb.ts'

/** rrweb events as recorders write them; times are milliseconds since 1970. */

export function metaEvent(timestamp: number, href: string, size = { width: 1024, height: 640 }): ReplayEvent {
  return { type: type.meta, timestamp, data: { href, ...size } }
}

export function fullEvent(timestamp: number, root: unknown): ReplayEvent {
  return { type: type.full, timestamp, data: { node: root, initialOffset: { top: 0, left: 0 } } }
}

/** A change of the document; what is not named does not change. */
export function mutation(timestamp: number, changes: Record<string, unknown>): ReplayEvent {
  const none = { texts: [], attributes: [], removes: [], adds: [] }
  return { type: type.change, timestamp, data: { source: source.mutation, ...none, ...changes } }
}

export function change(timestamp: number, kind: number, data: Record<string, unknown>): ReplayEvent {
  return { type: type.change, timestamp, data: { source: kind, ...data } }
}

export function move(timestamp: number, x: number, y: number, id: number): ReplayEvent {
  return change(timestamp, source.mouseMove, { positions: [{ x, y, id, timeOffset: 0 }] })
}

type Add = { parentId: number; nextId: number | null; node: Serialized }

/**
 * Nodes appended by a change, each on its own, as recorders write them: players pass over what stands inside of an added node.
 * Only the document of a frame is added as a whole.
 */
export function adding(parentId: number, ...nodes: readonly Serialized[]): Add[] {
  const adds: Add[] = []
  const waiting = nodes.map((one) => ({ parentId, one })).toReversed()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    // Pages broken on purpose have children that are no nodes.
    const childNodes = next.one?.childNodes
    const isWhole = next.one?.type === node.document || !Array.isArray(childNodes)
    adds.push({ parentId: next.parentId, nextId: null, node: isWhole ? next.one : { ...next.one, childNodes: [] } })
    if (isWhole) continue
    for (const child of childNodes.toReversed()) waiting.push({ parentId: next.one.id, one: child })
  }
  return adds
}
