import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './desk.ts'
import { choose, isOdd, register, scanEnded, startScan, truth } from './register.ts'

type Evidence = {
  host: string
  keyOwner: string
  seen: number
  notAsked: number
  publicWhenScanned: number
  shares: { recordingId: string; state: string; link: string; password: string; sharedSince: string }[]
  actions: { action: string; outcome: string; recordingId: string }[]
}

async function downloaded(page: Page, name: string): Promise<string> {
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name }).click()
  return readFile(await (await coming).path(), 'utf8')
}

test('evidence says what the server says: every share, and what was done from here', async ({ page, desk }) => {
  desk.expectComplaint(/40[034]|500/)
  await desk.exploreDemo()
  await startScan(page)
  await scanEnded(page)
  const before = await truth(desk)
  const closed = before.find(({ recordingId }) => !isOdd(recordingId))
  if (!closed) throw new Error('Nothing is public.')
  await choose(page, closed.recordingId)
  await page.getByRole('button', { name: 'Turn off' }).click()
  await page.getByRole('button', { name: 'Turn off 1 public link' }).click()
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Evidence' }).click()
  const cut = await downloaded(page, 'Download JSON')
  for (const { token } of before) expect(cut).not.toContain(token)
  await page.getByLabel(/^Whole links/).check()
  await expect(page.getByText('can open every one of these recordings')).toBeVisible()
  const whole = await downloaded(page, 'Download JSON')
  const csv = await downloaded(page, 'Download CSV')
  for (const text of [cut, whole, csv]) expect(text).not.toContain('phx_')
  const evidence = JSON.parse(whole) as Evidence
  expect(evidence).toMatchObject({ host: desk.demo.origin, notAsked: 0, publicWhenScanned: before.length })
  const now = await truth(desk)
  const open = evidence.shares.filter(({ state }) => state === 'public')
  expect(open.map(({ recordingId, link, sharedSince }) => `${recordingId} ${link} ${sharedSince}`).toSorted()).toEqual(
    now.map(({ recordingId, token, createdAt }) => `${recordingId} ${desk.demo.origin}/shared/${token} ${createdAt}`).toSorted(),
  )
  expect(open.filter(({ password }) => password === 'required')).toHaveLength(
    now.filter(({ passwordRequired }) => passwordRequired).length,
  )
  expect(evidence.actions[0]).toMatchObject({ action: 'unshared', outcome: 'done', recordingId: closed.recordingId })
  expect(
    csv
      .trimEnd()
      .split('\r\n')
      .filter((line) => line.startsWith('share,')),
  ).toHaveLength(evidence.shares.length)
  await page.getByRole('link', { name: 'Printable page' }).click()
  await expect(page.getByRole('heading', { level: 1, name: `${now.length} public recordings` })).toBeVisible()
  for (const { token } of now) await expect(page.getByText(`${desk.demo.origin}/shared/${token}`)).toHaveCount(1)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('navigation', { name: 'Replay Desk' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('link', { name: 'Back to Sharing' }).click()
  await expect(register(page)).toBeVisible()
})
