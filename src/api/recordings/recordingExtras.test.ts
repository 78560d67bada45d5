import { expect, test } from 'vitest'
import { readExtras } from './recordingExtras.ts'

test('an AI summary is read where the server has one, and damage costs only it', () => {
  const outcome = { success: false, description: 'Left on /checkout.' }
  expect(readExtras({ summary_outcome: outcome, event_count: 3 })).toMatchObject({ summaryOutcome: outcome, eventCount: 3 })
  for (const summary_outcome of [undefined, null, 'text', { success: 1 }, { description: 7 }]) {
    expect(readExtras({ summary_outcome, event_count: 3 })).toMatchObject({ summaryOutcome: null, eventCount: 3 })
  }
})
