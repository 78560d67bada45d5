import { EventType, IncrementalSource } from '@rrweb/types'
import { isRecord } from '#lib/isRecord.ts'
import { countSkip, type Skips } from './decode/skips.ts'
import { type UnpackBudget, unpack } from './decode/unpack.ts'
import { undecodableTag } from './describe/customLine.ts'
import { drawMobileScreen } from './mobile/mobileScreen.ts'
import type { StreamContext } from './stream.ts'
import { cleanEvent } from './sanitizer/cleanEvent.ts'
import type { SanitizerOptions } from './sanitizer/css.ts'

/** For a whole recording; several times the largest one known. */
const maxUnpackedBytes = 512 * 1024 * 1024

/** For custom and plugin events, in characters of JSON. Request bodies are at most 1 MB. */
const maxPayloadLength = 5_000_000

/** Wraps an event that can't be decompressed in a custom event, which nothing plays. */
function undecodable(event: Record<string, unknown>): Record<string, unknown> {
  return { type: EventType.Custom, data: { tag: undecodableTag, payload: event } }
}

const lastKnownType: number = EventType.Plugin
const ignoredSources: ReadonlySet<unknown> = new Set([IncrementalSource.CanvasMutation, IncrementalSource.MediaInteraction])

/** Canvas drawing and media are never played, and types of newer recorders mean nothing here: no event of these is damaged. */
function isIgnored({ type, data }: Record<string, unknown>): boolean {
  if (typeof type === 'number' && type > lastKnownType) return true
  return type === EventType.IncrementalSnapshot && isRecord(data) && ignoredSources.has(data['source'])
}

/** Decompresses and sanitizes events and counts those that can't be used. */
export function createEventDecoder(options: SanitizerOptions, skips: Skips): StreamContext['decode'] {
  const budget: UnpackBudget = { remainingBytes: maxUnpackedBytes }

  function decode(
    ...[raw, time, windowState, describer]: Parameters<StreamContext['decode']>
  ): ReturnType<StreamContext['decode']> {
    const { event, windowId } = raw
    if (raw.size > maxPayloadLength && (event['type'] === EventType.Custom || event['type'] === EventType.Plugin)) {
      countSkip(skips, 'too-big')
      return null
    }
    const unpacked = unpack(event, budget)
    if (typeof unpacked === 'string') {
      countSkip(skips, unpacked)
      return unpacked === 'unknown-compression'
        ? cleanEvent(undecodable(event), time, windowId, options, windowState.nodes)
        : null
    }
    const screen = drawMobileScreen(unpacked, windowState.screen)
    if (screen) describer.markApp(windowId)
    const cleaned = cleanEvent(screen ?? unpacked, time, windowId, options, windowState.nodes)
    if (cleaned === null && !isIgnored(unpacked)) countSkip(skips, 'malformed')
    return cleaned
  }

  return (...args) => {
    try {
      return decode(...args)
    } catch {
      // Extremely deep nesting overflows the stack. That costs one event, not the recording.
      countSkip(skips, 'malformed')
      return null
    }
  }
}
