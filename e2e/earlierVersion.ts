import type { Page } from '@playwright/test'
import { type Desk, demoKeys } from './desk.ts'

const id = 'b0c4e2d6-5a43-4c7e-9f0a-1d2e3f405060'

function settingsOf(host: string) {
  const connection = {
    id,
    name: 'My old connection',
    host,
    projectId: '1',
    projectName: 'Northwind Shop',
    zone: 'UTC',
    owner: 'ada@example.com',
    keyKept: 'device',
    key: demoKeys.all,
    root: 'projects',
    plan: 'auto',
  }
  return {
    version: 1,
    connections: [connection],
    activeId: id,
    colorScheme: 'dark',
    recordingsTable: { columns: [], compact: true },
    views: [{ name: 'Long ones', search: 'duration_min=600' }],
    ownDomains: ['example.com'],
    shortcuts: false,
    loadsAhead: true,
  }
}

/** The stores as the version before created them, each database at version 1, with records as it wrote them. */
function databasesOf(host: string) {
  const place = { connectionId: id, host, projectId: '1', projectName: 'Northwind Shop' }
  const project = { connectionId: id, projectId: '1' }
  const row = { receiptId: 'receipt-one', person: 'Ada', startTime: '2026-11-01T10:00:00.000Z', why: null }
  const at = '2026-11-20T10:00:05.000Z'
  const scan = {
    ...place,
    id: 'scan-one',
    number: 1,
    owners: ['ada@example.com'],
    range: { from: '2026-10-01T00:00:00.000Z', to: null },
    isThorough: false,
    startedAt: '2026-11-21T09:00:00.000Z',
    finishedAt: '2026-11-21T09:01:00.000Z',
    end: 'complete',
    strategy: 'recordings list',
    refused: [],
    cursor: null,
    isAllFound: true,
    counts: { seen: 2, shared: 1, notShared: 1, gone: 0, failed: 0 },
    unreadable: 0,
    unlisted: 0,
    comparedWith: null,
    latestStart: '2026-11-20T08:00:00.000Z',
    detailsProblem: null,
    status: { kind: 'working' },
    revision: 3,
  }
  const shareRow = {
    scanId: 'scan-one',
    id: 'public-recording',
    state: 'public',
    token: 'an-old-access-token',
    sharedSince: '2026-11-02T08:00:00.000Z',
    hasPassword: false,
    showsInspector: false,
    details: null,
    isListed: null,
    distinctId: 'grace@example.com',
    startTime: '2026-11-01T08:00:00.000Z',
    checkedAt: '2026-11-21T09:00:30.000Z',
    change: null,
    isClosedHere: false,
    why: null,
  }
  const review = {
    ...project,
    id: 'public-recording',
    until: '2099-01-31',
    because: 'Shown in a workshop',
    linkEnd: 'oken',
    sharedSince: shareRow.sharedSince,
    decidedAt: '2026-11-22T09:00:00.000Z',
  }
  const entry = {
    ...place,
    id: 'entry-one',
    at: '2026-11-02T08:00:01.000Z',
    owner: 'ada@example.com',
    action: 'shared',
    kind: 'recording',
    subject: 'public-recording',
    subjectName: 'Grace',
    outcome: 'done',
    detail: null,
    linkEnd: 'oken',
  }
  const job = {
    ...project,
    id: 'job-one',
    kind: 'mark viewed',
    title: 'Marking 2 recordings as viewed',
    host,
    startedAt: at,
  }
  const item = { jobId: 'job-one', why: null, at: null }
  return {
    'replay-desk': {
      jobs: { keyPath: 'id', records: [job] },
      jobItems: {
        keyPath: ['jobId', 'id'],
        records: [
          { ...item, id: 'one', name: 'One', outcome: 'started' },
          { ...item, id: 'two', name: 'Two', outcome: 'waiting' },
        ],
      },
    },
    'replay-desk-deletions': {
      receipts: {
        keyPath: 'id',
        records: [
          {
            ...place,
            id: 'receipt-one',
            startedAt: '2026-11-20T10:00:00.000Z',
            finishedAt: null,
            reason: 'selection',
            title: '2 recordings',
            foundBy: null,
            total: 2,
          },
        ],
      },
      rows: {
        keyPath: ['receiptId', 'index'],
        indexes: { outcome: ['receiptId', 'outcome'] },
        records: [
          { ...row, index: 0, recordingId: 'deleted-recording', outcome: 'deleted', at },
          { ...row, index: 1, recordingId: 'waiting-recording', outcome: 'waiting', at: null },
        ],
      },
    },
    'replay-desk-register': {
      scans: { keyPath: 'id', records: [scan] },
      candidates: { keyPath: ['scanId', 'id'], indexes: { state: ['scanId', 'state'] }, records: [] },
      rows: { keyPath: ['scanId', 'id'], records: [shareRow] },
      reviews: { keyPath: ['connectionId', 'projectId', 'id'], records: [review] },
    },
    'replay-desk-shares': {
      shares: {
        keyPath: ['connectionId', 'projectId', 'recordingId'],
        indexes: { checkedAt: 'checkedAt' },
        records: [
          {
            ...project,
            recordingId: 'public-recording',
            enabled: true,
            createdAt: shareRow.sharedSince,
            passwordRequired: false,
            checkedAt: 1,
          },
        ],
      },
    },
    'replay-desk-trail': {
      entries: {
        keyPath: 'id',
        indexes: { at: 'at', subject: ['connectionId', 'projectId', 'subject'] },
        records: [entry],
      },
    },
    'replay-desk-replays': { recordings: { records: [] }, stretches: { records: [] } },
  }
}

type Databases = Record<
  string,
  Record<string, { keyPath?: string | string[]; indexes?: Record<string, string | string[]>; records: readonly object[] }>
>

/** Fills the browser's storage from a page of the origin that is not the app. */
export async function writeEarlierVersion(page: Page, desk: Desk) {
  await page.goto(`${desk.origin}/config.json`)
  const query = { id: 'q1', connectionId: id, projectId: '1', text: 'SELECT 42', at: 1, ran: true }
  const items = {
    'replay-desk': settingsOf(desk.demo.origin),
    'replay-desk-queries': { entries: [query], drafts: [], refusals: [] },
    'replay-desk-freezes': [
      { id: 'f1', connectionId: id, projectId: '1', until: '2099-01-31', subscriptions: [{ id: '1', name: 'Weekly' }] },
    ],
    'replay-desk-jobs': 1,
  }
  await page.evaluate(
    async ([texts, databases]) => {
      for (const [name, value] of Object.entries(texts)) localStorage.setItem(name, JSON.stringify(value))
      for (const [name, stores] of Object.entries(databases)) {
        await new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open(name, 1)
          opening.addEventListener('error', () => reject(new Error(`${name} was not opened.`)))
          opening.addEventListener('upgradeneeded', () => {
            for (const [store, { keyPath, indexes = {}, records }] of Object.entries(stores)) {
              const created = opening.result.createObjectStore(store, keyPath === undefined ? {} : { keyPath })
              for (const [index, path] of Object.entries(indexes)) created.createIndex(index, path)
              for (const record of records) created.put(record)
            }
          })
          opening.addEventListener('success', () => {
            opening.result.close()
            resolve()
          })
        })
      }
    },
    [items, databasesOf(desk.demo.origin) as Databases] as const,
  )
}
