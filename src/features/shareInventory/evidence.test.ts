import { expect, test } from 'vitest'
import type { ActivityEntry } from '#storage/activityLog.ts'
import { evidenceCsv, evidenceJson, type EvidenceSource, isOfProject } from './evidence.ts'
import { sharesOf } from './inventoryView.ts'
import type { Scan } from '#storage/scan.ts'
import type { ShareRow } from '#storage/shareRow.ts'

const token = 'AbCdEfGhIjKlMnOpQrStUvWxYz-_09'
const connection = { id: 'c', host: 'https://eu.posthog.com', key: 'phx_secret', projectId: '7', owner: null }

const scan: Scan = {
  id: 's',
  number: 2,
  connectionId: 'c',
  host: connection.host,
  projectId: '7',
  projectName: 'Shop, "main"',
  owners: ['Ines', null],
  range: { from: '2026-01-01T00:00:00.000Z', to: null },
  isThorough: false,
  startedAt: '2026-09-17T12:00:00.000Z',
  finishedAt: '2026-09-17T12:01:00.000Z',
  end: 'complete',
  strategy: 'kept recordings',
  refused: [],
  cursor: null,
  isAllFound: true,
  counts: { seen: 4, shared: 1, notShared: 2, gone: 0, failed: 1 },
  unreadable: 0,
  unlisted: 0,
  comparedWith: null,
  latestStart: null,
  detailsProblem: null,
  status: { kind: 'working' },
  revision: 3,
}

const row: ShareRow = {
  scanId: 's',
  id: 'r1',
  state: 'public',
  token,
  sharedSince: '2026-08-17T12:00:00.000Z',
  hasPassword: false,
  showsInspector: false,
  details: {
    person: '=HYPERLINK("https://evil.example")',
    email: 'a@b.example',
    startTime: '2026-08-01T00:00:00.000Z',
    durationSeconds: 3,
    consoleErrors: 2,
    expiresAt: null,
  },
  isListed: true,
  distinctId: null,
  startTime: null,
  checkedAt: '2026-09-17T12:00:30.000Z',
  change: null,
  isClosedHere: false,
  why: null,
}

const action: ActivityEntry = {
  id: 'e',
  at: '2026-09-16T12:00:00.000Z',
  connectionId: 'other',
  host: connection.host,
  projectId: '7',
  projectName: null,
  owner: 'Ines',
  action: 'revoked',
  kind: 'recording',
  subject: 'r0',
  subjectName: 'Ada',
  outcome: 'failed',
  detail: 'The server failed (500).',
  linkEnd: 'xY12',
}

function evidence(part: Partial<EvidenceSource> = {}): EvidenceSource {
  const now = Date.parse('2026-09-17T13:00:00.000Z')
  const failed = [{ ...row, id: 'r9', state: 'failed' as const, token: null, why: 'The server failed (500).' }]
  const shares = sharesOf([row], [], [], now)
  const defaults = { connection, scan, shares, failed, damaged: 0, actions: [action], hasFullLinks: false }
  return { ...defaults, writtenAt: '2026-09-17T13:00:00.000Z', ...part }
}

test('links are redacted in evidence unless full links are included', () => {
  for (const write of [evidenceCsv, evidenceJson]) {
    const redacted = write(evidence())
    expect(redacted).not.toContain(token)
    expect(redacted).toContain(`…${token.slice(-4)}`)
    expect(write(evidence({ hasFullLinks: true }))).toContain(`https://eu.posthog.com/shared/${token}`)
    expect(redacted + write(evidence({ hasFullLinks: true }))).not.toContain('phx_')
  }
})

test('a link that is too short to show its end is redacted entirely', () => {
  const short = { ...row, token: 'kurz-1234' }
  const redacted = evidence({ shares: sharesOf([short], [], [], 0) })
  for (const write of [evidenceCsv, evidenceJson]) expect(write(redacted)).not.toContain('1234')
  expect(evidenceJson(redacted)).toContain('"link": "redacted"')
})

test('a token with special characters is escaped in its address', () => {
  const odd = { ...row, token: 'a/../b?c#d e' }
  const json = evidenceJson(evidence({ hasFullLinks: true, shares: sharesOf([odd], [], [], 0) }))
  expect(json).toContain('https://eu.posthog.com/shared/a%2F..%2Fb%3Fc%23d%20e')
})

test('JSON contains scan details, shares, failed recordings and activity', () => {
  const parsed: unknown = JSON.parse(evidenceJson(evidence()))
  expect(parsed).toMatchObject({
    host: 'https://eu.posthog.com',
    projectId: '7',
    projectName: 'Shop, "main"',
    keyOwner: 'Ines, then unknown',
    seen: 4,
    checked: 4,
    failed: 1,
    notChecked: 0,
    links: 'last four characters',
    shares: [{ recordingId: 'r1', state: 'public', password: 'none', risk: 'high' }],
    failedRecordings: [{ recordingId: 'r9', why: 'The server failed (500).' }],
    actions: [{ action: 'revoked', outcome: 'failed', recordingId: 'r0', linkEnd: 'xY12' }],
  })
})

test('evidence begins with a summary, and names an owner whose name was learned later', () => {
  const closed = { ...row, id: 'r2', state: 'closed' as const }
  const source = evidence({ shares: sharesOf([row, closed], [], [], 0), connection: { ...connection, owner: 'Bo' } })
  expect(JSON.parse(evidenceJson(source))).toMatchObject({
    summary: '2 found, 1 closed, 1 open, 0 high risk.',
    keyOwner: 'Ines, then Bo (name learned later)',
    actions: [{ keyOwner: 'Ines' }],
  })
  const other = evidence({ connection: { ...connection, id: 'another', owner: 'Bo' } })
  expect(evidenceJson(other)).not.toContain('Bo (')
})

test('CSV has a row for each, scan details on every row, and no formulas', () => {
  const lines = evidenceCsv(evidence()).trimEnd().split('\r\n')
  expect(lines).toHaveLength(4)
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(['share', 'failed', 'action'])
  for (const line of lines.slice(1)) expect(line).toContain('https://eu.posthog.com')
  expect(lines[1]).toContain(`"'=HYPERLINK(""https://evil.example"")"`)
})

test('a project without a single public recording has evidence too', () => {
  const lines = evidenceCsv(evidence({ shares: [], failed: [], actions: [] }))
    .trimEnd()
    .split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain('no public recordings found')
  expect(lines[1]).toContain('of 4 recordings')
})

test('unreadable rows are counted, and never reported as nothing public', () => {
  expect(JSON.parse(evidenceJson(evidence({ damaged: 2 })))).toMatchObject({ damaged: 2 })
  const [head, line] = evidenceCsv(evidence({ shares: [], failed: [], actions: [], damaged: 2 })).split('\r\n')
  expect(line?.split(',')[0]).toBe('nothing could be read')
  expect(head).toContain(',not_checked,damaged,')
})

test('a link closed since the scan is reported as closed', () => {
  const closed = { ...row, state: 'closed' as const, isClosedHere: true }
  const json = evidenceJson(evidence({ shares: sharesOf([closed], [], [], 0) }))
  expect(JSON.parse(json)).toMatchObject({ shares: [{ state: 'closed since the scan', risk: null, riskReasons: [] }] })
})

test('actions belong to the project, whichever connection was used', () => {
  expect(isOfProject(scan)(action)).toBe(true)
  expect(isOfProject(scan)({ ...action, projectId: '8' })).toBe(false)
  expect(isOfProject(scan)({ ...action, host: 'https://us.posthog.com' })).toBe(false)
})
