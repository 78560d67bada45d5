import type { Page } from '@playwright/test'
import { failures } from '../demo/data/failures.ts'
import type { SharedRecording } from '../demo/shares/publicShares.ts'
import { type Desk, demoKeys, expect } from './desk.ts'

/** Public recordings according to the demo host. Links of deleted recordings open nothing. */
export async function truth(desk: Desk, projectId = '1'): Promise<SharedRecording[]> {
  const all = (await (await fetch(`${desk.demo.origin}/__demo/shares`)).json()) as SharedRecording[]
  return all.filter((share) => share.projectId === projectId && share.enabled && !share.isDeleted)
}

export async function opens(desk: Desk, token: string): Promise<boolean> {
  return (await fetch(`${desk.demo.origin}/shared/${token}`)).status === 200
}

export function sharesTable(page: Page) {
  return page.getByRole('table', { name: 'Shared recordings' })
}

export function coverage(page: Page) {
  return page.getByRole('region', { name: 'Coverage' })
}

export function scanning(page: Page) {
  return page.getByRole('region', { name: 'Scan', exact: true })
}

/** A public link without a password, of a recording that does not fail on purpose. */
export async function openShare(desk: Desk): Promise<SharedRecording> {
  const [share] = await openShares(desk)
  if (!share) throw new Error('Nothing is public.')
  return share
}

export async function openShares(desk: Desk): Promise<SharedRecording[]> {
  return (await truth(desk)).filter(({ recordingId, passwordRequired }) => !isOdd(recordingId) && !passwordRequired)
}

/** Starts the first scan of a project. */
export async function startScan(page: Page, { thorough = false } = {}) {
  await page.getByRole('link', { name: 'Sharing', exact: true }).click()
  if (thorough) await page.getByLabel(/^Thorough/).check()
  await page.getByRole('button', { name: 'Start scan' }).click()
}

export async function scanEnded(page: Page) {
  await expect(page.getByRole('button', { name: 'New scan' })).toBeVisible({ timeout: 150_000 })
  await expect(scanning(page)).toHaveCount(0)
}

/** Recordings on the current page of the table. */
export async function shownIds(page: Page): Promise<string[]> {
  await expect(sharesTable(page)).toHaveAttribute('aria-busy', 'false')
  const boxes = sharesTable(page).getByRole('checkbox', { name: /^Select recording / })
  const names = await boxes.evaluateAll((list) => list.map((box) => box.getAttribute('aria-label') ?? ''))
  return names.map((name) => name.replace('Select recording ', ''))
}

export async function expectAllShown(page: Page, desk: Desk) {
  const open = (await truth(desk)).map(({ recordingId }) => recordingId)
  expect(open.length).toBeGreaterThan(40)
  await desk.follow('/project/1/sharing?limit=200')
  await expect(page.getByText(`${open.length} recordings are public`)).toBeVisible()
  await expect(page.getByText(`1–${open.length} of ${open.length}`)).toBeVisible()
  await expect.poll(async () => (await shownIds(page)).toSorted()).toEqual(open.toSorted())
}

/** Number of recordings according to the demo host, including rows without an ID. */
export async function recordingsCount(desk: Desk): Promise<number> {
  const query =
    'select session_id, min(min_first_timestamp) as start_time, max(max_last_timestamp) as end_time, any(distinct_id) as distinct_id from raw_session_replay_events where min_first_timestamp >= toDateTime({from}) and min_first_timestamp < toDateTime({to}) group by session_id order by start_time, session_id limit 50000'
  const values = { from: '2000-01-01 00:00:00Z', to: '2100-01-01 00:00:00Z' }
  const answer = await fetch(`${desk.demo.origin}/api/projects/1/query/`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${demoKeys.all}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ query: { kind: 'HogQLQuery', query, values } }),
  })
  return ((await answer.json()) as { results: unknown[] }).results.length
}

export async function sharingCalls(desk: Desk): Promise<number> {
  return (await desk.calls()).filter(({ method, path }) => method === 'GET' && path.includes('/sharing')).length
}

/** Requests that the host has not answered yet. */
export async function sharingCallsOnTheirWay(desk: Desk): Promise<number> {
  return (await desk.calls()).filter(({ path, status }) => path.includes('/sharing') && status === 0).length
}

/** Filters the table to one recording and selects it. */
export async function choose(page: Page, id: string) {
  await page.getByRole('searchbox').fill(id)
  await expect(page.getByText('1–1 of 1').or(page.getByText('1 of 1'))).toBeVisible()
  await sharesTable(page)
    .getByRole('checkbox', { name: `Select recording ${id}` })
    .check()
  await page.getByRole('button', { name: 'Clear selection' }).waitFor()
}

/** Whether a recording fails on purpose. */
export function isOdd(id: string): boolean {
  return Object.values(failures).some((one) => one.id === id)
}
