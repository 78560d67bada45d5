import { expect, test } from 'vitest'
import { suggestName } from './suggestName.ts'

test.each([
  ['click_coumt', 'select click_coumt from session_replay_events', 'click_count'],
  ['clickcount', 'select clickcount from session_replay_events', 'click_count'],
  ['session_replay_event', 'select 1 from session_replay_event', 'session_replay_events'],
  ['dateDif', 'select dateDif(timestamp) from events', 'dateDiff'],
  ['nowhere', 'select nowhere from events', null],
  ['timestamp', 'select timestamp from events', null],
])('for %s in “%s” it suggests %s', (name, text, expected) => {
  expect(suggestName(name, text)).toBe(expected)
})
