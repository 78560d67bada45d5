import { expect, test } from 'vitest'
import { type RateClass, rateClassOf } from './rateClass.ts'

test.each<[method: string, path: string, RateClass]>([
  ['GET', '/session_recordings/', 'lists'],
  ['GET', '/session_recordings', 'lists'],
  ['GET', '/session_recordings/0198/snapshots/', 'snapshots'],
  ['GET', '/session_recordings/0198/', 'clickhouse'],
  ['GET', '/session_recordings/..%2Fsharing/', 'clickhouse'],
  ['PATCH', '/session_recordings/0198/', 'clickhouse'],
  ['DELETE', '/session_recordings/0198/', 'clickhouse'],
  ['POST', '/session_recordings/bulk_delete/', 'clickhouse'],
  ['GET', '/session_recordings/0198/sharing/', 'general'],
  ['PATCH', '/session_recordings/0198/sharing/', 'general'],
  ['POST', '/session_recordings/0198/sharing/refresh/', 'general'],
  ['GET', '/persons/', 'clickhouse'],
  ['GET', '/persons/deletion_status/', 'clickhouse'],
  ['POST', '/persons/bulk_delete/', 'clickhouse'],
  ['GET', '/sessions/values/', 'clickhouse'],
  ['GET', '/insights/12/', 'clickhouse'],
  ['GET', '/session_recording_playlists/synthetic-shared/recordings', 'clickhouse'],
  ['POST', '/query/', 'query'],
  ['GET', '/query/draft_sql', 'ai'],
  ['GET', '/query/0198/', 'clickhouse'],
  ['DELETE', '/query/0198/', 'clickhouse'],
  ['GET', '/subscriptions/', 'general'],
  ['GET', '/', 'general'],
])('%s %s is of the class %s', (method, path, rateClass) => {
  expect(rateClassOf(method, path)).toBe(rateClass)
})
