import { snapshotFailures } from '../demo/snapshotFailures.ts'
import { expect, test } from './desk.ts'
import { expectShown, ready, recordingPage, shown } from './replay.ts'

/** Recordings of which nothing can be played, and what is said of them. */
const unplayable: [keyof typeof snapshotFailures, RegExp][] = [
  ['deleted', /This recording was deleted for good on .+ by .+/],
  ['unavailable', /The server cannot get at parts of this recording/],
  ['stillIngesting', /Nothing of this recording has arrived yet|The server has nothing of this recording/],
  ['oneEvent', /There is too little of this recording to play it/],
  ['noFullSnapshot', /the page that its changes belong to is missing/],
  ['wireframes', /mobile app, which can only be played in PostHog/],
]

for (const [name, words] of unplayable) {
  test(`says why there is nothing to play: ${snapshotFailures[name].title}`, async ({ page, desk }) => {
    desk.expectComplaint(/50\d|410/)
    await desk.exploreDemo()
    await desk.open(recordingPage(snapshotFailures[name].id))
    const replay = page.getByRole('region', { name: 'Replay' })
    await expect(replay.getByRole('alert')).toContainText(words)
  })
}

test('a mobile recording can be read where it cannot be played', async ({ page, desk }) => {
  await desk.exploreDemo()
  await desk.open(recordingPage(snapshotFailures.wireframes.id))
  const inspector = page.getByRole('region', { name: 'Inspector' })
  await expect(inspector.getByRole('listitem').first()).toBeVisible()
})

test('a host that fails can be asked again', async ({ page, desk }) => {
  desk.expectComplaint(/500/)
  await desk.exploreDemo()
  await desk.open(recordingPage(snapshotFailures.breaks.id))
  const alert = page.getByRole('region', { name: 'Replay' }).getByRole('alert')
  await expect(alert).toBeVisible()
  const calls = async () => (await desk.calls()).filter(({ path }) => path.includes('/snapshots')).length
  const before = await calls()
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(calls).toBeGreaterThan(before)
})

test('a host that is busy at first is waited for', async ({ page, desk }) => {
  desk.expectComplaint(/503/)
  await desk.exploreDemo()
  await desk.open(recordingPage(snapshotFailures.busyFirst.id))
  await ready(page)
  await expect.poll(async () => (await shown(page)).text.length).toBeGreaterThan(20)
})

test('says what is still coming, what is missing and what could not be read', async ({ page, desk }) => {
  await desk.exploreDemo()
  await desk.open(recordingPage(snapshotFailures.stillRecording.id))
  await ready(page)
  await page.getByText('Transcript', { exact: true }).click()
  await expect(page.getByText('This session is still being recorded.')).toBeVisible()
  const lists = async () =>
    (await desk.calls()).filter(({ method, path }) => method === 'GET' && path.includes('/snapshots/?blob_v2=')).length
  const before = await lists()
  await page.getByRole('button', { name: 'Look again' }).click()
  await expect.poll(lists).toBe(before + 1)
  await ready(page)

  await desk.open(recordingPage(snapshotFailures.someLost.id))
  await ready(page)
  await page.getByText('Transcript', { exact: true }).click()
  await expect(page.getByText(/The server left out 1 part of this recording: \d:\d\d to \d:\d\d/)).toBeVisible()

  await desk.open(recordingPage(snapshotFailures.cutShort.id))
  await ready(page)
  await page.getByText('Transcript', { exact: true }).click()
  await expect(page.getByText(/^1 line of this recording could not be read and was skipped/)).toBeVisible()
})

test('long-term storage plays like any other', async ({ page, desk }) => {
  await desk.exploreDemo()
  await desk.open(recordingPage(snapshotFailures.longTerm.id))
  await ready(page)
  await expect.poll(async () => (await shown(page)).text.length).toBeGreaterThan(20)
})

test('an event of forty megabytes costs itself and nothing else', async ({ page, desk }) => {
  await desk.exploreDemo()
  await desk.open(recordingPage(snapshotFailures.hugeBlock.id))
  await ready(page)
  await expectShown(page, 'Larch & Pine')
})
