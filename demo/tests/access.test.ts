import { expect, test } from 'vitest'
import { field, newClient, recordings, rowsOf } from './hostClient.ts'
import { demoKeys } from '../host/keys.ts'
import { editions } from '../host/options.ts'

const send = newClient()
const error = (type: string, code: string, detail: string) => ({ type, code, detail, attr: null })
const denied = (detail: string) => error('authentication_error', 'permission_denied', detail)
const missingScope = (scope: string) => denied(`API key missing required scope '${scope}'`)

test('tells whose key it is, what it may do and which projects there are, on every edition', async () => {
  for (const edition of editions) {
    const requested = newClient({ edition })
    expect(field(await requested('/api/users/@me/'), 'email')).toMatch(/@/)
    expect(field(await requested('/api/personal_api_keys/@current/'), 'scopes')).toContain('session_recording:write')
    const projects = await requested('/api/projects/')
    expect(rowsOf(projects).map(({ id, name, timezone }) => [id, name, timezone])).toEqual([
      [4, 'Leaf & Kettle', 'Europe/Berlin'],
      [1, 'Edge cases', 'Europe/Berlin'],
      [2, 'Demo app', 'America/New_York'],
      [3, 'Empty project', 'UTC'],
    ])
    expect(field(projects, 'count')).toBe(4)
    expect(field(await requested('/api/projects/@current'), 'id')).toBe(4)
    expect(field(await requested('/api/projects/2'), 'name')).toBe('Demo app')
  }
})

test('projects come in slices', async () => {
  const second = await send('/api/projects/?limit=1&offset=1')
  expect(rowsOf(second).map(({ id }) => id)).toEqual([1])
  expect(field(second, 'next')).toBe('http://demo.test/api/projects/?limit=1&offset=2')
  expect(field(second, 'previous')).toBe('http://demo.test/api/projects/?limit=1')
})

test('a bad key is 401 at the account and 403 at recordings; so is none', async () => {
  const bad = error(
    'authentication_error',
    'authentication_failed',
    'Personal API key found in request Authorization header is invalid.',
  )
  const none = error('authentication_error', 'not_authenticated', 'Authentication credentials were not provided.')
  const paths = { '/api/users/@me/': 401, '/api/projects/': 401, [recordings]: 403, [`${recordings}x/sharing`]: 401 }
  for (const [path, status] of Object.entries(paths)) {
    expect(await send(path, { key: 'phx_wrong' })).toMatchObject({ status, body: bad })
    expect(await send(path, { key: null })).toMatchObject({ status, body: none })
  }
})

test('a key without a scope is told which one it lacks', async () => {
  const { noRecordings, noUser, readOnly } = demoKeys
  expect(await send(recordings, { key: noRecordings })).toMatchObject({
    status: 403,
    body: missingScope('session_recording:read'),
  })
  expect(await send('/api/users/@me/', { key: noUser })).toMatchObject({ status: 403, body: missingScope('user:read') })
  expect(await send('/api/projects/', { key: noUser })).toMatchObject({ status: 403, body: missingScope('project:read') })
  expect((await send(recordings, { key: noUser })).status).toBe(200)
  expect((await send(recordings, { key: readOnly })).status).toBe(200)
  const id = rowsOf(await send(recordings))[0]?.id
  const change = { key: readOnly, method: 'PATCH', body: { viewed: true } }
  expect(await send(`${recordings}${id}/`, change)).toMatchObject({ status: 403, body: missingScope('session_recording:write') })
  const share = { key: readOnly, method: 'PATCH', body: { enabled: true } }
  expect((await send(`${recordings}${id}/sharing`, share)).body).toEqual(missingScope('sharing_configuration:write'))
})

test('keys for what sharing needs lack just that', async () => {
  const sharing = `${recordings}x/sharing`
  const query = { method: 'POST', body: { query: { kind: 'HogQLQuery', query: 'select 1' } } }
  const collection = '/api/projects/1/session_recording_playlists/synthetic-shared/recordings'
  const denials = [
    { key: demoKeys.noSharing, send: () => send(sharing, { key: demoKeys.noSharing }), scope: 'sharing_configuration:read' },
    {
      key: demoKeys.noQuery,
      send: () => send('/api/projects/1/query', { key: demoKeys.noQuery, ...query }),
      scope: 'query:read',
    },
    {
      key: demoKeys.noPlaylists,
      send: () => send(collection, { key: demoKeys.noPlaylists }),
      scope: 'session_recording_playlist:read',
    },
  ]
  for (const denial of denials) {
    expect(await denial.send()).toMatchObject({ status: 403, body: missingScope(denial.scope) })
    expect((await send(recordings, { key: denial.key })).status).toBe(200)
  }
  expect((await send(sharing, { key: demoKeys.readOnly })).status).toBe(200)
})

test('a key that is revoked on the way works until then, and for nothing after', async () => {
  const requested = newClient()
  const key = demoKeys.revokedSoon
  const read = () => requested(`${recordings}whatever/sharing`, { key })
  for (let count = 0; count < 40; count += 1) expect((await read()).status).toBe(200)
  expect(await read()).toMatchObject({ status: 401, body: { code: 'authentication_failed' } })
  expect(await requested(recordings, { key })).toMatchObject({ status: 403, body: { code: 'authentication_failed' } })
  expect((await requested(`${recordings}whatever/sharing`)).status).toBe(200)
  await requested('/__demo/reset', { method: 'POST', key: null })
  expect((await read()).status).toBe(200)
})

test('a key of one project is refused the list and every other project', async () => {
  const key = demoKeys.oneProject
  const list = denied('API keys with scoped projects are only supported on project-based endpoints.')
  expect(await send('/api/projects/', { key })).toMatchObject({ status: 403, body: list })
  expect(field(await send('/api/projects/@current/', { key }), 'id')).toBe(1)
  const other = denied('API key does not have access to the requested project: ID 2.')
  expect(await send('/api/projects/2/session_recordings/', { key })).toMatchObject({ status: 403, body: other })
  expect((await send(recordings, { key })).status).toBe(200)
})

test('a secretive key works but will not tell its scopes', async () => {
  const key = demoKeys.secretive
  expect((await send('/api/personal_api_keys/@current/', { key })).status).toBe(403)
  expect((await send(recordings, { key })).status).toBe(200)
})

test('a project that is foreign, missing or no number is each refused in its way', async () => {
  const missing = error('invalid_request', 'not_found', 'Project not found.')
  expect(await send('/api/projects/42/session_recordings/')).toMatchObject({
    status: 403,
    body: denied("You don't have access to the project."),
  })
  expect(await send('/api/projects/4711/session_recordings/')).toMatchObject({ status: 404, body: missing })
  expect(await send('/api/projects/shop/session_recordings/')).toMatchObject({ status: 404, body: missing })
  expect(rowsOf(await send('/api/projects/3/session_recordings/?date_from=-90d'))).toEqual([])
})

test('an address that does not exist is no endpoint, and slashes at its end do not matter', async () => {
  const missing = error('invalid_request', 'not_found', 'Endpoint not found.')
  expect(await send('/api/nothing/here/')).toMatchObject({ status: 404, body: missing })
  expect(await send('/api/projects/1/nothing/')).toMatchObject({ status: 404, body: missing })
  expect((await send(recordings.slice(0, -1))).status).toBe(200)
  expect(await send(recordings, { method: 'PUT' })).toMatchObject({
    status: 405,
    body: error('invalid_request', 'method_not_allowed', 'Method "PUT" not allowed.'),
  })
})

test('each edition opens the doors it has', async () => {
  const doors = { projects: recordings, environments: '/api/environments/1/session_recordings/' }
  const open = async (edition: (typeof editions)[number]) => {
    const requested = newClient({ edition })
    const answers = await Promise.all([requested(doors.projects), requested(doors.environments)])
    return answers.map(({ status }) => status)
  }
  expect(await open('documented')).toEqual([404, 200])
  expect(await open('old')).toEqual([200, 404])
  expect(await open('mid')).toEqual([200, 200])
  expect(await open('newest')).toEqual([200, 200])
})

test('newest servers announce the end of the older door, and only there', async () => {
  const { headers } = await send('/api/environments/1/session_recordings/')
  expect(headers.get('Deprecation')).toBe('true')
  expect(headers.get('Sunset')).toBe('Fri, 31 Jul 2026 00:00:00 GMT')
  expect(headers.get('Link')).toContain('/api/projects/1/session_recordings/')
  expect((await send(recordings)).headers.has('Deprecation')).toBe(false)
  const mid = await newClient({ edition: 'mid' })('/api/environments/1/session_recordings/')
  expect(mid.headers.has('Deprecation')).toBe(false)
})
