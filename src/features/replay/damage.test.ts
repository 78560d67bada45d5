import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostileTape } from '../../../demo/snapshots/hostile/hostileTape.ts'
import { playCaptured } from '../../../demo/snapshots/capturedTape.ts'
import { blocksOf } from '../../../demo/snapshots/tape.ts'
import { newBlockText, oldBlockText } from '../../../demo/snapshots/writeLines.ts'
import type { ReplayEvent } from '#lib/replayEvent.ts'
import { createEngine } from './engine.ts'
import { dangersIn, ownHost } from './sanitizer/dangers.fixture.ts'

const start = 1_790_000_000_000
const encoder = new TextEncoder()

function blocksOfHostile(slug: string) {
  return hostileTape(`hostile-${slug}`, start, 'http://127.0.0.1:4179')?.(start + 3_600_000) ?? []
}

const captured = blocksOf(playCaptured('join-form', start, null))
const sources = [
  captured.map(newBlockText).join(''),
  captured.map((block) => oldBlockText(block.lines())).join('\n'),
  ...['scripts', 'nested', 'handlers', 'styles', 'tree', 'gzip', 'shadow'].map((slug) =>
    blocksOfHostile(slug).map(newBlockText).join(''),
  ),
].map((text) => encoder.encode(text))

type Damage = (bytes: Uint8Array) => Uint8Array

function joined(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

const fraction = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.tuple(fraction, fc.nat(7)).map(([position, bit]): Damage => (bytes) => {
    const index = Math.floor(position * bytes.length)
    const changed = Uint8Array.from(bytes)
    changed[index] = (changed[index] ?? 0) ^ (1 << bit)
    return changed
  }),
  fc.tuple(fraction, fc.nat(3000)).map(([position, length]): Damage => (bytes) => {
    const index = Math.floor(position * bytes.length)
    return joined(bytes.subarray(0, index), bytes.subarray(index + length))
  }),
  fc.tuple(fraction, fc.uint8Array({ maxLength: 60 })).map(([position, more]): Damage => (bytes) => {
    const index = Math.floor(position * bytes.length)
    return joined(bytes.subarray(0, index), more, bytes.subarray(index))
  }),
  fc
    .tuple(fraction, fc.constantFrom('null', '[', '{"a":', '"', '-1', '1e999', '\\u0000', '"__proto__":{},', '"id":1,', '],['))
    .map(([position, more]): Damage => (bytes) => {
      const index = Math.floor(position * bytes.length)
      return joined(bytes.subarray(0, index), encoder.encode(more), bytes.subarray(index))
    }),
  fc.tuple(fraction, fraction).map(([one, other]): Damage => (bytes) => {
    const lines = new TextDecoder().decode(bytes).split('\n')
    const [from, to] = [Math.floor(one * lines.length), Math.floor(other * lines.length)]
    const moved = [...lines]
    moved[from] = lines[to] ?? ''
    moved[to] = lines[from] ?? ''
    return encoder.encode(moved.join('\n'))
  }),
  fc
    .tuple(
      fc.constantFrom(
        '"id":',
        '"type":',
        '"timestamp":',
        '"parentId":',
        '"childNodes":',
        '"tagName":',
        '"source":',
        '"attributes":',
      ),
      fraction,
      fc.constantFrom('0', '-5', 'null', '"x"', '[]', '{}', '1e308', '3', '[[]]'),
    )
    .map(([name, position, value]): Damage => (bytes) => {
      const text = new TextDecoder().decode(bytes)
      const index = text.indexOf(name, Math.floor(position * text.length))
      if (index === -1) return bytes
      return encoder.encode(`${text.slice(0, index + name.length)}${value},"was":${text.slice(index + name.length)}`)
    }),
)

/** Decodes two segments in chunks of `size` bytes, optionally the second one first. */
function play(bytes: Uint8Array, size: number, isSecondFirst: boolean, breaks: boolean): ReplayEvent[] {
  const eventsByStream = new Map<number, ReplayEvent[]>()
  const engine = createEngine({
    ownHost,
    allowedHosts: [],
    starts: [start, start + 8000],
    hints: [start, start + 8000],
    emit(output) {
      if (output.type === 'batch')
        eventsByStream.set(output.streamId, [...(eventsByStream.get(output.streamId) ?? []), ...output.events])
    },
  })
  const half = bytes.indexOf(10, bytes.length >> 1) + 1
  const parts = [bytes.subarray(0, half), bytes.subarray(half)]
  for (const segment of isSecondFirst ? [1, 0] : [0, 1]) {
    const part = parts[segment] ?? new Uint8Array()
    for (let position = 0; position < part.length; position += size)
      engine.push(segment, part.subarray(position, position + size))
    if (breaks) {
      engine.discardRequest(segment)
      engine.abandonSegment(segment)
      engine.push(segment, part)
    }
    engine.endRequest(segment)
    engine.endSegment(segment)
  }
  return [...eventsByStream.values()].flat()
}

test('damaged recordings never throw or hang, and nothing dangerous passes', () => {
  let events = 0
  let slowest = 0
  fc.assert(
    fc.property(
      fc.constantFrom(...sources),
      fc.array(damage, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 50, max: 300_000 }),
      fc.boolean(),
      fc.boolean(),
      (bytes, damages, size, isSecondFirst, breaks) => {
        const before = performance.now()
        const played = play(
          damages.reduce<Uint8Array>((left, one) => one(left), bytes),
          Math.max(size, bytes.length / 50),
          isSecondFirst,
          breaks,
        )
        slowest = Math.max(slowest, performance.now() - before)
        events += played.length
        expect(played.flatMap(dangersIn)).toEqual([])
        for (const { timestamp, windowId } of played) {
          expect(Number.isFinite(timestamp)).toBe(true)
          expect(typeof windowId).toBe('string')
        }
      },
    ),
    { numRuns: 250 },
  )
  expect(events).toBeGreaterThan(2000)
  expect(slowest, 'milliseconds; an undamaged one takes about twenty').toBeLessThan(5000)
}, 120_000)

test('noise has no events', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), fc.string({ maxLength: 500, unit: 'binary' }), (noise, text) => {
      expect(play(joined(noise, encoder.encode(`\n${text}\n`)), 97, false, false)).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('JSON of any shape is harmless', () => {
  fc.assert(
    fc.property(
      fc.array(fc.json({ maxDepth: 5 }), { maxLength: 10 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 7 }), fc.jsonValue()), { maxLength: 10 }),
      (lines, events) => {
        const own = events.map(([type, data], index) =>
          JSON.stringify(['w', { type, data, timestamp: start + index, cv: index % 3 === 0 ? '2024-10' : undefined }]),
        )
        expect(play(encoder.encode([...lines, ...own].join('\n')), 1000, true, true).flatMap(dangersIn)).toEqual([])
      },
    ),
    { numRuns: 500 },
  )
})

test('media, canvas drawing and events of newer recorders are no unreadable lines', () => {
  const [block] = captured
  const events = [
    { type: 3, data: { source: 7, type: 0, id: 5 } },
    { type: 3, data: { source: 9, id: 5, type: 0, commands: [] } },
    { type: 7, data: { url: 'https://shop.example/a.png', payload: 'x' } },
    { type: 42, data: null },
  ]
  const lines = events.map((event, index) => JSON.stringify(['w', { ...event, timestamp: start + 100 + index }])).join('\n')
  const engine = createEngine({ ownHost, allowedHosts: [], starts: [start], hints: [start], emit: () => undefined })
  engine.push(0, encoder.encode(`${block ? newBlockText(block) : ''}${lines}\n`))
  engine.endSegment(0)
  expect(engine.facts().hasFullSnapshot).toBe(true)
  expect(engine.facts().skips).toEqual({})
})
