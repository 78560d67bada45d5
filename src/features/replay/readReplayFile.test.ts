import { gzipSync } from 'node:zlib'
import { describe, expect, test, vi, afterEach } from 'vitest'
import { capturedSessions, snapshotEvents } from '../../../demo/data/capturedSessions.ts'
import type { ReplayEvent } from '#lib/replayEvent.ts'
import { capturedEvents } from './capturedEvents.fixture.ts'
import { exportReplay } from './exportReplay.ts'
import { inProcessDecoder } from './inProcessDecoder.ts'
import { LoadHarness, loadFully } from './loadHarness.fixture.ts'
import { readReplayFile } from './readReplayFile.ts'
import { replayEndMessage } from './replayEnd.ts'
import type { ReplayState } from './replayLoad.ts'

let harness: LoadHarness | null = null

afterEach(() => {
  harness?.controller.abort()
  vi.unstubAllGlobals()
})

async function read(...parts: BlobPart[]): Promise<ReplayState> {
  const load = readReplayFile(new Blob(parts), { allowedHosts: ['shop.example'], openDecoder: inProcessDecoder() })
  const state = await loadFully(load)
  load.close()
  return state
}

function loaded(name: string): Promise<ReplayState> {
  harness = new LoadHarness()
  vi.stubGlobal('fetch', harness.fetch)
  return loadFully(harness.captured(name))
}

const name = 'two-tabs'
const raw = snapshotEvents(name)
const times = raw.map(({ event }) => Number(event['timestamp']))
const expected = capturedEvents(name, Math.min(...times))
const about = { id: '0198-abc', person: { name: 'Ada', properties: { email: 'ada@shop.example' } } }

const flat = raw.map(({ windowId, event }) => ({ ...event, windowId }))
const byWindow = Object.fromEntries(
  [...new Set(raw.map(({ windowId }) => windowId))].map((id) => [
    id,
    raw.filter(({ windowId }) => windowId === id).map(({ event }) => event),
  ]),
)

describe('our own export', () => {
  test.each(capturedSessions().map((session) => session.name))('of %s has the same events in the same order', async (one) => {
    const state = await loaded(one)
    const person = { uuid: 'u', name: 'Ada', distinctIds: ['d'] }
    const notes = [{ id: '0', at: 1500, text: 'Two\nlines', createdAt: '2026-11-29T12:00:00.000Z' }]
    const file = await exportReplay(state.ranges, { recordingId: 'r 1', person, notes, summary: ['Visited /.'] })
    const reread = await read(file)
    expect(reread.end).toEqual({ kind: 'complete' })
    expect(reread.ranges[0]?.events).toEqual(state.ranges[0]?.events)
    expect(reread.items).toEqual(state.items)
    expect(reread.switches).toEqual(state.switches)
    expect(reread.duration).toBe(state.duration)
    expect(reread.file).toEqual({ recordingId: 'r 1', personName: 'Ada', notes, source: 'replay-desk' })
    expect(reread.facts.skips).toEqual({})
    expect(reread.facts.removed).toEqual({})
    expect(reread.facts.duplicates).toBe(0)
  })

  test('has the format that PostHog exports and opens', async () => {
    const file = await exportReplay((await loaded(name)).ranges, { recordingId: 'r', person: null, notes: [], summary: [] })
    const json = JSON.parse(await file.text())
    expect(json).toMatchObject({ version: '2023-04-28', data: { id: 'r', person: null } })
    expect(json.data.snapshots).toHaveLength(raw.length)
    expect(json.data.snapshots[0]).toMatchObject({ windowId: raw[0]?.windowId, timestamp: expect.any(Number) })
  })

  test('of nothing is a file without events', async () => {
    const file = await exportReplay([], { recordingId: 'r', person: null, notes: [], summary: [] })
    expect((await read(file)).end).toEqual({ kind: 'bad-file', error: { kind: 'no-events' } })
  })

  test('can be canceled', async () => {
    const controller = new AbortController()
    const events = Array.from({ length: 200_000 }, (_, index): ReplayEvent => ({
      type: 5,
      timestamp: index,
      windowId: 'w',
      data: { tag: 't', payload: null },
    }))
    const exporting = exportReplay([{ events }], { recordingId: 'r', person: null, notes: [], summary: [] }, controller.signal)
    controller.abort(new Error('left'))
    await expect(exporting).rejects.toThrow('left')
  })
})

const newer = JSON.stringify({ version: '2023-04-28', data: { ...about, snapshots: flat } })
const lines = raw.map(({ windowId, event }) => JSON.stringify([windowId, event])).join('\n')
const files: [string, BlobPart, object][] = [
  ['PostHog’s export', newer, { recordingId: about.id, personName: 'Ada', source: 'posthog' }],
  [
    'PostHog’s older export, by windows',
    JSON.stringify({ version: '2022-12-02', data: { ...about, snapshotsByWindowId: byWindow } }),
    { recordingId: about.id, personName: 'Ada', source: 'posthog' },
  ],
  [
    'PostHog’s export, compressed',
    new Uint8Array(gzipSync(newer)),
    { recordingId: about.id, personName: 'Ada', source: 'posthog' },
  ],
  ['a list of rrweb events', JSON.stringify(flat), { recordingId: null, personName: null, source: 'rrweb' }],
  ['a list below a name', JSON.stringify({ events: flat }), { source: 'rrweb' }],
  ['lines as servers send them', lines, { source: 'rrweb' }],
  [
    'such lines, compressed, with line breaks of Windows',
    new Uint8Array(gzipSync(lines.replaceAll('\n', '\r\n'))),
    { source: 'rrweb' },
  ],
  [
    'lines of older servers',
    raw.map(({ windowId, event }) => JSON.stringify({ window_id: windowId, data: [event] })).join('\n\n'),
    { source: 'rrweb' },
  ],
]

test.each(files)('%s is read', async (_, part, facts) => {
  const state = await read(part)
  expect(state.end).toEqual({ kind: 'complete' })
  expect(state.file).toMatchObject(facts)
  expect(state.ranges[0]?.events).toEqual(expected)
  expect(state.facts.skips).toEqual({})
})

test('events without a window share one', async () => {
  const state = await read(JSON.stringify(snapshotEvents('join-form').map(({ event }) => event)))
  expect(new Set(state.ranges[0]?.events.map(({ windowId }) => windowId))).toEqual(new Set(['1']))
  expect(state.end).toEqual({ kind: 'complete' })
})

test('a file is sanitized like a recording from a server', async () => {
  const full = {
    type: 2,
    timestamp: 1_790_000_000_000,
    data: {
      node: { type: 0, id: 1, childNodes: [{ type: 2, id: 2, tagName: 'html', attributes: { onclick: 'x()' }, childNodes: [] }] },
    },
  }
  const state = await read(JSON.stringify([full, { type: 5, timestamp: 1_790_000_000_500, data: { tag: 'end', payload: {} } }]))
  expect(state.facts.removed).toEqual({ handlers: 1 })
  expect(JSON.stringify(state.ranges)).not.toContain('onclick')
})

test('invalid lines are skipped and counted', async () => {
  const state = await read(`${lines}\n{"half":\nnothing\n`)
  expect(state.ranges[0]?.events).toEqual(expected)
  expect(state.facts.skips).toEqual({ 'no-event': 2 })
})

describe('an unplayable file says why', () => {
  const cases: [string, BlobPart[], object, string][] = [
    ['nothing', [], { kind: 'empty' }, 'This file is empty.'],
    [
      'a web page',
      ['<!doctype html><p>'],
      { kind: 'no-recording', looksLike: 'a web page' },
      'This is a web page, not a recording.',
    ],
    [
      'a ZIP',
      ['PK\u0003\u0004 and so on'],
      { kind: 'no-recording', looksLike: 'a ZIP archive' },
      'This is a ZIP archive, not a recording.',
    ],
    ['a PDF', ['%PDF-1.7'], { kind: 'no-recording', looksLike: 'a PDF' }, 'This is a PDF, not a recording.'],
    ['a video', ['\0\0\0\u0018ftypmp42'], { kind: 'no-recording', looksLike: 'a video' }, 'This is a video, not a recording.'],
    ['words', ['Dear diary'], { kind: 'no-recording', looksLike: null }, 'This file isn’t a recording: it contains no JSON.'],
    ['a number', ['42'], { kind: 'no-recording', looksLike: null }, 'This file isn’t a recording: it contains no JSON.'],
    ['other JSON', ['{"hello":"world"}'], { kind: 'no-events' }, 'This file contains no recording events.'],
    ['an empty list', ['[]'], { kind: 'no-events' }, 'This file contains no recording events.'],
    [
      'an export of the future',
      ['{"version":"2031-01-01","data":{"frames":[]}}'],
      { kind: 'unknown-version', version: '2031-01-01' },
      'Export version “2031-01-01” isn’t supported.',
    ],
    [
      'a version that has no text',
      ['{"version":{"toString":1},"data":{"frames":[]}}'],
      { kind: 'unknown-version', version: '{"toString":1}' },
      'Export version “{"toString":1}” isn’t supported.',
    ],
    ['broken gzip', [new Uint8Array(gzipSync(newer)).slice(0, 500)], { kind: 'unreadable' }, 'This file couldn’t be read.'],
    [
      'gzip of a web page',
      [new Uint8Array(gzipSync('<html>'))],
      { kind: 'no-recording', looksLike: 'a web page' },
      'This is a web page, not a recording.',
    ],
  ]

  test.each(cases)('%s', async (_, parts, error, message) => {
    const { end } = await read(...parts)
    expect(end).toEqual({ kind: 'bad-file', error })
    expect(end && replayEndMessage(end)?.message).toBe(message)
    expect(end && replayEndMessage(end)?.next).toBeTruthy()
  })

  test('larger than a string can be', async () => {
    const blob = new Blob(['[]'])
    Object.defineProperty(blob, 'size', { value: 500_000_000 })
    const load = readReplayFile(blob, { allowedHosts: ['shop.example'], openDecoder: inProcessDecoder() })
    const { end } = await loadFully(load)
    expect(end).toEqual({ kind: 'bad-file', error: { kind: 'too-big', size: 500_000_000, max: 400_000_000 } })
    expect(end && replayEndMessage(end)?.message).toBe('This file is 500 MB. The limit is 400 MB.')
  })

  test('a mobile recording', async () => {
    const wireframes = { type: 2, timestamp: 1_790_000_000_000, data: { wireframes: [{ id: 1, type: 'text', text: 'Hello' }] } }
    expect((await read(JSON.stringify([wireframes, { ...wireframes, timestamp: 1_790_000_001_000 }]))).end).toEqual({
      kind: 'complete',
    })
  })
})
