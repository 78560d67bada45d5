import { expect, test } from 'vitest'
import { gapsOf } from './gaps.ts'

const loaded = { ranges: [{ streamId: 0, from: 0, to: 900, events: [] }], facts: { startedAt: 1000 } }

test('a block that ends before it starts is a gap from its earlier to its later time', () => {
  expect(gapsOf([{ start: 6000, end: 2000 }], loaded, true)).toEqual([{ from: 1000, to: 5000 }])
})

test('neighboring blocks that are missing are one gap, which never shrinks', () => {
  const blocks = [
    { start: 2000, end: 6000 },
    { start: 3000, end: 4000 },
  ]
  expect(gapsOf(blocks, loaded, true)).toEqual([{ from: 1000, to: 5000 }])
})
