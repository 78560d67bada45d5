import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultFilters, recordingOrders, recordingParameters, signalNames } from '#api/recordings/recordingFilters.ts'
import { writeSearch } from '#ui/useSearch.ts'
import { activeFilters, withoutFilters } from './activeFilters.ts'
import { splitIds } from './idLists.ts'
import {
  filterNames,
  droppedParameters,
  emptySearch,
  questionOf,
  type RecordingsSearch,
  recordingsSearch,
} from './recordingsSearch.ts'

const trimmed = fc.string({ maxLength: 40 }).map((text) => text.trim())
const count = fc.oneof(fc.constant(''), fc.integer({ min: 1, max: 9_999_999 }).map(String))
const hide = fc.constantFrom('' as const, 'hide' as const)

const searches: fc.Arbitrary<RecordingsSearch> = fc.record({
  limit: fc.constantFrom(25, 50, 100, 200),
  offset: fc.nat(100_000),
  order: fc.constantFrom(...recordingOrders, ...signalNames),
  direction: fc.constantFrom('ASC' as const, 'DESC' as const),
  date_from: fc.constantFrom('-3d', '-24h', '-90d', '2026-11-01', '2026-11-01T10:00:00Z'),
  date_to: fc.constantFrom('', '2026-11-07', '-1d'),
  duration_over: count,
  duration_under: count,
  active_over: count,
  active_under: count,
  clicks: count,
  console_errors: count,
  rage_clicks: count,
  dead_clicks: count,
  quick_backs: count,
  errors_after_click: count,
  failed_requests: count,
  exceptions: count,
  exception: trimmed,
  event: trimmed,
  visited: trimmed,
  distinct_id: trimmed,
  person_uuid: trimmed,
  session_ids: fc.array(fc.uuid(), { maxLength: 5 }).map(String),
  start_url: trimmed,
  property: trimmed,
  console: trimmed,
  test_accounts: hide,
  viewed: hide,
  columns: trimmed,
  open: trimmed,
  view: trimmed,
})

/** The parameters of the recordings list (posthog-api.md#b1-recordings-list), on the oldest server and on the newest. */
const knownParameters = new Set(
  `date_from date_to session_ids session_recording_id person_uuid distinct_ids events actions properties console_log_filters having_predicates comment_text filter_test_accounts operand order order_direction limit offset after hide_viewed_recordings user_modified_filters`.split(
    ' ',
  ),
)

test('filters survive a round trip through the URL', () => {
  fc.assert(
    fc.property(searches, (search) => {
      const params = writeSearch(recordingsSearch, new URLSearchParams(), search).toString()
      expect(recordingsSearch.read(new URLSearchParams(params))).toEqual(search)
    }),
  )
})

test('a URL written by the panel is read completely', () => {
  fc.assert(
    fc.property(searches, (search) => {
      expect(droppedParameters(writeSearch(recordingsSearch, new URLSearchParams(), search))).toEqual([])
    }),
  )
})

test('any URL is read, and only known parameters are sent', () => {
  const names = fc.oneof(fc.constantFrom(...Object.keys(emptySearch), '__proto__', 'constructor'), fc.string())
  fc.assert(
    fc.property(fc.array(fc.tuple(names, fc.string())), fc.array(fc.uuid()), (pairs, ids) => {
      const search = recordingsSearch.read(new URLSearchParams(pairs))
      const sent = Object.entries(recordingParameters(questionOf(search, ids))).filter(([, value]) => value !== undefined)
      for (const [name] of sent) expect(knownParameters).toContain(name)
    }),
  )
})

test('default filters send no parameters', () => {
  expect(questionOf(emptySearch, [])).toEqual(defaultFilters)
  expect(Object.values(recordingParameters(defaultFilters)).filter((value) => value !== undefined)).toEqual([])
})

test('each filter is sent as posthog-api.md#b1-recordings-list says', () => {
  const sentFor = (search: Partial<RecordingsSearch>) =>
    JSON.parse(JSON.stringify(recordingParameters(questionOf({ ...emptySearch, ...search }, []))))
  expect(sentFor({ clicks: '3', duration_over: '60' })).toEqual({
    having_predicates: [
      { type: 'recording', key: 'duration', value: 60, operator: 'gt' },
      { type: 'recording', key: 'click_count', value: 2, operator: 'gt' },
    ],
  })
  expect(sentFor({ property: '$channel_type=Paid=Search' })).toEqual({
    properties: [{ type: 'session', key: '$channel_type', value: ['Paid=Search'], operator: 'exact' }],
  })
  expect(sentFor({ distinct_id: 'ada', viewed: 'hide', direction: 'ASC' })).toEqual({
    distinct_ids: ['ada'],
    hide_viewed_recordings: 'current-user',
    order_direction: 'ASC',
  })
})

test('IDs are requested with the longest date range', () => {
  expect(recordingParameters(questionOf({ ...emptySearch, date_from: '-24h' }, ['a']))).toMatchObject({
    session_ids: ['a'],
    date_from: '-1825d',
  })
})

test('unknown or invalid parameters are named', () => {
  const params = new URLSearchParams('order=foo&limit=25&offset=-1&x=1&clicks=0&start_url=/cart')
  expect(droppedParameters(params)).toEqual(['order=foo', 'offset=-1', 'x=1', 'clicks=0'])
})

test('removing every active filter leaves none', () => {
  fc.assert(
    fc.property(searches, (search) => {
      const cleared = { ...search, ...withoutFilters(activeFilters(search).flatMap(({ clears }) => clears)) }
      expect(activeFilters(cleared)).toEqual([])
      for (const name of filterNames) expect(cleared[name]).toBe(emptySearch[name])
    }),
  )
})

test('pasted IDs are split at any separator, without duplicates', () => {
  const id = '17c49bdf172ca-0d1e2f'
  expect(splitIds(` ${id},\n"b.2";['c_3'] | ${id}\td:4 `)).toEqual([id, 'b.2', 'c_3', 'd:4'])
  fc.assert(
    fc.property(fc.array(fc.uuid(), { minLength: 1 }), fc.constantFrom(',', '\n', '; ', '\t|'), (ids, separator) => {
      expect(splitIds(ids.join(separator))).toEqual([...new Set(ids)])
    }),
  )
})
