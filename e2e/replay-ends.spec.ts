import { snapshotFailures } from '../demo/data/snapshotFailures.ts'
import { expect, test } from './desk.ts'
import { expectShown, followReplay, openReplay, ready, shown } from './replay.ts'

/** Unplayable recordings and their messages. */
const unplayable: [keyof typeof snapshotFailures, RegExp][] = [
  ['deleted', /This recording was permanently deleted on .+ by .+/],
  ['unavailable', /The server can’t read parts of this recording/],
  ['stillIngesting', /This recording isn’t available yet|The server has no data for this recording/],
  ['oneEvent', /This recording is too short to play/],
  ['noFullSnapshot', /its first page is missing/],
]

test('explains why it cannot play', async ({ page, desk }) => {
  desk.expectComplaint(/50\d|410/)
  await desk.exploreDemo('/watch')
  for (const [name, message] of unplayable) {
    await test.step(snapshotFailures[name].title, async () => {
      await followReplay(desk, snapshotFailures[name].id)
      await expect(page.getByRole('region', { name: 'Replay' }).getByRole('alert')).toContainText(message)
    })
  }
  await test.step('shows the events that are there', async () => {
    await expect(page.getByRole('region', { name: 'Inspector' }).getByRole('listitem').first()).toBeVisible()
  })
})

test('plays what is busy at first or in long-term storage, and retries after a failure', async ({ page, desk }) => {
  desk.expectComplaint(/50[03]/)
  await desk.exploreDemo('/watch')
  for (const name of ['busyFirst', 'longTerm'] as const) {
    await test.step(snapshotFailures[name].title, async () => {
      await followReplay(desk, snapshotFailures[name].id)
      await ready(page)
      await expect.poll(async () => (await shown(page)).text.length).toBeGreaterThan(20)
    })
  }
  await test.step('retries after a failure', async () => {
    await followReplay(desk, snapshotFailures.breaks.id)
    const alert = page.getByRole('region', { name: 'Replay' }).getByRole('alert')
    await expect(alert).toBeVisible()
    const calls = async () => (await desk.calls()).filter(({ path }) => path.includes('/snapshots')).length
    const before = await calls()
    await alert.getByRole('button', { name: 'Try again' }).click()
    await expect.poll(calls).toBeGreaterThan(before)
  })
})

test('reports ongoing recordings, missing parts and unreadable lines', async ({ page, desk }) => {
  await openReplay(desk, snapshotFailures.stillRecording.id)
  await page.getByText('Transcript', { exact: true }).click()
  await expect(page.getByText('This session is still recording.')).toBeVisible()
  const lists = async () =>
    (await desk.calls()).filter(({ method, path }) => method === 'GET' && path.includes('/snapshots/?blob_v2=')).length
  const before = await lists()
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect.poll(lists).toBe(before + 1)
  await ready(page)

  await followReplay(desk, snapshotFailures.someLost.id)
  await ready(page)
  await page.getByText('Transcript', { exact: true }).click()
  await expect(page.getByText(/The server didn’t send 1 part of this recording: \d:\d\d to \d:\d\d/)).toBeVisible()

  await followReplay(desk, snapshotFailures.cutShort.id)
  await ready(page)
  await page.getByText('Transcript', { exact: true }).click()
  await expect(page.getByText(/^Skipped 1 unreadable line/)).toBeVisible()
})

test('skips only an event of 40 MB', async ({ page, desk }) => {
  await openReplay(desk, snapshotFailures.hugeBlock.id)
  await expectShown(page, 'Larch & Pine')
})
