import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idsIn, paths, postHogUrl, screenPath } from './paths.ts'

test('screens are below their project', () => {
  expect(screenPath('1', 'sharing')).toBe('/project/1/sharing')
  expect(paths.recordings('1', { property: '$channel_type=A b', date_from: '-30d' })).toBe(
    '/project/1/recordings?property=%24channel_type%3DA+b&date_from=-30d',
  )
  expect(paths.activityLog('1')).toBe('/project/1/activity-log')
  expect(paths.deletions('1')).toBe('/project/1/activity-log/deletions')
  expect(paths.deletions('1', 'r1')).toBe('/project/1/activity-log/deletions?receipt=r1')
  expect(paths.sql('1', 'select 1')).toBe('/project/1/sql?query=select+1')
})

test('ids of any kind are escaped', () => {
  expect(paths.recording('@current', 'a/b?c#d')).toBe('/project/%40current/recordings/a%2Fb%3Fc%23d')
  expect(paths.subscription('1', '\ud800')).toBe('/project/1/subscriptions/%EF%BF%BD')
})

test('PostHog has its own addresses', () => {
  const connection = { host: 'https://eu.posthog.com', projectId: '1' }
  expect(postHogUrl(connection, 'replay', 'a/b')).toBe('https://eu.posthog.com/project/1/replay/a%2Fb')
  expect(postHogUrl(connection)).toBe('https://eu.posthog.com/project/1')
})

test('every id is read back from its address as itself', () => {
  const id = fc.string({
    unit: fc.constantFrom('%', '2', 'F', '/', '?', '#', '.', ' ', 'a', 'é', '😀', '\u202e', '+', '&'),
    minLength: 1,
  })
  fc.assert(
    fc.property(id, id, (projectId, itemId) => {
      fc.pre([projectId, itemId].every((text) => !/^\.{1,2}$/.test(text)))
      for (const path of [paths.recording(projectId, itemId), paths.subscription(projectId, itemId)]) {
        expect(idsIn(new URL(path, 'https://desk.example').pathname)).toEqual({ projectId, itemId })
      }
    }),
  )
})

test('addresses without ids, or with a bare percent sign, are read too', () => {
  expect(idsIn('/settings')).toEqual({ projectId: '', itemId: '' })
  expect(idsIn('/project/1/recordings')).toEqual({ projectId: '1', itemId: '' })
  expect(idsIn('/project/1/recordings/100%')).toEqual({ projectId: '1', itemId: '100%' })
})
