import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { failures } from '../demo/data/failures.ts'
import { faultsEverywhere } from './accessibility.ts'
import { type Desk, expect, test } from './desk.ts'
import { writeStored } from './storedData.ts'
import { openPage, ordinaryId, publicLink, share, sharing, truth } from './sharing.ts'

function activityLog(page: Page): Locator {
  return page.getByRole('table', { name: 'Activity log' })
}

function entries(page: Page): Locator {
  return activityLog(page).locator('tbody tr')
}

/** Logs three actions: a link made public and turned off, and one refused. Returns the recording ID. */
async function shareAndClose(page: Page, desk: Desk): Promise<string> {
  const id = await ordinaryId(desk)
  await openPage(page, desk, id)
  await share(page)
  await sharing(page).getByRole('button', { name: 'Turn off' }).click()
  await expect(sharing(page).getByRole('button', { name: 'Undo' })).toBeVisible()
  await openPage(page, desk, failures.refusesToBeShared.id)
  await publicLink(page).click()
  await expect(sharing(page).getByRole('alert')).toBeVisible()
  return id
}

async function openActivityLog(page: Page) {
  await page.getByRole('link', { name: 'Activity log', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Activity log' })).toBeVisible()
}

test('actions on links are in the activity log, which is filtered by its address and exported without secrets', async ({
  page,
  desk,
}) => {
  desk.expectComplaint(/403/)
  await desk.exploreDemo()
  const id = await shareAndClose(page, desk)
  await openActivityLog(page)
  await test.step('actions and failures are listed, newest first', async () => {
    await expect(entries(page)).toHaveCount(3)
    await expect(entries(page).nth(0)).toContainText(/Make public.*Failed.*Public sharing is disabled for this organization/)
    await expect(entries(page).nth(1)).toContainText(/Turned off.*Done/)
    await expect(entries(page).nth(2)).toContainText(/Made public.*Done/)
    await expect(entries(page).nth(2)).toContainText(/…[\w-]{4}/)
  })
  await test.step('it has no serious accessibility faults and fits on every screen', async () => {
    expect(await faultsEverywhere(page)).toEqual([])
  })
  await test.step('filters are in the address, and no matches differ from an empty log', () => filtersAreInTheAddress(page, desk))
  await test.step('exporting is logged too, and the file has no API key and no full link', async () => {
    await desk.open('/project/1/activity-log')
    await exportsHaveNoSecrets(page, desk, id)
  })
  await test.step('an entry links to its recording', async () => {
    await entries(page).nth(4).getByRole('link').click()
    await expect(page).toHaveURL(new RegExp(`/recordings/${id}$`))
  })
})

async function filtersAreInTheAddress(page: Page, desk: Desk) {
  await page.getByRole('combobox', { name: 'Action' }).selectOption({ label: 'Made public' })
  await expect(entries(page)).toHaveCount(2)
  await page.getByRole('radio', { name: 'Failed' }).click()
  await expect(entries(page)).toHaveCount(1)
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ action: 'shared', outcome: 'failed' })
  await page.reload()
  await expect(entries(page)).toHaveCount(1)
  const search = page.getByRole('searchbox', { name: 'Search activity' })
  await search.fill('nobody of this name')
  await search.press('Enter')
  await expect(page.getByText('No matching activity')).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(entries(page)).toHaveCount(3)
  await expect(search).toHaveValue('')
  await desk.open('/project/2/activity-log')
  await expect(page.getByText('No matching activity')).toBeVisible()
  await page.getByRole('button', { name: 'Show all projects' }).click()
  await expect(entries(page)).toHaveCount(3)
}

async function exportsHaveNoSecrets(page: Page, desk: Desk, id: string) {
  await expect(entries(page)).toHaveCount(3)
  const files: string[] = []
  for (const name of ['Export CSV', 'Export JSON']) {
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name }).click()
    files.push(await readFile(await (await coming).path(), 'utf8'))
  }
  const [csv = '', json = ''] = files
  expect(csv.trimEnd().split('\r\n')).toHaveLength(4)
  expect(csv).toContain(`shared,done,recording,${id}`)
  const read = JSON.parse(json)
  expect(read).toMatchObject({ kind: 'replay-desk-activity-log', filters: ['Project 1 of this host'] })
  expect(read.entries).toHaveLength(4) // including the first export
  await expect(entries(page)).toHaveCount(5)
  const { access_token: token } = await truth(desk, id)
  for (const file of files) {
    expect(file).not.toContain(token)
    expect(file).not.toContain('phx_')
  }
  expect(csv).toContain(token.slice(-4))
}

test('a long log is paged and cleared; deletions and exports of recordings are then in it', async ({ page, desk }) => {
  desk.expectComplaint(/403|500/)
  await desk.exploreDemo()
  await test.step('a long log is paged, and cleared after a confirmation', () => longLogIsPaged(page, desk))
  await test.step('deletions and exports of recordings are in the activity log', () => deletionsAreLogged(page, desk))
})

async function longLogIsPaged(page: Page, desk: Desk) {
  await desk.open('/project/1/activity-log')
  await expect(page.getByText('No activity yet')).toBeVisible()
  const about = {
    connectionId: 'c',
    host: desk.demo.origin,
    projectId: '1',
    projectName: null,
    owner: null,
    kind: 'recording',
    linkEnd: null,
  }
  const actions = Array.from({ length: 60 }, (_, index) => {
    const action = { action: 'shared', subject: `recording ${index}`, subjectName: null, outcome: 'done', detail: null }
    return { ...about, ...action, id: String(index), at: new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString() }
  })
  await writeStored(page, { database: 'replay-desk-records', store: 'activity' }, [
    ...actions,
    { id: 'damaged', at: 'not a time', action: 5 },
  ])
  await page.reload()
  await expect(page.getByText('1–50 of 60')).toBeVisible()
  await expect(entries(page).first()).toContainText('recording 59')
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(entries(page)).toHaveCount(10)
  await expect(page).toHaveURL(/offset=50/)
  await page.getByRole('button', { name: 'Clear log' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(entries(page)).toHaveCount(10)
  await page.getByRole('button', { name: 'Clear log' }).click()
  await page.getByRole('button', { name: 'Clear 60 entries' }).click()
  await expect(page.getByText('No activity yet')).toBeVisible()
  await page.reload()
  await expect(page.getByText('No activity yet')).toBeVisible()
}

async function deletionsAreLogged(page: Page, desk: Desk) {
  await desk.open('/project/1/recordings?date_from=-24h&limit=200')
  await desk.drawn()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const coming = page.waitForEvent('download')
  await page.getByRole('dialog').getByRole('button', { name: 'Export' }).click()
  await coming
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await page.getByRole('checkbox', { name: `Select recording ${failures.answersSlowly.id}`, exact: true }).click()
  await page.getByRole('checkbox', { name: `Select recording ${failures.refusesToBeDeleted.id}`, exact: true }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByRole('button', { name: 'Delete 2 recordings' }).click()
  await expect(page.getByRole('region', { name: 'Receipt' })).toContainText('1 deleted, 1 failed')
  await page.getByRole('button', { name: 'Done', exact: true }).click()
  await openActivityLog(page)
  await expect(entries(page)).toHaveCount(3)
  await expect(activityLog(page).getByRole('row', { name: failures.answersSlowly.title })).toContainText(/Deleted.*Done/)
  await expect(activityLog(page).getByRole('row', { name: failures.refusesToBeDeleted.title })).toContainText(
    /Delete\s*Failed.*recording-api/,
  )
  await expect(activityLog(page).getByRole('row', { name: /Exported/ })).toContainText(/recordings-1-.*\.csv/)
}

test('without storage the log says so, and old addresses lead to both tabs', async ({ page, desk }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Blocked', 'SecurityError')
    }
  })
  await desk.exploreDemo('/project/1/deletions')
  await expect(page).toHaveURL(/\/project\/1\/activity-log\/deletions$/)
  await expect(page.getByRole('alert')).toContainText('can’t save receipts')
  await page.getByRole('link', { name: 'Activity', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('can’t save an activity log')
  await desk.open('/project/1/trail?where=all')
  await expect(page).toHaveURL(/\/project\/1\/activity-log\?where=all$/)
})
