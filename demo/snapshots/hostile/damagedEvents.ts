import { move } from '../events.ts'
import { packEvent } from '../pack.ts'
import { type } from '../rrweb.ts'
import type { Block, Line } from '../tape.ts'
import { hostileWindow } from './attackTape.ts'
import { among, lineOf, plainBlocks, plainEvents, withLines } from './damagedPage.ts'
import type { Lures } from './lures.ts'

export function shapes(lures: Lures, start: number): Block[] {
  const timestamp = start + 700
  const events: unknown[] = [5, 'event', null, true, [], [1, 2], {}, { type: 2 }, { timestamp }]
  const types: unknown[] = ['2', null, -1, 2.5, 99, {}, [3]]
  const data: unknown[] = [null, 7, 'text', [], { source: 'mutation' }, { node: null }, { node: 5, initialOffset: null }]
  const odd = [
    ...events,
    ...types.map((one) => ({ type: one, timestamp, data: {} })),
    ...data.flatMap((one) =>
      [type.full, type.change, type.meta, type.plugin, type.custom].map((kind) => ({ type: kind, timestamp, data: one })),
    ),
    { type: type.change, timestamp },
    { type: type.meta, timestamp, data: { href: 5, width: 'wide', height: null } },
  ]
  return withLines(plainBlocks(lures, start), among(odd.map(lineOf)))
}

function lostAt(timestamp: unknown) {
  return { type: type.custom, timestamp, data: { tag: 'lost in time', payload: {} } }
}

export function clocks(lures: Lures, start: number): Block[] {
  const times: unknown[] = [
    -1,
    -62_135_596_800_000,
    0,
    0.5,
    253_402_300_799_999,
    8.64e15,
    1e300,
    String(start),
    '2026-09-17',
    null,
    {},
    [],
  ]
  const odd: Line[] = [
    ...times.map((time) => lineOf(lostAt(time))),
    { raw: `["${hostileWindow}",{"type":5,"timestamp":1e400,"data":{"tag":"infinite","payload":{}}}]` },
    { raw: `["${hostileWindow}",{"type":5,"timestamp":-1e400,"data":{"tag":"infinite","payload":{}}}]` },
    lineOf({ ...move(start + 900, 9, 9, 1), delay: -1e12 }),
  ]
  return withLines(plainBlocks(lures, start), among(odd))
}

export function windows(lures: Lures, start: number): Block[] {
  const names: unknown[] = [
    '__proto__',
    'constructor',
    '',
    null,
    7,
    {},
    [],
    true,
    '<script>top.hacked=1</script>',
    '\u202ewindow',
    'x'.repeat(5000),
  ]
  const sixty = Array.from({ length: 60 }, (_, order) => `window-${order}`)
  const events = plainEvents(lures, start).slice(0, 3).map(packEvent)
  const extra = [...names, ...sixty].flatMap((windowId) => events.map((event) => ({ windowId, event })))
  return withLines(plainBlocks(lures, start), (lines, order) => (order === 0 ? [...lines, ...extra] : lines))
}
