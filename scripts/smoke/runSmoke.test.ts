import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createDemoHost } from '../../demo/createDemoHost.ts'
import { leafAndKettleId } from '../../demo/data/projects.ts'
import { demoKeys } from '../../demo/host/keys.ts'
import { defaultOptions, editions, type Edition } from '../../demo/host/options.ts'
import { documentedWords } from './apiNotes.ts'
import { readSetup } from './readSetup.ts'
import { runSmoke } from './runSmoke.ts'

const host = 'http://demo.example'

/** Everything in a JSON value that is no name of a field; short or common words cannot be told from the report's own. */
function valuesIn(value: unknown, found: Set<string>): void {
  if (typeof value === 'string' && value.length > 2) found.add(value)
  else if (typeof value === 'number' && value > 9999) found.add(String(value))
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) valuesIn(one, found)
}

/** Runs the report against a demo host; `change` may change any answer. */
async function report(edition: Edition, key: string = demoKeys.all, change = (_path: string, response: Response) => response) {
  const demo = createDemoHost({ ...defaultOptions, edition })
  const values = new Set<string>([key, host])
  const lines: string[] = []
  async function fetchFromDemo(input: string | URL | Request, init?: RequestInit) {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    const response = change(pathname, await demo.fetch(request))
    const text = await response.clone().text()
    for (const line of text.split('\n')) {
      try {
        valuesIn(JSON.parse(line), values)
      } catch {
        // A page, or nothing
      }
    }
    return response
  }
  const setup = { host, key, project: String(leafAndKettleId), fetch: fetchFromDemo }
  const ended = await runSmoke(setup, (line) => lines.push(line)).then(() => null, String)
  const journal: { method: string; path: string; origin: string; authorization: boolean }[] = await (
    await demo.fetch(new Request(`${host}/__demo/journal`))
  ).json()
  return { text: lines.join('\n'), values, journal, ended }
}

function differencesIn(text: string): string[] {
  return [...text.matchAll(/^- (.*)$/gm)].map(([, difference]) => difference ?? '')
}

function escaped(text: string): string {
  return text.replaceAll(/[^\w]/g, String.raw`\$&`)
}

/** Tags and types of recorded pages that are also words of the report. */
const ownWords = new Set(['title', 'body', 'header', 'link', 'application/json'])

/** Whether a value can be told from the report's own words: from PostHog's names, kinds and states. */
function isTelling(value: string): boolean {
  return value.trim().length > 2 && !documentedWords.has(value) && !ownWords.has(value)
}

test.each(editions)('no value of a server of the age “%s” is in its report, and nothing is changed there', async (edition) => {
  const { text, values, journal, ended } = await report(edition)
  expect(ended).toBe(null)
  const leaked = [...values].filter(
    (value) => isTelling(value) && new RegExp(`(?<![\\w$])${escaped(value)}(?![\\w$])`).test(text),
  )
  expect(leaked.join('|')).toBe('')
  expect(values.size).toBeGreaterThan(200)
  expect(journal.length).toBeGreaterThan(14)
  const writes = journal.filter(({ method }) => method !== 'GET' && method !== 'OPTIONS')
  expect(writes).toMatchObject([{ method: 'POST', path: expect.stringMatching(/^\/api\/(projects|environments)\/4\/query\/$/) }])
  const paths = journal.map(({ method, path }) => `${method} ${path}`)
  expect(new Set(paths).size).toBe(paths.length)
  expect(journal.filter(({ method, authorization }) => (method === 'OPTIONS') === authorization)).toEqual([])
  expect(journal.every(({ origin }) => origin === 'https://replay-desk.invalid')).toBe(true)
})

test.each(editions)('the demo’s server of the age “%s” differs nowhere from the docs', async (edition) => {
  expect(differencesIn((await report(edition)).text).join('|')).toBe('')
})

test('says what differs, without any value', async () => {
  const { text } = await report('newest', demoKeys.all, (path, response) => {
    const rows = [{ id: 'abc', recording_duration: 'very long', viewed: 'Ada', nickname: 'Ada' }, { id: 5 }]
    if (path.endsWith('/session_recordings/'))
      return Response.json({ results: rows }, { headers: { 'Access-Control-Allow-Origin': '*' } })
    if (path.endsWith('/subscriptions/')) return new Response('<html>Ada', response)
    if (path.endsWith('/values/'))
      return Response.json({ code: 'odd', detail: 'Ada' }, { status: 418, headers: response.headers })
    if (path.endsWith('/query/')) response.headers.delete('Access-Control-Allow-Headers')
    if (path.endsWith('/sharing/')) response.headers.set('Access-Control-Expose-Headers', 'ETag')
    if (path.endsWith('/draft_sql/')) return Response.json({ sql: 'Ada' }, { headers: { 'Cache-Control': 'Ada?' } })
    return response
  })
  expect(differencesIn(text)).toEqual([
    'Recordings: can’t be read: id, recordingDuration (text), viewed (text)',
    'Recordings: has fields that the docs don’t name: nickname',
    'One recording: is refused as “not-found”',
    'Sharing of the recording: exposes headers to pages',
    'Snapshot sources: is refused as “not-found”',
    'Preflight of a list: doesn’t allow GET',
    'Preflight of a list: doesn’t allow the headers authorization',
    'Preflight of a query: doesn’t allow the headers authorization,content-type',
    'Subscriptions: isn’t JSON',
    'Values of a session property: is refused as “invalid”',
    'A call that refuses keys: doesn’t allow the page’s origin',
    'A call that refuses keys: isn’t refused',
  ])
  expect(text).not.toMatch(/very long|\bAda\b/)
  expect(text).toContain('cache-control: (value taken out)')
})

test('a call that the key has no scope for is refused, and so are the ones of that scope', async () => {
  const { text } = await report('newest', demoKeys.noPlaylists)
  expect(text).toContain('recordings/?limit: 403')
  expect(text).toContain('refused: missing-scope')
  expect(differencesIn(text).join('|')).toBe('')
})

test('a host, key or project that can’t be used is said in a sentence', async () => {
  expect((await report('newest', 'phx_wrong')).ended).toBe('SmokeError: The host rejected the key in REPLAY_DESK_KEY.')
  expect((await report('newest', demoKeys.oneProject)).ended).toMatch('The key can’t access the project of --project')
  const page = () => new Response('<html>', { headers: { 'Content-Type': 'text/html' } })
  expect((await report('newest', demoKeys.all, page)).ended).toMatch('answers, but not as PostHog does')
  const elsewhere = () => new Response(null, { status: 302, headers: { Location: 'https://elsewhere.example' } })
  expect((await report('newest', demoKeys.all, elsewhere)).ended).toMatch('The host redirects to another address')
  const nobody = () => {
    throw new TypeError('fetch failed')
  }
  expect((await report('newest', demoKeys.all, nobody)).ended).toMatch('Nothing answered at the address of --host.')
})

const wellFormed = ['--host', 'us.posthog.com', '--project', '12']

test.each([
  [[...wellFormed], '', 'REPLAY_DESK_KEY must hold a personal API key'],
  [[...wellFormed, '--key', 'phx_secret'], 'phx_x', 'Only --host and --project are known'],
  [[...wellFormed, 'phx_secret'], 'phx_x', 'Only --host and --project are known'],
  [['--host', 'phx_secret', '--project', '12'], 'phx_x', 'This is a key, not an address'],
  [['--host', 'http://posthog.example', '--project', '12'], 'phx_x', 'Over http'],
  [['--host', 'us.posthog.com', '--project', 'phx_secret'], 'phx_x', '--project takes the number of a project'],
])('refuses %j in one sentence without repeating it', (args, key, message) => {
  expect(() => readSetup(args, key)).toThrow(message)
  expect(() => readSetup(args, key)).not.toThrow('secret')
})

test('exits with 1 without a key', () => {
  const env = { ...process.env, REPLAY_DESK_KEY: '' }
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const ended = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/smoke.ts', ...wellFormed], {
    env,
    cwd: root,
    encoding: 'utf8',
  })
  expect(ended.status).toBe(1)
  expect(ended.stderr).toMatch(/^REPLAY_DESK_KEY must hold a personal API key\./)
})
