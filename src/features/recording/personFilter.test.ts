import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Recording } from '#api/recordings/recordings.ts'
import { isUnknownPerson, personQuestion } from './personFilter.ts'

const known = { uuid: 'u-1', name: 'Ada', distinct_ids: ['ada'], created_at: '2026-01-01T00:00:00Z' }

test('a known person is asked for by uuid', () => {
  const recording = v.parse(Recording, { id: 'r', distinct_id: 'ada', person: known })
  expect(isUnknownPerson(recording)).toBe(false)
  expect(personQuestion(recording)).toMatchObject({ personUuid: 'u-1', distinctId: null, dateFrom: '-1825d' })
})

test('a person that PostHog no longer knows has a made-up uuid, and is asked for by distinct id', () => {
  const person = { ...known, name: null, created_at: null }
  const recording = v.parse(Recording, { id: 'r', distinct_id: 'ada', person })
  expect(isUnknownPerson(recording)).toBe(true)
  expect(personQuestion(recording)).toMatchObject({ personUuid: null, distinctId: 'ada' })
})

test('without a person and a distinct id there is nothing to ask for', () => {
  expect(personQuestion(v.parse(Recording, { id: 'r', person: null }))).toBeNull()
})
