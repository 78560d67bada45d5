import { EventType, NodeType } from '@rrweb/types'
import { isRecord } from '#lib/isRecord.ts'
import type { ReplayEvent } from '#lib/replayEvent.ts'
import { isScriptUrl } from './destination.ts'
import type { SanitizerOptions } from './css.ts'
import { cleanIncrementalData, toPageSide } from './incrementalData.ts'
import type { WindowNodes } from './nodeKinds.ts'
import { newStyleTexts } from './styleTexts.ts'
import { cleanNode, type CleanContext } from './nodes.ts'
import { limitUses, newUseGraph } from './uses.ts'

type Fields = Record<string, unknown>

function toPixels(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

function cleanOffset(value: unknown): { top: number; left: number } {
  const offset = isRecord(value) ? value : {}
  return { top: toPixels(offset['top']), left: toPixels(offset['left']) }
}

function hasRoot(document: Fields): boolean {
  const { childNodes } = document
  return Array.isArray(childNodes) && childNodes.some((child) => isRecord(child) && child['type'] === NodeType.Element)
}

/** Every full snapshot starts with new IDs. */
function cleanSnapshot(data: Fields, context: CleanContext): Fields | null {
  const { node } = data
  if (!isRecord(node) || node['type'] !== NodeType.Document) return null
  context.nodes.kinds.clear()
  context.nodes.essentialNodes.clear()
  context.nodes.styleTexts = newStyleTexts()
  context.nodes.uses = newUseGraph()
  if (!cleanNode(node, { parent: null, kinds: 0, depth: 0 }, context) || !hasRoot(node)) return null
  context.options.removals.countRemoved('excess', limitUses(context.nodes.uses, node))
  return { ...data, initialOffset: cleanOffset(data['initialOffset']) }
}

function cleanMeta(data: Fields): Fields | null {
  const { href } = data
  const width = toPageSide(data['width'])
  const height = toPageSide(data['height'])
  if (width === null || height === null) return null
  return { ...data, href: typeof href === 'string' && !isScriptUrl(href) ? href : '', width, height }
}

function cleanData(type: unknown, data: unknown, context: CleanContext): unknown {
  switch (type) {
    case EventType.DomContentLoaded:
    case EventType.Load:
      return {}
    case EventType.FullSnapshot:
      return isRecord(data) ? cleanSnapshot(data, context) : null
    case EventType.IncrementalSnapshot:
      return isRecord(data) ? cleanIncrementalData(data, context) : null
    case EventType.Meta:
      return isRecord(data) ? cleanMeta(data) : null
    case EventType.Custom:
      return isRecord(data) && typeof data['tag'] === 'string' ? data : null
    case EventType.Plugin:
      return isRecord(data) && typeof data['plugin'] === 'string' ? data : null
    default:
      return null
  }
}

/** `cleanData` has checked the shapes; types can't follow it through all of them. */
function isPlayable(event: { data: unknown }): event is ReplayEvent {
  return event.data !== null
}

/**
 * The sanitizer (docs/decisions/013-replay-loading.md): returns an event that rrweb can play, without anything that runs,
 * navigates, prefetches or requests this server; null if nothing is left. Images, fonts, styles and media on other hosts are
 * counted. Call it with the events of a window in time order. May change its input.
 */
export function cleanEvent(
  event: Record<string, unknown>,
  timestamp: number,
  windowId: string,
  options: SanitizerOptions,
  nodes: WindowNodes,
): ReplayEvent | null {
  const { type } = event
  const data = cleanData(type, event['data'], { options, nodes, usedIds: new Set(), textLength: 0 })
  const cleaned = { type, data, timestamp, windowId }
  return isPlayable(cleaned) ? cleaned : null
}
