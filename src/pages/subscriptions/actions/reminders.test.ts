import { beforeEach, expect, test } from 'vitest'
import { resumeReminders } from '#storage/resumeReminders.ts'
import { addToReminder, remindersOf, removeResumed } from './reminders.ts'

const connection = { id: 'shop', host: 'https://posthog.example', key: 'phx_a', projectId: '1' }

function one(id: number) {
  return { id: String(id), name: `Report ${id}` }
}

function storedReminders() {
  return remindersOf(resumeReminders.get(), connection).map(({ until, subscriptions }) => [
    until,
    subscriptions.map(({ id }) => id),
  ])
}

beforeEach(() => resumeReminders.set(() => []))

test('a subscription paused in a retry joins the same reminder, once', () => {
  const reminder = { id: 'f', until: '2026-11-30' }
  addToReminder(connection, reminder, one(1))
  expect(storedReminders()).toEqual([['2026-11-30', ['1']]])
  addToReminder(connection, reminder, one(2))
  addToReminder(connection, reminder, one(1))
  addToReminder(connection, { id: 'g', until: '2026-11-29' }, one(3))
  expect(storedReminders()).toEqual([
    ['2026-11-29', ['3']],
    ['2026-11-30', ['2', '1']],
  ])
})

test('a reminder is removed once it is empty', () => {
  for (const id of [1, 2]) addToReminder(connection, { id: 'f', until: '2026-11-30' }, one(id))
  removeResumed('f', new Set(['1']))
  expect(storedReminders()).toEqual([['2026-11-30', ['2']]])
  removeResumed('f', new Set(['2']))
  expect(storedReminders()).toEqual([])
})
