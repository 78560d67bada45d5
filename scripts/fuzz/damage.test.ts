import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createChance } from '../../demo/tools/record/chance.ts'
import { damage } from './damage.ts'

async function damaged(body: string, seed: number): Promise<string> {
  const response = await damage(new Response(body, { headers: { 'Content-Type': 'application/json' } }), createChance(seed))
  return `${response.status} ${await response.text()}`
}

test('the same seed does the same damage to any answer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.json(), fc.string()), fc.nat(), async (body, seed) => {
      expect(await damaged(body, seed)).toBe(await damaged(body, seed))
    }),
    { numRuns: 300, examples: [['{"":false," ":null,"!":null}', 763573222]] },
  )
})

test('most answers are damaged, in many ways, and some stay whole', async () => {
  const body = JSON.stringify({
    results: [
      { id: 'a', person: { name: 'Ada' } },
      { id: 'b', person: null },
    ],
    has_next: false,
  })
  const answers = await Promise.all(Array.from({ length: 300 }, (_, seed) => damaged(body, seed)))
  const whole = answers.filter((answer) => answer === `200 ${body}`)
  expect(whole.length).toBeGreaterThan(60)
  expect(whole.length).toBeLessThan(180)
  expect(new Set(answers).size).toBeGreaterThan(120)
})
