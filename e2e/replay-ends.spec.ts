import { snapshotFailures } from '../demo/data/snapshotFailures.ts'
import { expect, test } from './desk.ts'
import { expectShown, ready, recordingPage, shown } from './replay.ts'

/** Unplayable recordings and their messages. */
const unplayable: [keyof typeof snapshotFailures, RegExp][] = [
  ['deleted', /This recording was permanently deleted on .+ by .+/],
  ['unavailable', /The server can’t read parts of this recording/],
  ['stillIngesting', /This recording isn’t available yet|The server has no data for this recording/],
  ['oneEvent', /This recording is too short to play/],
  ['noFullSnapshot', /its first page is missing/],
  ['wireframes', /Mobile app recordings can only be played in PostHog/],
]

for (const [name, message] of unplayable) {
  test(`explains why it cannot play: ${snapshotFailures[name].title}`, async ({ page, desk }) => {
    desk.expectComplaint(/50\d|410/)
    await desk.exploreDemo(recordingPage(snapshotFailures[name].id))
    const replay = page.getByRole('region', { name: 'Replay' })
    await expect(replay.getByRole('alert')).toContainText(message)
  })
}

test('shows the events of a mobile recording', async ({ page, desk }) => {
  await desk.exploreDemo(recordingPage(snapshotFailures.wireframes.id))
  const inspector = page.getByRole('region', { name: 'Inspector' })
  await expect(inspector.getByRole('listitem').first()).toBeVisible()
})

test('retries after a failure', async ({ page, desk }) => {
  desk.expectComplaint(/500/)
  await desk.exploreDemo(recordingPage(snapshotFailures.breaks.id))
  const alert = page.getByRole('region', { name: 'Replay' }).getByRole('alert')
  await expect(alert).toBeVisible()
  const calls = async () => (await desk.calls()).filter(({ path }) => path.includes('/snapshots')).length
  const before = await calls()
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(calls).toBeGreaterThan(before)
})

test('waits for a busy server', async ({ page, desk }) => {
  desk.expectComplaint(/503/)
  await desk.exploreDemo(recordingPage(snapshotFailures.busyFirst.id))
  await ready(page)
  await expect.poll(async () => (await shown(page)).text.length).toBeGreaterThan(20)
})

test('reports ongoing recordings, missing parts and unreadable lines', async ({ page, desk }) => {
  await desk.exploreDemo(recordingPage(snapshotFailures.stillRecording.id))
  await ready(page)
  await page.getByText('Transcript', { exact: true }).click()
  await expect(page.getByText('This session is still recording.')).toBeVisible()
  const lists = async () =>
    (await desk.calls()).filter(({ method, path }) => method === 'GET' && path.includes('/snapshots/?blob_v2=')).length
  const before = await lists()
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect.poll(lists).toBe(before + 1)
  await ready(page)

  await desk.open(recordingPage(snapshotFailures.someLost.id))
  await ready(page)
  await page.getByText('Transcript', { exact: true }).click()
  await expect(page.getByText(/The server didn’t send 1 part of this recording: \d:\d\d to \d:\d\d/)).toBeVisible()

  await desk.open(recordingPage(snapshotFailures.cutShort.id))
  await ready(page)
  await page.getByText('Transcript', { exact: true }).click()
  await expect(page.getByText(/^Skipped 1 unreadable line/)).toBeVisible()
})

test('plays recordings in long-term storage', async ({ page, desk }) => {
  await desk.exploreDemo(recordingPage(snapshotFailures.longTerm.id))
  await ready(page)
  await expect.poll(async () => (await shown(page)).text.length).toBeGreaterThan(20)
})

test('skips only an event of 40 MB', async ({ page, desk }) => {
  await desk.exploreDemo(recordingPage(snapshotFailures.hugeBlock.id))
  await ready(page)
  await expectShown(page, 'Larch & Pine')
})
