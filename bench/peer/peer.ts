import { Player } from 'rrweb-player'
import 'rrweb-player/dist/style.css'

/**
 * What a page does that plays a recording without any care: fetches all of it, decodes it on the main thread and hands it to
 * rrweb-player. `?host=&key=&id=` says what; `window.peer` is the player once it stands.
 */
type Event = { type: number; timestamp: number; data: unknown; cv?: string }

const packedFields = ['adds', 'removes', 'texts', 'attributes']

async function unpack(text: string): Promise<unknown> {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return JSON.parse(await new Response(stream).text())
}

async function decode(event: Event): Promise<Event> {
  if (event.cv === undefined) return event
  if (typeof event.data === 'string') return { ...event, data: await unpack(event.data) }
  const data = { ...(event.data as Record<string, unknown>) }
  for (const name of packedFields) if (typeof data[name] === 'string') data[name] = await unpack(data[name])
  return { ...event, data }
}

async function main() {
  const parameters = new URLSearchParams(location.search)
  const address = `${parameters.get('host')}/api/projects/1/session_recordings/${parameters.get('id')}/snapshots`
  const headers = { Authorization: `Bearer ${parameters.get('key')}` }
  const { sources } = (await (await fetch(address, { headers })).json()) as { sources: unknown[] }
  const events: Event[] = []
  for (let first = 0; first < sources.length; first += 20) {
    const last = Math.min(sources.length, first + 20) - 1
    const answer = await fetch(`${address}?source=blob_v2&start_blob_key=${first}&end_blob_key=${last}`, { headers })
    for (const line of (await answer.text()).split('\n')) {
      if (line !== '') events.push(await decode((JSON.parse(line) as [string, Event])[1]))
    }
  }
  const player = new Player({ target: document.body, props: { events, autoPlay: false, width: 1024, height: 576 } })
  Object.assign(window, {
    peer: player,
    fullSnapshots: events.filter(({ type }) => type === 2).map(({ timestamp }) => timestamp - (events[0]?.timestamp ?? 0)),
  })
}

await main()
