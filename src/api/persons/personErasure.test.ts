import { afterEach, expect, test, vi } from 'vitest'
import { createDemoHost } from '../../../demo/createDemoHost.ts'
import { demoKeys } from '../../../demo/host/keys.ts'
import type { Edition } from '../../../demo/host/options.ts'
import { canErase, eraseRecordingsOfPerson } from './personErasure.ts'

const uuid = '0198c0de-0000-7000-8000-000000000001'
let hosts = 0

function connect(fetchAnswer: (request: Request) => Response | Promise<Response>, key: string = demoKeys.all) {
  vi.stubGlobal('fetch', (input: string | URL | Request, init?: RequestInit) => fetchAnswer(new Request(input, init)))
  hosts += 1
  return { id: `erasure ${hosts}`, host: `https://host${hosts}.example`, key, projectId: '1' }
}

afterEach(() => vi.unstubAllGlobals())

test.each<[Edition, string, boolean]>([
  ['newest', demoKeys.all, true],
  ['newest', demoKeys.readOnly, true],
  ['mid', demoKeys.all, false],
  ['old', demoKeys.all, false],
  ['documented', demoKeys.all, false],
])('a server of the age %s, with the key %s, erases the recordings of people: %s', async (edition, key, expected) => {
  const host = createDemoHost({ edition, count: 20 })
  expect(await canErase(connect(host.fetch, key), uuid)).toBe(expected)
})

test.each([
  ['a person', { id: 1, uuid, distinct_ids: ['a'] }],
  ['another list', { count: 1, results: [{ id: 1, uuid }] }],
  ['rows without a count', { results: [] }],
  ['nothing', null],
])('%s is not the status of deletions', async (_, body) => {
  expect(
    await canErase(
      connect(() => Response.json(body)),
      uuid,
    ),
  ).toBe(false)
})

test('a failure says nothing about the server', async () => {
  await expect(
    canErase(
      connect(() => new Response('', { status: 502 })),
      uuid,
    ),
  ).rejects.toMatchObject({ kind: 'server-error' })
})

test('an answer is read as far as it can be, and one that is none fails', async () => {
  const answered = (body: unknown) =>
    eraseRecordingsOfPerson(
      connect(() => Response.json(body, { status: 202 })),
      uuid,
    )
  expect(
    await answered({
      persons_found: 1,
      persons_deleted: 0,
      events_queued_for_deletion: false,
      recordings_queued_for_deletion: true,
      deletion_errors: [{ person_uuid: uuid.toUpperCase(), step: 'recordings' }, 'odd', null],
    }),
  ).toEqual({
    personsFound: 1,
    personsDeleted: 0,
    personsQueuedForDeletion: null,
    eventsQueuedForDeletion: false,
    recordingsQueuedForDeletion: true,
    deletionErrors: [
      { personUuid: uuid, step: 'recordings' },
      { personUuid: null, step: null },
      { personUuid: null, step: null },
    ],
  })
  expect(await answered({ persons_found: 'one', recordings_queued_for_deletion: 'yes', deletion_errors: {} })).toMatchObject({
    personsFound: null,
    recordingsQueuedForDeletion: null,
    deletionErrors: null,
  })
  await expect(answered('queued')).rejects.toMatchObject({ kind: 'malformed' })
  await expect(
    eraseRecordingsOfPerson(
      connect(() => new Response(null, { status: 202 })),
      uuid,
    ),
  ).rejects.toMatchObject({ kind: 'malformed' })
})
