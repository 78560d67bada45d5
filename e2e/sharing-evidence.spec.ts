import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { type Desk, demoKeys, expect, test } from './desk.ts'
import { readCsv } from './readCsv.ts'
import { choose, openShare, sharesTable, scanEnded, startScan, truth } from './shareTable.ts'

type Evidence = {
  host: string
  projectId: string
  keyOwner: string
  seen: number
  notChecked: number
  publicWhenScanned: number
  shares: {
    recordingId: string
    state: string
    person: string | null
    recordingStarted: string | null
    recordingExpires: string | null
    link: string
    password: string
    sharedSince: string
  }[]
  actions: { action: string; outcome: string; recordingId: string }[]
}

type Listed = {
  id: string
  distinct_id: string
  start_time: string
  expiry_time: string | null
  person: { name: string | null } | null
}

async function downloaded(page: Page, name: string): Promise<string> {
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name }).click()
  return readFile(await (await coming).path(), 'utf8')
}

/** Expected evidence of all public recordings, from the demo host and its list. */
async function publicByTruth(desk: Desk) {
  const list = `${desk.demo.origin}/api/projects/1/session_recordings/?limit=200&date_from=-2000d`
  const answer = await fetch(list, { headers: { Authorization: `Bearer ${demoKeys.all}` } })
  const { results } = (await answer.json()) as { results: Listed[] }
  const listed = new Map(results.map((row) => [row.id, row]))
  const iso = (text: string | null | undefined) => (text ? new Date(text).toISOString() : '')
  return (await truth(desk))
    .map(({ recordingId, token, createdAt, passwordRequired }) => {
      const row = listed.get(recordingId)
      return {
        id: recordingId,
        person: row?.person?.name ?? row?.distinct_id ?? '',
        started: iso(row?.start_time),
        expires: iso(row?.expiry_time),
        since: createdAt,
        password: passwordRequired ? 'required' : 'none',
        link: `${desk.demo.origin}/shared/${token}`,
      }
    })
    .toSorted(byId)
}

function byId(one: { id: string }, other: { id: string }): number {
  return one.id < other.id ? -1 : 1
}

test.describe('a small shop', () => {
  test.use({ demoOptions: { count: 120 } })

  test('evidence matches the server value by value: every share, and the activity of this browser', async ({ page, desk }) => {
    desk.expectComplaint(/40[034]|500/)
    await desk.exploreDemo()
    await startScan(page)
    await scanEnded(page)
    const before = await truth(desk)
    const closed = await openShare(desk)
    await choose(page, closed.recordingId)
    await page.getByRole('button', { name: 'Turn off' }).click()
    await expect(page.getByRole('alert')).toContainText('1 public link turned off')
    await page.getByRole('button', { name: 'Export evidence' }).click()
    const cut = await downloaded(page, 'Download JSON')
    for (const { token } of before) expect(cut).not.toContain(token)
    await page.getByLabel('Include full links').check()
    await expect(page.getByText('can open these recordings')).toBeVisible()
    const whole = await downloaded(page, 'Download JSON')
    const csv = await downloaded(page, 'Download CSV')
    for (const text of [cut, whole, csv]) expect(text).not.toContain('phx_')

    const evidence = JSON.parse(whole) as Evidence
    const facts = { host: desk.demo.origin, projectId: '1', notChecked: 0, publicWhenScanned: before.length }
    expect(evidence).toMatchObject(facts)
    expect(evidence.keyOwner).toContain('Robin Ashworth')
    const now = await publicByTruth(desk)
    expect(now).toHaveLength(before.length - 1)
    const inJson = evidence.shares
      .filter(({ state }) => state === 'public')
      .map(({ recordingId: id, person, recordingStarted, recordingExpires, sharedSince: since, password, link }) => ({
        id,
        person: person ?? '',
        started: recordingStarted ?? '',
        expires: recordingExpires ?? '',
        since,
        password,
        link,
      }))
    expect(inJson.toSorted(byId)).toEqual(now)
    expect(evidence.shares.filter(({ state }) => state === 'closed since the scan').map((one) => one.recordingId)).toEqual([
      closed.recordingId,
    ])
    expect(evidence.actions[0]).toMatchObject({ action: 'unshared', outcome: 'done', recordingId: closed.recordingId })

    const lines = readCsv(csv)
    const inCsv = lines
      .filter(({ kind, state_or_action: state }) => kind === 'share' && state === 'public')
      .map((line) => ({
        id: line['recording_id'] ?? '',
        person: line['person'],
        started: line['recording_started'],
        expires: line['recording_expires'],
        since: line['shared_since'],
        password: line['password'],
        link: line['link'],
      }))
    expect(inCsv.toSorted(byId)).toEqual(now)
    expect(lines.filter(({ kind }) => kind === 'share')).toHaveLength(evidence.shares.length)
    expect(lines.find(({ kind }) => kind === 'action')).toMatchObject({
      recording_id: closed.recordingId,
      state_or_action: 'unshared',
      outcome: 'done',
      link: `…${closed.token.slice(-4)}`,
    })
    for (const line of lines) {
      expect(line).toMatchObject({ host: desk.demo.origin, project_id: '1', seen: String(evidence.seen), not_checked: '0' })
      expect(line['key_owner']).toBe(evidence.keyOwner)
    }

    await page.getByRole('link', { name: 'Printable page' }).click()
    await expect(page.getByRole('heading', { level: 1, name: `${now.length} public recordings` })).toBeVisible()
    for (const { link } of now) await expect(page.getByText(link)).toHaveCount(1)
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('navigation', { name: 'Replay Desk' })).toBeHidden()
    await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
    await page.emulateMedia({ media: 'screen' })
    await page.pdf() // every print is logged like an export
    await page.getByRole('link', { name: 'Back to Sharing' }).click()
    await expect(sharesTable(page)).toBeVisible()
    await desk.follow('/project/1/activity-log')
    const entries = page.getByRole('table', { name: 'Activity log' }).locator('tbody tr')
    await expect(entries).toHaveCount(5)
    await expect(entries.first()).toContainText(/Exported.*public-recordings-1, printed.*full links/)
  })
})
