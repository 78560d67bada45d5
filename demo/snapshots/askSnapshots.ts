import { gunzipSync } from 'node:zlib'
import { type Answer, type Ask, field, recordings } from '../askHost.ts'

/** For tests: how to ask for snapshots and read what comes. */

export type Source = { source: string; start_timestamp: string | null; end_timestamp: string | null; blob_key: string | null }
export type Played = { windowId: unknown; event: Record<string, unknown> }

export function snapshotsPath(id: string | undefined, query = ''): string {
  return `${recordings}${id}/snapshots${query}`
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isSource(value: unknown): value is Source {
  return isRecord(value) && typeof value['source'] === 'string'
}

export function sourcesIn(answer: Answer): Source[] {
  const sources = field(answer, 'sources')
  if (!Array.isArray(sources)) throw new Error(`No sources came, but ${answer.status} ${answer.text.slice(0, 300)}`)
  return sources.filter(isSource)
}

export function range(first: number, last: number): string {
  return `?source=blob_v2&start_blob_key=${first}&end_blob_key=${last}`
}

/** What the SDK packed in one field; all else as it is. */
export function unpack(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('\u001f\u008b')) return value
  return JSON.parse(gunzipSync(Buffer.from(value, 'latin1')).toString('utf8'))
}

/** An event with all of its fields unpacked. */
export function unpackEvent(event: Record<string, unknown>): Record<string, unknown> {
  const data = unpack(event['data'])
  if (event['type'] !== 3 || !isRecord(data)) return { ...event, data }
  return { ...event, data: Object.fromEntries(Object.entries(data).map(([name, value]) => [name, unpack(value)])) }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/** The events in lines of either shape, in their order; what is no event is left out. */
export function eventsIn(text: string): Played[] {
  return text.split('\n').flatMap((line) => {
    const value = parse(line)
    if (Array.isArray(value)) return isRecord(value[1]) ? [{ windowId: value[0], event: value[1] }] : []
    if (!isRecord(value) || !Array.isArray(value['data'])) return []
    return value['data'].filter(isRecord).map((event) => ({ windowId: value['window_id'], event }))
  })
}

/** All that a newest server has of a recording, twenty blocks at a time. */
export async function playAll(ask: Ask, id: string | undefined): Promise<{ sources: Source[]; text: string; events: Played[] }> {
  const sources = sourcesIn(await ask(snapshotsPath(id)))
  const texts: string[] = []
  const isWhole = sources[0]?.source === 'blob_v2_lts'
  for (let first = 0; first < sources.length; first += 20) {
    const last = Math.min(first + 19, sources.length - 1)
    const query = isWhole ? `?source=blob_v2_lts&blob_key=${sources[first]?.blob_key}` : range(first, last)
    const answer = await ask(snapshotsPath(id, query))
    if (answer.status !== 200) throw new Error(`No blocks came, but ${answer.status} ${answer.text.slice(0, 300)}`)
    texts.push(answer.text)
  }
  const text = texts.join('\n')
  return { sources, text, events: eventsIn(text) }
}

export function timesOf(events: readonly Played[]): number[] {
  return events.map(({ event }) => Number(event['timestamp']))
}
