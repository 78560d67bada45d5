import { EventType, IncrementalSource } from '@rrweb/types'
import { isRecord } from '#lib/isRecord.ts'
import { countSkip, type Skips } from './decode/skips.ts'
import { type UnpackBudget, unpack } from './decode/unpack.ts'
import { undecodableTag } from './describe/customLine.ts'
import type { StreamContext } from './stream.ts'
import { cleanEvent } from './sanitizer/cleanEvent.ts'
import type { SanitizerOptions } from './sanitizer/css.ts'

/** Of a whole recording, in bytes: several times the largest that are known. */
const maxUnpackedBytes = 512 * 1024 * 1024

/** Of what the site or the recorder tells besides the page, in characters of JSON: bodies of requests have a megabyte at most. */
const maxPayloadLength = 5_000_000

/**
 * A screen of an app, or what changed on one: boxes and texts instead of a page (posthog-api.md#j3-events-and-their-compression).
 */
function mobileScreenOf(event: Record<string, unknown>): Record<string, unknown> | null {
  const { type, data } = event
  if ((type !== EventType.FullSnapshot && type !== EventType.IncrementalSnapshot) || !isRecord(data)) return null
  if ('wireframes' in data) return data
  const changes = [data['updates'], data['adds']].flatMap((list: unknown) => (Array.isArray(list) ? list : []))
  return changes.some((change) => isRecord(change) && 'wireframe' in change) ? data : null
}

/** What cannot be unpacked is kept as it is, where nothing plays it. */
function undecodable(event: Record<string, unknown>): Record<string, unknown> {
  return { type: EventType.Custom, data: { tag: undecodableTag, payload: event } }
}

function isCanvas({ type, data }: Record<string, unknown>): boolean {
  return type === EventType.IncrementalSnapshot && isRecord(data) && data['source'] === IncrementalSource.CanvasMutation
}

/** Unpacks and cleans events, and counts what comes to nothing. `onScreen` hears that the recording is of an app. */
export function createEventDecoder(options: SanitizerOptions, skips: Skips, onMobileScreen: () => void): StreamContext['decode'] {
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
    const screen = mobileScreenOf(unpacked)
    if (screen !== null) {
      onMobileScreen()
      describer.describeScreen(windowId, screen)
      return 'screen'
    }
    const cleaned = cleanEvent(unpacked, time, windowId, options, windowState.nodes)
    if (cleaned === null && !isCanvas(unpacked)) countSkip(skips, 'malformed')
    return cleaned
  }

  return (...args) => {
    try {
      return decode(...args)
    } catch {
      // Nothing above is known to throw; nesting deeper than the stack, for one, would. It costs this event, never the recording.
      countSkip(skips, 'malformed')
      return null
    }
  }
}
