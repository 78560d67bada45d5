import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Recording } from '#api/recordings/recordings.ts'
import { isUnknownPerson, personQuestion } from './personFilter.ts'

const known = { uuid: 'u-1', name: 'Ada', distinct_ids: ['ada'], created_at: '2026-01-01T00:00:00Z' }

test('filters by UUID for a known person', () => {
  const recording = v.parse(Recording, { id: 'r', distinct_id: 'ada', person: known })
  expect(isUnknownPerson(recording)).toBe(false)
  expect(personQuestion(recording)).toMatchObject({ personUuid: 'u-1', distinctId: null, dateFrom: '-1825d' })
})

test('filters by distinct ID for an unknown person, whose UUID is made up', () => {
  const person = { ...known, name: null, created_at: null }
  const recording = v.parse(Recording, { id: 'r', distinct_id: 'ada', person })
  expect(isUnknownPerson(recording)).toBe(true)
  expect(personQuestion(recording)).toMatchObject({ personUuid: null, distinctId: 'ada' })
})

test('has no filter without person and distinct ID', () => {
  expect(personQuestion(v.parse(Recording, { id: 'r', person: null }))).toBeNull()
})
