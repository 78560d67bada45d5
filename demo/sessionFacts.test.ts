import { describe, expect, test } from 'vitest'
import { deriveFacts } from './record/deriveFacts.ts'
import { landmarks } from './record/landmarks.ts'
import { sessionFacts } from './sessionFacts.ts'
import { capturedSessions } from './sessions.ts'

describe.each(capturedSessions())('what is known of the pages of $name', ({ name, durationSeconds, windowIds }) => {
  const facts = sessionFacts(name)

  test('is what its events say', () => {
    expect(facts).toEqual(deriveFacts(name))
  })

  test('holds every landmark, within the recording and in one of its tabs', () => {
    const { texts = [], values = [] } = landmarks[name] ?? {}
    expect(new Set(facts.map(({ words }) => words))).toEqual(new Set([...texts, ...values]))
    for (const { from, until, windowId } of facts) {
      expect(from).toBeGreaterThanOrEqual(0)
      expect(until ?? durationSeconds).toBeGreaterThan(from)
      expect(windowIds).toContain(windowId)
    }
  })
})

test('an order is typed before it is placed, and thanked for at the end', () => {
  const facts = sessionFacts('shop-checkout')
  const of = (words: string) => facts.findLast((one) => one.words === words)
  expect(of('Maren Lindqvist')).toMatchObject({ kind: 'value' })
  expect(of('Maren Lindqvist')?.until).toBe(of('LP-20418')?.from)
  expect(of('LP-20418')?.until).toBeNull()
})
