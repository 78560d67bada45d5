import { type } from '../rrweb.ts'
import type { Block } from '../tape.ts'
import { among, blocksOfEvents, plainBlocks, plainEvents, withLines } from './damagedPage.ts'
import type { Lures } from './lures.ts'

export function wrongOrder(lures: Lures, start: number): Block[] {
  const blocks = plainBlocks(lures, start)
  const texts = blocks.map((block) => block.lines().toReversed()).toReversed()
  return withLines(blocks, (_, order) => texts[order] ?? [])
}

export function missingMeta(lures: Lures, start: number): Block[] {
  const events = plainEvents(lures, start).filter((event) => event.type !== type.meta)
  return blocksOfEvents(events)
}

export function emptyLines(lures: Lures, start: number): Block[] {
  const nothing = ['', ' ', '\t', '\r', '\n\n', '\u0000', '\ufeff', '\u2028', '\u00a0'].map((raw) => ({ raw }))
  return withLines(plainBlocks(lures, start), (lines) => [...nothing, ...lines.flatMap((line) => [...nothing, line]), ...nothing])
}

const junk = [
  '<!doctype html><html><title>502 Bad Gateway</title><script>top.hacked=1</script></html>',
  '{"error":"An unexpected error has occurred. Please try again later."}',
  '["hostile-window",{"type":3,"timestamp":',
  '{"type":2',
  'null',
  'true',
  '5',
  '"text"',
  '[]',
  '[[]]',
  '["hostile-window"]',
  '["hostile-window",null,5]',
  '{}',
  '{"window_id":"hostile-window"}',
  '{"window_id":"hostile-window","data":"none"}',
  '{"window_id":null,"data":[null,1,"two",[]]}',
  '{"data":[{"type":3}]}',
  'NaN',
  '[1e999999,{}]',
  '['.repeat(20_000),
  `["hostile-window",${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}]`,
  'x'.repeat(100_000),
  '\u001f\u008b\u0008\u0000 gzip of nothing',
]

export function junkLines(lures: Lures, start: number): Block[] {
  return withLines(plainBlocks(lures, start), among(junk.map((raw) => ({ raw }))))
}

export function twice(lures: Lures, start: number): Block[] {
  const blocks = plainBlocks(lures, start)
  const texts = blocks.map((block) => block.lines())
  return withLines(blocks, (lines, order) => [...(texts[order - 1] ?? []), ...lines.flatMap((line) => [line, line]), ...lines])
}
