import { gunzipSync } from 'node:zlib'
import { playCaptured } from '../../../demo/snapshots/capturedTape.ts'

type Fields = Record<string, unknown>

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function unpacked(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('\u001f\u008b')) return value
  return JSON.parse(gunzipSync(Buffer.from(value, 'latin1')).toString('utf8'))
}

function unpackedData(data: unknown): unknown {
  if (!isFields(data)) return unpacked(data)
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, unpacked(value)]))
}

/** Mirrors the sanitizer's result for the captured pages, with separate code. */
function afterSanitizer(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(afterSanitizer)
  if (!isFields(value)) return value
  const node = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, afterSanitizer(one)]))
  const { tagName, attributes } = node
  if (!isFields(attributes)) return node
  if (tagName === 'script') return { ...node, tagName: 'noscript', attributes: {}, childNodes: [] }
  const cleaned = { ...attributes }
  delete cleaned['target']
  if (cleaned['rel'] === 'icon') {
    delete cleaned['rel']
    delete cleaned['href']
  }
  const { href } = cleaned
  const isLink = tagName === 'a' && typeof href === 'string' && !href.startsWith('#')
  return { ...node, attributes: isLink ? { ...cleaned, href: '#', rr_href: href } : cleaned }
}

/**
 * Returns the events of a captured session as the loader should emit them: unpacked with node:zlib, in time order. `start`:
 * milliseconds since 1970.
 */
export function capturedEvents(name: string, start: number): unknown[] {
  return playCaptured(name, start, null)
    .toSorted((one, other) => one.time - other.time)
    .map(({ line }) => {
      const { windowId, event } = 'event' in line ? line : { windowId: null, event: null }
      if (!isFields(event)) throw new Error(`${name} holds a line that is no event`)
      const { type, timestamp, data } = event
      const isPage = type === 2 || type === 3
      return { type, timestamp, windowId, data: isPage ? afterSanitizer(unpackedData(data)) : data }
    })
}
