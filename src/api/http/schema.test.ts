import * as v from 'valibot'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Owner, PersonalApiKey, Project } from '#api/account/account.ts'
import { Deployment } from '#api/account/deployment.ts'
import { Recording } from '#api/recordings/recordings.ts'
import { rowsOf } from './schema.ts'

const Recordings = rowsOf(Recording)
const row = (id: string, more: object = {}) => ({ id, ...more })

test('any JSON is read or rejected, and never throws', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (json) => {
      for (const schema of [Recordings, Recording, Owner, PersonalApiKey, Project, Deployment]) {
        expect(() => v.safeParse(schema, json)).not.toThrow()
      }
    }),
    { numRuns: 500 },
  )
})

test('a recording with anything in its fields is still a recording', () => {
  const names = ['person', 'start_time', 'recording_duration', 'click_count', 'viewed', 'start_url', 'distinct_id', 'ongoing']
  const fields = fc.dictionary(fc.constantFrom(...names), fc.jsonValue())
  fc.assert(
    fc.property(fields, (more) => {
      const read = v.parse(Recording, { ...more, id: 'a' })
      expect(read.id).toBe('a')
      expect(read.recordingDuration === null || read.recordingDuration >= 0).toBe(true)
      expect(read.startTime === null || !Number.isNaN(read.startTime.getTime())).toBe(true)
    }),
  )
})

test('all four dialects of a list are read', () => {
  const results = [row('a'), row('b')]
  const read = (json: unknown) => {
    const { total, hasMore, rows } = v.parse(Recordings, json)
    return { total, hasMore, ids: rows.map(({ id }) => id) }
  }
  const ids = ['a', 'b']
  expect(read({ count: 9, next: 'http://elsewhere/?offset=2', previous: null, results })).toEqual({
    total: 9,
    hasMore: true,
    ids,
  })
  expect(read({ count: 2, next: null, previous: null, results })).toEqual({ total: 2, hasMore: false, ids })
  expect(read({ results, has_next: true, version: 4 })).toEqual({ total: null, hasMore: true, ids })
  expect(read({ results, has_next: false, next_cursor: null })).toEqual({ total: null, hasMore: false, ids })
  expect(read({ results, has_next: true, next_cursor: 'abc' })).toEqual({ total: null, hasMore: true, ids })
  expect(read(results)).toEqual({ total: null, hasMore: false, ids })
})

test('durations of old servers are strings of seconds', () => {
  expect(v.parse(Recording, row('a', { recording_duration: '1172.675' })).recordingDuration).toBe(1172.675)
})

test('a count that makes no sense is unknown, not zero', () => {
  for (const bad of [-1, 'many', null, undefined, {}, Number.NaN, '']) {
    expect(v.parse(Recording, row('a', { click_count: bad })).clickCount).toBeNull()
  }
  expect(v.parse(Recording, row('a', { click_count: 0 })).clickCount).toBe(0)
})

test('an unreadable row is dropped and counted; a duplicate row is dropped', () => {
  const read = v.parse(Recordings, { results: [row('a'), {}, null, 'x', row('a'), row('b', { person: 7 })], has_next: false })
  expect(read.rows.map(({ id }) => id)).toEqual(['a', 'b'])
  expect(read.unreadable).toBe(3)
})

test('an answer that is not a list says what it is instead', () => {
  const message = (json: unknown) => v.safeParse(Recordings, json).issues?.[0].message
  expect(message({ hello: 'world' })).toBe('not a list but an object with “hello”')
  expect(message(null)).toBe('not a list but nothing')
  expect(message({ results: 5 })).toBe('not a list but an object with “results”')
})

test('a person’s own property names are left as they are', () => {
  const { person } = v.parse(
    Recording,
    row('a', { person: { distinct_ids: ['x', 3], properties: { utm_source: 'q', $os: 'Mac' } } }),
  )
  expect(person?.properties).toEqual({ utm_source: 'q', $os: 'Mac' })
  expect(person?.distinctIds).toEqual(['x'])
})
