import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { failures } from '../demo/data/failures.ts'
import {
  confirm,
  deletes,
  dialog,
  downloadedOutcomes,
  pressDelete,
  receipt,
  select,
  statusOf,
  deleteFromMenu,
} from './deletions.ts'
import { type Desk, expect, test } from './desk.ts'

async function deletesTwo(page: Page, desk: Desk, says: string) {
  const ids = await select(page, 2)
  const before = (await desk.rows()).length
  await pressDelete(page)
  await expect(dialog(page)).toContainText('Delete 2 recordings')
  await expect(dialog(page).getByRole('list', { name: 'Recordings to delete' }).getByRole('listitem')).toHaveCount(2)
  await expect(dialog(page)).toContainText(says)
  await confirm(page, 2)
  await expect(receipt(page)).toContainText('2 recordings, 2 deleted.')
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(dialog(page)).toHaveCount(0)
  for (const id of ids) {
    await expect(page.getByRole('checkbox', { name: `Select recording ${id}`, exact: true })).toHaveCount(0)
    expect(await statusOf(desk, id)).toBe(404)
  }
  expect(await desk.rows()).toHaveLength(before - 2)
  await expect(page.getByText('2 selected')).toHaveCount(0)
  const lists = (await desk.calls()).filter(({ method, path }) => method === 'GET' && path.includes('session_recordings/?'))
  expect(lists).toHaveLength(1)
}

test('recordings of a page are deleted', async ({ page, desk }) => {
  desk.expectComplaint(/403/) // bulk_delete, tried once
  await desk.exploreDemo()
  await test.step('cancelling the confirmation changes nothing', () => cancels(page, desk))
  await test.step('two are deleted, and removed from the list without a request', () =>
    deletesTwo(page, desk, 'permanently deletes'))
  await test.step('more than ten need a typed confirmation', () => typesConfirmation(page))
})

async function cancels(page: Page, desk: Desk) {
  const [id = ''] = await select(page, 1)
  await pressDelete(page)
  await expect(dialog(page).getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Delete', exact: true })).toBeFocused()
  expect(await statusOf(desk, id)).toBe(200)
  await page.getByRole('button', { name: 'Clear selection' }).click()
}

async function typesConfirmation(page: Page) {
  await select(page, 11)
  await pressDelete(page)
  const button = dialog(page).getByRole('button', { name: 'Delete 11 recordings' })
  await expect(button).toBeDisabled()
  await dialog(page).getByLabel('Type “delete” to confirm').fill('delet')
  await expect(button).toBeDisabled()
  await dialog(page).getByLabel('Type “delete” to confirm').fill('Delete')
  await button.click()
  await expect(receipt(page)).toContainText('11 recordings, 11 deleted.')
}

async function failsForSome(page: Page, desk: Desk) {
  await desk.follow('/project/1/recordings?date_from=-24h&limit=200')
  const ids = await select(page, 3, [failures.refusesToBeDeleted.id, failures.gone.id])
  await pressDelete(page)
  await confirm(page, 5)
  await expect(receipt(page)).toContainText('5 recordings, 3 deleted, 1 already gone, 1 failed.')
  const outcomes = await downloadedOutcomes(page)
  expect([...outcomes.keys()].toSorted()).toEqual(ids.toSorted())
  for (const [id, outcome] of outcomes) expect(await statusOf(desk, id), outcome).toBe(outcome === 'failed' ? 200 : 404)
  await receipt(page).getByLabel('Failed only').check()
  await expect(receipt(page).getByRole('row')).toHaveCount(3) // header, row, reason
  await expect(receipt(page)).toContainText('Failed to delete recording via recording-api')
  const coming = page.waitForEvent('download')
  await receipt(page).getByRole('button', { name: 'Download JSON' }).click()
  const text = await readFile(await (await coming).path(), 'utf8')
  expect(JSON.parse(text)).toMatchObject({ total: 5, host: desk.demo.origin, projectId: '1' })
  expect(text).not.toContain('phx_')
  await receipt(page).getByRole('button', { name: 'Retry failed' }).click()
  await expect.poll(async () => (await desk.calls()).filter(({ status }) => status === 500).length).toBe(2)
  await expect(receipt(page)).toContainText('1 failed')
}

test.describe('an old server', () => {
  test.use({ demoOptions: { edition: 'old' } })

  test('recordings of a page are deleted, and failures have a reason', async ({ page, desk }) => {
    desk.expectComplaint(/40[34]|500/)
    await desk.exploreDemo()
    await test.step('two are deleted, and removed from the list without a request', () =>
      deletesTwo(page, desk, 'stays in storage until it expires'))
    await test.step('failed and already gone recordings differ in the receipt, which agrees with the server', () =>
      failsForSome(page, desk))
  })
})

test.describe('a slow host', () => {
  test.use({ demoOptions: { latencyMs: 150 } })

  test('a deletion is paused, resumed, sent to the background and cancelled', async ({ page, desk }) => {
    desk.expectComplaint(/403/)
    await desk.exploreDemo()
    const ids = await select(page, 24)
    await pressDelete(page)
    await confirm(page, 24)
    await expect.poll(() => deletes(desk)).toBeGreaterThan(2)
    await dialog(page).getByRole('button', { name: 'Pause' }).click()
    await expect(dialog(page).getByText('Paused.')).toBeVisible()
    // The host answers each request after 150 ms: the pending one before these, and a deletion that goes on more of them.
    const answerOthers = async (count: number) => {
      for (const id of ids.slice(-count)) expect(await statusOf(desk, id)).toBe(200)
    }
    await answerOthers(2)
    const pausedAt = await deletes(desk)
    await expect(dialog(page)).toContainText(`${pausedAt} of 24`)
    await answerOthers(5)
    expect(await deletes(desk)).toBe(pausedAt)
    await dialog(page).getByRole('button', { name: 'Resume' }).click()
    await expect.poll(() => deletes(desk)).toBeGreaterThan(pausedAt)
    await dialog(page).getByRole('button', { name: 'Continue in background', exact: true }).click()
    const corner = page.getByRole('complementary', { name: 'Background job: Deleting 24 recordings' })
    await expect(corner).toContainText(/\d+ of 24/)
    await corner.getByRole('button', { name: 'Show' }).click()
    await dialog(page).getByRole('button', { name: 'Cancel' }).click()
    await expect(receipt(page)).toContainText('not attempted')
    const outcomes = await downloadedOutcomes(page)
    expect(outcomes.size).toBe(24)
    await Promise.all(
      ids.map(async (id) => expect(await statusOf(desk, id), id).toBe(outcomes.get(id) === 'deleted' ? 404 : 200)),
    )
  })

  test('a reload loses nothing of the receipt, and the rest is resumed from the activity log', async ({ page, desk }) => {
    desk.expectComplaint(/40[34]/)
    await desk.exploreDemo()
    const ids = await select(page, 20)
    await pressDelete(page)
    await confirm(page, 20)
    await expect.poll(() => deletes(desk)).toBeGreaterThan(3)
    await page.reload()
    const card = page.getByRole('complementary', { name: 'Interrupted job: Deleting 20 recordings' })
    await expect(card).toContainText(/\d+ of 20 left\./)
    await card.getByRole('button', { name: 'Resume' }).click()
    await expect(card).toHaveCount(0)
    await expect.poll(() => deletes(desk)).toBeGreaterThan(6)
    await page.reload()
    await expect(card).toContainText(/\d+ of 20 left\./)
    const deletedBefore = await deletes(desk)
    expect(deletedBefore).toBeLessThan(20)
    await page.getByRole('link', { name: 'Activity log', exact: true }).click()
    await page.getByRole('link', { name: 'Deletions', exact: true }).click()
    await page.getByRole('button', { name: 'Open to resume' }).click()
    const saved = await downloadedOutcomes(page)
    expect([...saved.values()].filter((outcome) => outcome === 'deleted').length).toBeGreaterThanOrEqual(deletedBefore - 1)
    await receipt(page)
      .getByRole('button', { name: /^Resume \d+ left$/ })
      .click()
    await expect(dialog(page).getByRole('region', { name: 'Receipt' })).toContainText(/20 recordings, /)
    await page.getByRole('button', { name: 'Done' }).click()
    const row = page.getByRole('table', { name: 'Receipts' }).getByRole('row').nth(1)
    await expect(row).toContainText('Complete')
    await expect(card).toHaveCount(0)
    await Promise.all(ids.map(async (id) => expect(await statusOf(desk, id)).toBe(404)))
    await row.getByRole('button', { name: 'Clear', exact: true }).click()
    await row.getByRole('button', { name: 'Clear permanently' }).click()
    await expect(page.getByText('No deletions yet')).toBeVisible()
  })

  test('another tab waits until this one is done', async ({ page, desk, context }) => {
    desk.expectComplaint(/403/)
    await desk.exploreDemo()
    const other = await context.newPage()
    await other.goto(page.url())
    await select(page, 12)
    await pressDelete(page)
    await confirm(page, 12)
    await other
      .getByRole('checkbox', { name: /^Select recording / })
      .nth(30)
      .click()
    await pressDelete(other)
    await confirm(other, 1)
    await expect(dialog(other)).toContainText('Another job like this is running')
    await expect(receipt(page)).toContainText('12 deleted')
    await expect(receipt(other)).toContainText('1 deleted')
  })
})

test('a recording is deleted from the panel over the table, and on its own page', async ({ page, desk }) => {
  desk.expectComplaint(/404|410/)
  await desk.exploreDemo()
  await test.step('deletions are a tab of the activity log, which says when it is empty', async () => {
    await page.getByRole('link', { name: 'Activity log', exact: true }).click()
    await page.getByRole('link', { name: 'Deletions', exact: true }).click()
    await expect(page.getByText('No deletions yet')).toBeVisible()
    await page.getByRole('link', { name: 'Recordings', exact: true }).click()
  })
  await test.step('from the panel; Escape closes only the confirmation', () => deletesFromPanel(page, desk))
  await test.step('on its own page, which then leads back to the table', () => deletesOnItsPage(page, desk))
})

async function deletesFromPanel(page: Page, desk: Desk) {
  const [id = ''] = await select(page, 1)
  await desk.open(`/project/1/recordings?open=${id}`)
  const panel = page.getByRole('dialog').filter({ has: page.getByRole('button', { name: 'Next recording' }) })
  await deleteFromMenu(panel)
  await expect(dialog(page).getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(dialog(page).getByRole('button', { name: 'Delete 1 recording' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)
  await expect(panel.getByRole('button', { name: 'More actions' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Delete…', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await confirm(page, 1)
  await expect(receipt(page)).toContainText('1 recording, 1 deleted.')
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(panel).toHaveCount(0)
  expect(await statusOf(desk, id)).toBe(404)
}

async function deletesOnItsPage(page: Page, desk: Desk) {
  const [id = ''] = await select(page, 1)
  await desk.open(`/project/1/recordings/${id}`)
  await deleteFromMenu(page)
  await confirm(page, 1)
  await expect(receipt(page)).toContainText('1 recording, 1 deleted.')
  await expect(desk.table()).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  expect(await statusOf(desk, id)).toBe(404)
  expect(
    (await desk.calls()).filter(({ method, path, status }) => method === 'GET' && path.includes(id) && status === 404),
  ).toHaveLength(1)
  await desk.open(`/project/1/recordings/${id}`)
  await expect(page.getByRole('alert')).toContainText(/This recording was permanently deleted on .+ by .+@/)
}

test('without storage deleting works, and says that the receipt is not saved', async ({ page, desk }) => {
  desk.expectComplaint(/403/)
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Blocked', 'SecurityError')
    }
  })
  await desk.exploreDemo()
  const ids = await select(page, 2)
  await pressDelete(page)
  await confirm(page, 2)
  await expect(receipt(page)).toContainText('2 deleted')
  await expect(dialog(page).getByRole('alert')).toContainText('couldn’t save the receipt')
  expect([...(await downloadedOutcomes(page)).keys()]).toEqual(ids)
  await page.getByRole('link', { name: 'All deletions' }).click()
  await expect(page.getByRole('alert')).toContainText('can’t save receipts')
})
