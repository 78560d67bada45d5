import { describe, expect, test } from 'vitest'
import { newAsker, recordings, rowsOf } from './askHost.ts'
import { type HostileSlug, hostileRecordings } from './data/hostileRecordings.ts'
import { eventsIn, isRecord, playAll, snapshotsPath, sourcesIn, unpackEvent } from './snapshots/askSnapshots.ts'

const beacon = 'http://127.0.0.1:40123'
const ask = newAsker({ count: 700, beacon })

/** Fields that are broken on purpose stay as they are. */
function read(event: Record<string, unknown>): string {
  try {
    return JSON.stringify(unpackEvent(event))
  } catch {
    return ''
  }
}

async function texts(id: string): Promise<{ full: string; changes: string; others: string }> {
  const { events } = await playAll(ask, id)
  const all = events.map(({ event }) => ({ type: event['type'], text: read(event) }))
  const of = (isMeant: (type: unknown) => boolean) => all.flatMap(({ type, text }) => (isMeant(type) ? [text] : [])).join('\n')
  return { full: of((type) => type === 2), changes: of((type) => type === 3), others: of((type) => type !== 2 && type !== 3) }
}

const loading: HostileSlug[] = [
  'scripts',
  'srcdoc',
  'refresh',
  'base',
  'animation',
  'frames',
  'nested',
  'shadow',
  'styles',
  'rules',
  'fonts',
  'media',
  'hints',
  'forms',
  'ping',
  'canvas',
  'reserved',
]

test('each stands in the list under a title that says so, none of them in the usual three days', async () => {
  const usual = rowsOf(await ask(`${recordings}?limit=1000`))
  const all = rowsOf(await ask(`${recordings}?limit=1000&date_from=-30d`))
  expect(hostileRecordings.length).toBeGreaterThan(30)
  for (const { id, title } of hostileRecordings) {
    expect(all.find((row) => row.id === id)).toMatchObject({ person: { name: title } })
    expect(usual.some((row) => row.id === id)).toBe(false)
    expect(title).toMatch(/^Hostile: /)
  }
})

describe.each(hostileRecordings.filter(({ slug }) => slug !== 'deep'))('$title', ({ id, shows, showsLater }) => {
  test('has a page with its harmless text, and another text that a change adds', async () => {
    const { full, changes } = await texts(id)
    expect(full).toContain(`"textContent":"${shows}"`)
    expect(full).not.toContain(showsLater)
    expect(changes).toContain(`"textContent":"${showsLater}"`)
  })
})

test.each(loading)('%s lead to both places, from the page and from changes of it', async (slug) => {
  const { full, changes } = await texts(`hostile-${slug}`)
  if (slug !== 'nested' && slug !== 'rules') expect(full).toContain(`https://evil.example/${slug}/`)
  expect(changes).toContain(`https://evil.example/${slug}/`)
  expect(full + changes).toContain(`${beacon}/${slug}/`)
})

test.each(['scripts', 'handlers', 'links', 'srcdoc', 'refresh', 'animation', 'shadow', 'forms', 'names'])(
  'those named %s would mark the window, open a dialog and leave, at once and later',
  async (slug) => {
    const { full, changes } = await texts(`hostile-${slug}`)
    for (const text of [full, changes]) {
      expect(text).toContain(`top.hacked='${slug}/`)
      expect(text).toMatch(/alert\('/)
      expect(text).toContain(`top.location='https://evil.example/${slug}/`)
    }
  },
)

test('a change tries everything three times: added, by attributes, and by words', async () => {
  const { events } = await playAll(ask, 'hostile-styles')
  const changes = events
    .map(({ event }) => unpackEvent(event))
    .filter(({ type, data }) => type === 3 && isRecord(data) && data['source'] === 0)
  const holding = (name: string) =>
    changes.filter(({ data }) => isRecord(data) && JSON.stringify(data[name]).includes('evil.example'))
  expect([holding('adds').length, holding('attributes').length, holding('texts').length]).toEqual([1, 1, 1])
})

test('rules of style sheets are packed as the SDK packs them', async () => {
  const { events } = await playAll(ask, 'hostile-rules')
  const rules = events.filter(({ event }) => isRecord(event['data']) && event['data']['source'] === 8 && 'adds' in event['data'])
  expect(rules.length).toBeGreaterThan(1)
  for (const { event } of rules) {
    expect(event['cv']).toBe('2024-10')
    expect(isRecord(event['data']) && String(event['data']['adds']).startsWith('\u001f\u008b')).toBe(true)
    expect(read(event)).toContain('"rule"')
  }
})

test('the huge document has 100,000 elements, the deep one two thousand inside each other', async () => {
  const { full } = await texts('hostile-wide')
  expect(full.match(/"tagName":"i"/g)).toHaveLength(100_000)
  const { events } = await playAll(ask, 'hostile-deep')
  const packed = events.find(({ event }) => event['type'] === 2)
  let depth = 0
  let node = packed === undefined ? null : unpackEvent(packed.event)['data']
  node = isRecord(node) ? node['node'] : null
  while (isRecord(node)) {
    const children: unknown = node['childNodes']
    node = Array.isArray(children) ? children.at(-1) : null
    depth += 1
  }
  expect(depth).toBeGreaterThan(2000)
})

test('damage is as it is called', async () => {
  const raw = async (slug: HostileSlug) => (await playAll(ask, `hostile-${slug}`)).text.split('\n')
  const isJson = (line: string) => {
    try {
      return Array.isArray(JSON.parse(line))
    } catch {
      return false
    }
  }
  expect((await raw('empty')).filter((line) => line.trim() === '').length).toBeGreaterThan(20)
  expect((await raw('junk')).filter((line) => !isJson(line)).length).toBeGreaterThan(20)
  expect((await raw('shapes')).length).toBeGreaterThan(50)
  const twice = await raw('twice')
  expect(new Set(twice).size).toBeLessThan(twice.length / 2)
  const types = (await playAll(ask, 'hostile-meta')).events.map(({ event }) => event['type'])
  expect(types).not.toContain(4)
  const order = (await playAll(ask, 'hostile-order')).events.map(({ event }) => Number(event['timestamp']))
  expect(order).toEqual(order.toSorted((one, other) => other - one))
  expect((await playAll(ask, 'hostile-prototype')).text).toMatch(/"__proto__":/)
  const broken = (await playAll(ask, 'hostile-gzip')).events.filter(
    ({ event }) => event['cv'] !== undefined && read(event) === '',
  )
  expect(broken.length).toBeGreaterThan(5)
  const kinds = new Set((await playAll(ask, 'hostile-packing')).events.map(({ event }) => JSON.stringify(event['cv'])))
  expect(kinds.size).toBeGreaterThan(8)
  const clocks = (await playAll(ask, 'hostile-clocks')).events.map(({ event }) => event['timestamp'])
  expect(clocks).toEqual(expect.arrayContaining([-1, 253_402_300_799_999, Infinity, -Infinity, null]))
  const windows = new Set((await playAll(ask, 'hostile-windows')).events.map(({ windowId }) => windowId))
  expect(windows.size).toBeGreaterThan(60)
})

test('older servers pass them on as well', async () => {
  const old = newAsker({ count: 700, beacon, edition: 'old' })
  for (const { id, shows } of hostileRecordings.filter(({ slug }) => slug === 'junk' || slug === 'scripts')) {
    const pages: string[] = []
    for (const { blob_key } of sourcesIn(await old(snapshotsPath(id)))) {
      const { text } = await old(snapshotsPath(id, `?source=blob&blob_key=${blob_key}`))
      pages.push(...eventsIn(text).map(({ event }) => read(event)))
    }
    expect(pages.join('\n')).toContain(shows)
  }
})
