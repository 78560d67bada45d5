import { readFile } from 'node:fs/promises'
import { faultsEverywhere } from './accessibility.ts'
import { expect, leafAndKettle, test } from './desk.ts'
import { ready } from './replay.ts'

test.use({ demoProject: leafAndKettle })

test('a list is kept or skipped one by one, with Undo, over a reload, and taken out as a file', async ({ page, desk }) => {
  const gets = async () => (await desk.calls()).filter(({ method }) => method === 'GET')
  const snapshotsOf = async (id: string) =>
    (await gets()).filter(({ path }) => path.includes(`/session_recordings/${id}/snapshots`)).length
  const lists = async () => (await gets()).filter(({ path }) => /\/session_recordings\/\?/.test(path)).length
  const opened = () => new URL(page.url()).searchParams.get('open')
  const heading = page.getByRole('heading', { level: 2 }).first()

  await desk.exploreDemo('/project/4/recordings?limit=25&viewed=hide')
  await desk.drawn()
  await desk.quiet()
  const listed = await lists()
  await page.getByRole('link', { name: 'Triage' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Triage' })).toBeVisible()
  await ready(page)
  const first = (await heading.textContent()) ?? ''
  expect(await lists(), 'the list is known').toBe(listed)

  await test.step('the next one loads before somebody decides, once', async () => {
    await page.keyboard.press('k')
    await expect(heading).not.toHaveText(first)
    await ready(page)
    const second = opened() ?? ''
    expect(second).not.toBe('')
    await desk.quiet()
    const before = await snapshotsOf(second)
    expect(before).toBeGreaterThan(0)
    await page.keyboard.press('s')
    await expect.poll(opened).not.toBe(second)
    const third = opened() ?? ''
    await ready(page)
    await desk.quiet()
    const requests = (await gets()).filter(({ path }) => path.includes(`/session_recordings/${third}/snapshots`))
    expect(new Set(requests.map(({ path }) => path)).size, 'nothing is requested twice').toBe(requests.length)
    expect(requests.length).toBeGreaterThan(0)

    await page.keyboard.press('z')
    await expect.poll(opened, 'Undo goes back to it').toBe(second)
    await expect(page.getByRole('button', { name: 'Skip' })).toHaveAttribute('aria-pressed', 'false')
    await expect(page.getByText('1 of 25 on this page decided')).toBeVisible()
    await page.getByRole('button', { name: 'Skip' }).click()
    await expect.poll(opened).toBe(third)
  })

  await test.step('decisions outlive a reload and become a file', async () => {
    await page.reload()
    await expect(page.getByText('2 of 25 on this page decided')).toBeVisible()
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export decisions' }).click()
    const lines = (await readFile(await (await downloading).path(), 'utf8')).trim().split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[0]).toBe('recording_id,decision,decided_at,person,start_time,start_url,notes,link')
    expect(lines.slice(1).map((line) => line.split(',')[1])).toEqual(['kept', 'skipped'])
  })

  await test.step('is accessible and fits', async () => {
    expect(await faultsEverywhere(page)).toEqual([])
  })
})

test('the end of a list says how it went, and shows what was kept', async ({ page, desk }) => {
  await desk.exploreDemo('/project/4/recordings?limit=25')
  await desk.drawn()
  const ids = (
    await desk
      .table()
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-row')))
  ).slice(0, 2)
  await desk.follow(`/project/4/recordings/-/triage?session_ids=${ids.join()}&date_from=-1y`)
  await expect(page.getByText('Recording 1 of 2')).toBeVisible()
  await page.getByRole('button', { name: 'Keep' }).click()
  await expect(page.getByText('Recording 2 of 2')).toBeVisible()
  await page.getByRole('button', { name: 'Skip' }).click()
  await expect(page.getByText('All recordings of this list are decided')).toBeVisible()
  await expect(page.getByText('1 kept, 1 skipped')).toBeVisible()
  await page.getByRole('link', { name: 'Show kept recordings' }).click()
  await expect(desk.table().locator('tbody tr')).toHaveCount(1)
})

test('a decided page is followed by the next one of the same list', async ({ page, desk }) => {
  await desk.exploreDemo('/project/4/recordings?limit=25')
  await desk.drawn()
  await page.getByRole('link', { name: 'Triage' }).click()
  for (let order = 1; order <= 25; order += 1) {
    await expect(page.getByText(new RegExp(`^Recording ${order} ·`))).toBeVisible()
    await page.keyboard.press('s')
  }
  await expect(page.getByText('Recording 26 · 0 of 25 on this page decided')).toBeVisible()
  await expect(page).toHaveURL(/offset=25/)
  await desk.follow('/project/4/recordings/-/triage?limit=25')
  await expect(page.getByText('All recordings of this page are decided')).toBeVisible()
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(page.getByText('Recording 26 · 0 of 25 on this page decided')).toBeVisible()
})
