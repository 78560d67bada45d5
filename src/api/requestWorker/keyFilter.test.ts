import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyFilter } from './keyFilter.ts'

async function filtered(pieces: readonly string[], key: string): Promise<string> {
  const encoder = new TextEncoder()
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(encoder.encode(piece))
      controller.close()
    },
  })
  return new Response(source.pipeThrough(keyFilter(key))).text()
}

const letters = fc.constantFrom('a', 'b', 'é', '💥')

test('a key is overwritten wherever a stream is split, and nothing else changes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 5 }),
      fc.array(fc.string({ unit: letters, maxLength: 12 }), { maxLength: 8 }),
      async (key, pieces) => {
        expect(await filtered(pieces, key)).toBe(pieces.join('').replaceAll(key, '*'.repeat(key.length)))
      },
    ),
    { numRuns: 300 },
  )
})

test('what begins like a key comes at the end at the latest', async () => {
  expect(await filtered(['x phx_', 'secret', ' phx_sec'], 'phx_secret')).toBe('x ********** phx_sec')
})
