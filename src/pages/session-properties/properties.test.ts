import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countOf, readCounts } from './valueCounts.ts'
import { propertiesSearch } from './propertiesSearch.ts'
import { propertyRecordingsPath } from '#features/recording/propertyRecordings.ts'
import { findProperties, groupProperties, maxShown, typesIn } from './findProperties.ts'
import { kindOf } from './propertyKinds.ts'
import { meaningOf } from './propertyMeanings.ts'
import { propertiesCsv } from './propertyFile.ts'
import { hasValues, propertySql, valueSql } from './propertySql.ts'
import { paths } from '#lib/paths.ts'

const anyProperty = fc.record({
  name: fc.oneof(fc.string({ minLength: 1, unit: 'binary' }), fc.constantFrom('$entry_gclid', '__proto__', 'constructor')),
  propertyType: fc.option(fc.oneof(fc.string(), fc.constantFrom('String', 'Boolean', 'DateTime'))),
  isNumerical: fc.boolean(),
})

function property(name: string, propertyType: string | null = 'String') {
  return { name, propertyType, isNumerical: false }
}

describe('any definitions', () => {
  test('are filtered, grouped, described, exported and queried', () => {
    fc.assert(
      fc.property(fc.array(anyProperty), fc.string(), fc.string({ unit: 'binary' }), (all, search, value) => {
        const grouped = groupProperties(findProperties(all, null, { search: '', type: '' }))
        expect(grouped.flatMap(({ rows }) => rows)).toHaveLength(new Set(all.map(({ name }) => name)).size)
        findProperties(all, all, { search, type: '' })
        typesIn(all)
        propertiesCsv(all)
        for (const one of all) {
          expect(typeof (meaningOf(one.name) ?? '')).toBe('string')
          expect(paths.sql('1', propertySql(one))).toMatch(/^\/project\/1\/sql\?query=select/)
          expect(paths.sql('1', valueSql(one, value))).toMatch(/^\/project\/1\/sql\?query=select/)
        }
      }),
    )
  })

  test('are drawn up to a limit', () => {
    const many = Array.from({ length: 3000 }, (_, index) => property(`property ${index}`))
    expect(groupProperties(many).flatMap(({ rows }) => rows)).toHaveLength(maxShown)
  })
})

test('every word must be in the name, and the server’s matches are added', () => {
  const all = [property('$entry_utm_source'), property('$entry_utm_medium'), property('$is_bounce', 'Boolean')]
  const names = (search: string, type = '', serverMatches: typeof all | null = null) =>
    findProperties(all, serverMatches, { search, type }).map(({ name }) => name)
  expect(names('')).toHaveLength(3)
  expect(names('UTM source')).toEqual(['$entry_utm_source'])
  expect(names('', 'Boolean')).toEqual(['$is_bounce'])
  expect(names('channel', '', [property('$channel_type')])).toEqual(['$channel_type'])
  expect(typesIn(all)).toEqual(['Boolean', 'String'])
})

test('properties are grouped by kind', () => {
  const kinds = {
    $entry_pathname: 'entry',
    $end_pathname: 'exit',
    $last_external_click_url: 'exit',
    $entry_utm_source: 'campaign',
    $entry_gclid: 'campaign',
    $entry_has_gclid: 'campaign',
    $channel_type: 'campaign',
    $pageview_count: 'counts',
    $is_bounce: 'counts',
    $session_duration: 'time',
    $end_timestamp: 'time',
    $vitals_lcp: 'vitals',
    constructor: 'other',
  }
  for (const [name, kind] of Object.entries(kinds)) expect(kindOf(name)).toBe(kind)
  expect(meaningOf('$entry_fbclid')).toBe('Click ID of Facebook in the first URL (fbclid)')
  expect(meaningOf('constructor')).toBeNull()
})

test('queries escape names and values', () => {
  expect(valueSql(property('$entry_utm_source'), "O'Neill"))
    .toBe(`select session_id, $start_timestamp, $session_duration, $entry_utm_source
from sessions
where $entry_utm_source = 'O\\'Neill' and $start_timestamp >= now() - interval 30 day
order by $start_timestamp desc
limit 100`)
  expect(valueSql(property('$is_bounce', 'Boolean'), '1')).toContain('$is_bounce = true')
  expect(valueSql(property('a b'), 'x')).toContain("`a b` = 'x'")
  expect(propertySql(property('$session_duration', 'Duration'))).toContain('avg($session_duration)')
  expect(propertySql(property('$start_timestamp', 'DateTime'))).toContain('toDate($start_timestamp) as day')
  expect([hasValues(property('x', 'Numeric')), hasValues(property('x', null)), hasValues(property('x', 'Boolean'))]).toEqual([
    false,
    true,
    true,
  ])
})

test('recordings links survive a round trip, or there is none', () => {
  expect(propertyRecordingsPath('1', '$channel_type', 'a=b & c')).toBe(
    '/project/1/recordings?property=%24channel_type%3Da%3Db+%26+c&date_from=-30d',
  )
  for (const value of ['', 'x ', '\ud800', 'x'.repeat(600)]) expect(propertyRecordingsPath('1', 'key', value)).toBeNull()
  expect(propertyRecordingsPath('1', 'a=b', 'c')).toBeNull()
})

test('any URL is read', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), (params) => {
      expect(Object.keys(propertiesSearch.read(new URLSearchParams(params)))).toEqual(['search', 'type', 'property', 'value'])
    }),
  )
})

test('counts are read by value, true as 1, and rows without a number are left out', () => {
  const counts = readCounts(property('x', 'String'), [['a', 4], ['', 2], [null, 9], ['b', 'many'], 'odd'])
  expect(['a', '', 'b'].map((value) => countOf(counts, property('x', 'String'), value))).toEqual([4, 2, null])
  expect(counts.most).toBe(4)
  const flags = readCounts(property('x', 'Boolean'), [
    [true, 3],
    ['0', 1],
  ])
  expect(['1', 'false'].map((value) => countOf(flags, property('x', 'Boolean'), value))).toEqual([3, 1])
})
