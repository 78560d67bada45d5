import * as v from 'valibot'
import { beforeEach, expect, test } from 'vitest'
import { freezes } from '#storage/resumeReminders.ts'
import { Subscription } from '#api/subscriptions/subscriptions.ts'
import { usualDialect } from '#features/schedule/scheduleRules.ts'
import { judge } from '../analyzeSubscription.ts'
import { addToFreeze, freezesOf, thaw } from './reminders.ts'

const at = { id: 'shop', host: 'https://posthog.example', key: 'phx_a', projectId: '1' }
const context = { now: 0, zone: null, dialect: usualDialect, organisationDomains: [], duplicates: new Map() }

function one(id: number) {
  return judge(v.parse(Subscription, { id, title: `Report ${id}` }), context)
}

function kept() {
  return freezesOf(freezes.get(), at).map(({ until, subscriptions }) => [until, subscriptions.map(({ id }) => id)])
}

beforeEach(() => freezes.set(() => []))

test('what is paused after a retry joins the same freeze, once', () => {
  const freeze = { id: 'f', until: '2026-11-30' }
  addToFreeze(at, freeze, one(1))
  expect(kept()).toEqual([['2026-11-30', ['1']]])
  addToFreeze(at, freeze, one(2))
  addToFreeze(at, freeze, one(1))
  addToFreeze(at, { id: 'g', until: '2026-11-29' }, one(3))
  expect(kept()).toEqual([
    ['2026-11-29', ['3']],
    ['2026-11-30', ['2', '1']],
  ])
})

test('a freeze is gone once nothing is left of it', () => {
  for (const id of [1, 2]) addToFreeze(at, { id: 'f', until: '2026-11-30' }, one(id))
  thaw('f', new Set(['1']))
  expect(kept()).toEqual([['2026-11-30', ['2']]])
  thaw('f', new Set(['2']))
  expect(kept()).toEqual([])
})
