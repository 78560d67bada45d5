import { gzipSync } from 'node:zlib'
import { packField, packing } from '../pack.ts'
import { source, type } from '../rrweb.ts'
import type { Block } from '../tape.ts'
import { among, lineOf, plainBlocks, plainEvents, withLines } from './damagedPage.ts'
import type { Lures } from './lures.ts'

export function gzip(lures: Lures, start: number): Block[] {
  const good = packField(plainEvents(lures, start)[1]?.data)
  const full = (data: string) => lineOf({ type: type.full, timestamp: start + 700, data, cv: packing })
  const change = (fields: Record<string, unknown>) =>
    lineOf({ type: type.change, timestamp: start + 2100, cv: packing, data: { source: source.mutation, ...fields } })
  const broken = [
    full(good.slice(0, good.length / 2)),
    full(good.slice(0, -8)),
    full(`${good.slice(0, 40)}\u0000\u0000\u0000\u0000${good.slice(44)}`),
    full('no gzip at all'),
    full(''),
    full('\u001f\u008b'),
    full(`\u001f\u008b\u0008${'☕'.repeat(40)}`),
    full(Buffer.from(good, 'latin1').toString('base64')),
    full(gzipSync('{"node":').toString('latin1')),
    full(packField(null)),
    full(packField('not an object')),
    full(packField(packField({ node: null }))),
    change({ adds: good.slice(0, 30), removes: packField([]), texts: packField({}), attributes: '' }),
    change({ adds: packField('adds'), removes: packField(7), texts: [], attributes: 'plain words' }),
    lineOf({
      type: type.change,
      timestamp: start + 2200,
      cv: packing,
      data: { source: source.styleRule, id: 1, adds: 'x', removes: 'y' },
    }),
    lineOf({ type: type.change, timestamp: start + 2300, cv: packing, data: 'packed as a whole' }),
  ]
  return withLines(plainBlocks(lures, start), among(broken))
}

export function unknownPacking(lures: Lures, start: number): Block[] {
  const versions: unknown[] = ['2031-01', '', '2024-11', 7, null, {}, ['2024-10'], '2024-10 ', '__proto__']
  const odd = versions.map((cv, order) =>
    lineOf({ type: type.full, timestamp: start + 700 + order, cv, data: 'packed as nobody knows' }),
  )
  return withLines(plainBlocks(lures, start), among(odd))
}
