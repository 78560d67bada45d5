import { expect, test } from 'vitest'
import { createEventReader } from './eventReader.ts'

const repeated = ['gridcell', 'value', 'value', 1.5, null, true]

test('events are what their JSON says, whatever repeats and however they are named', () => {
  const text = `[{"type":5,"timestamp":1,"windowId":"w","data":{"__proto__":"gridcell","list":${JSON.stringify(repeated)}}}]`
  const read = createEventReader()
  expect(JSON.stringify(read(text))).toBe(text)
  expect(JSON.stringify(read(text))).toBe(text)
})

test('nesting that is deeper than the stack is read all the same', () => {
  const deep = 200_000
  const [event] = createEventReader()(`[{"data":${'['.repeat(deep)}"in"${']'.repeat(deep)}}]`)
  let depth = 0
  for (let inner: unknown = event?.data; Array.isArray(inner); inner = inner[0]) depth += 1
  expect(depth).toBe(deep)
})
