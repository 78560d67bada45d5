import { expect, test } from 'vitest'
import { createEventReader } from './eventReader.ts'

const repeated = ['gridcell', 'value', 'value', 1.5, null, true]

test('parses events with repeated strings and any key', () => {
  const text = `[{"type":5,"timestamp":1,"windowId":"w","data":{"__proto__":"gridcell","list":${JSON.stringify(repeated)}}}]`
  const read = createEventReader()
  expect(JSON.stringify(read(text))).toBe(text)
  expect(JSON.stringify(read(text))).toBe(text)
})

test('parses nesting deeper than the stack', () => {
  const deep = 200_000
  const [event] = createEventReader()(`[{"data":${'['.repeat(deep)}"in"${']'.repeat(deep)}}]`)
  let depth = 0
  for (let inner: unknown = event?.data; Array.isArray(inner); inner = inner[0]) depth += 1
  expect(depth).toBe(deep)
})
