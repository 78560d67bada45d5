import { gzipSync } from 'node:zlib'

/** An rrweb event: what it is (`type`), when (`timestamp`, milliseconds), what it says. */
export type ReplayEvent = { type: number; timestamp: number; data: unknown; cv?: string }

/** How the SDK names the way in which it packs. */
export const packing = '2024-10'

/** Packs a JSON text. */
export function packText(json: string): string {
  return gzipSync(json).toString('latin1')
}

/** Most lists of most changes hold nothing. */
const packedNothing = packText('[]')

/** As the SDK packs a field: JSON, gzip, and each byte a character. */
export function packField(value: unknown): string {
  const json = JSON.stringify(value)
  return json === '[]' ? packedNothing : packText(json)
}

function packFields(data: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, names.includes(name) ? packField(value) : value]))
}

/**
 * Packs an event as posthog-js does (posthog-api.md#j3-events-and-their-compression): a full snapshot as a whole, of a mutation
 * and of style rules each list for itself. All other events stay plain.
 */
export function packEvent(event: ReplayEvent): ReplayEvent {
  const { type, data } = event
  if (type === 2) return { ...event, cv: packing, data: packField(data) }
  if (type !== 3 || typeof data !== 'object' || data === null || !('source' in data)) return event
  if (data.source === 0) return { ...event, cv: packing, data: packFields(data, ['adds', 'removes', 'texts', 'attributes']) }
  if (data.source === 8) return { ...event, cv: packing, data: packFields(data, ['adds', 'removes']) }
  return event
}
