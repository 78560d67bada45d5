import { readFile } from 'node:fs/promises'
import type { Locator } from '@playwright/test'
import { capturedId } from '../demo/data/capturedRows.ts'
import { faultsEverywhere } from './accessibility.ts'
import { expect, test } from './desk.ts'
import { expectShown, openReplay, position } from './replay.ts'

const shop = capturedId('shop-checkout')

/** Whether a row is visible inside its scroll container. */
function isInSight(row: Locator): Promise<boolean> {
  return row.evaluate((one) => {
    const box = one.parentElement?.parentElement?.getBoundingClientRect()
    const { top, bottom } = one.getBoundingClientRect()
    return box !== undefined && top >= box.top - 1 && bottom <= box.bottom + 1
  })
}

test('events are searched and filtered, and the transcript is downloaded', async ({ page, desk }) => {
  await test.step('searches and filters events and seeks to them', async () => {
    await openReplay(desk, shop)
    const inspector = page.getByRole('region', { name: 'Inspector' })
    await inspector.getByRole('textbox', { name: 'Search events' }).fill('add to basket')
    await inspector
      .getByRole('button', { name: /Clicked “Add to basket”/ })
      .first()
      .click()
    await expectShown(page, 'Tulip')
    await expect(position(page)).toHaveAttribute('aria-valuetext', '0:10 of 0:39')
    await inspector.getByRole('textbox', { name: 'Search events' }).fill('')
    await inspector.getByRole('button', { name: /^Network/ }).click()
    await expect(inspector.getByRole('button', { name: /GET shop\.example/ }).first()).toBeVisible()
    for (const kind of ['Network', 'Pages', 'Clicks', 'Inputs']) {
      await inspector.getByRole('button', { name: new RegExp(`^${kind}`) }).click()
    }
    await expect(inspector.getByRole('button', { name: /Clicked/ })).toHaveCount(0)
    await inspector.getByRole('textbox', { name: 'Search events' }).fill('no such thing anywhere')
    await expect(inspector).toContainText('No matching events.')
  })
  await test.step('shows and downloads the transcript', async () => {
    const transcript = page.getByRole('region', { name: 'Transcript' })
    await page.getByText('Transcript', { exact: true }).click()
    await expect(transcript).toContainText('Clicked “Add to basket”')
    await expect(transcript).toContainText('Typed “Maren Lindqvist”')
    await expect(transcript).not.toContainText('Incomplete: only part of the recording')
    const downloading = page.waitForEvent('download')
    await transcript.getByRole('button', { name: 'Download transcript' }).click()
    const text = await readFile(await (await downloading).path(), 'utf8')
    expect(text).toContain(`Recording ${shop}`)
    expect(text).toMatch(/0:10 {2}Clicked “Add to basket”/)
    expect(text).toMatch(/\n\nVisited .*\/cart → \/checkout/)
    const summary = page.getByRole('region', { name: 'Inspector' }).getByRole('group', { name: 'Visit summary', exact: true })
    await expect(summary).toContainText('/cart → /checkout')
    await expect(summary).toContainText('Ended on /thank-you after 0:39')
  })
})

test('a note stands where it was written, survives a reload, goes into report, transcript and export, and is deleted with Undo', async ({
  page,
  desk,
  context,
}, info) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const inspector = page.getByRole('region', { name: 'Inspector' })
  const ofNote = inspector.getByRole('listitem').filter({ hasText: 'Basket shows the wrong price' })

  await test.step('is written at the player’s position by keyboard', async () => {
    await openReplay(desk, shop, 10.5)
    await page.keyboard.press('c')
    const field = page.getByLabel('Note at 0:10.5')
    await expect(field).toBeFocused()
    await field.fill('Basket shows the wrong price')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('Second line')
    await page.keyboard.press('Enter')
    await expect(field).toHaveCount(0)
    await expect(ofNote).toContainText('0:10')
  })
  await test.step('survives a reload, and is edited', async () => {
    await page.reload()
    await ofNote.getByRole('button', { name: 'Details' }).click()
    await expect(ofNote).toContainText('Second line')
    await ofNote.getByRole('button', { name: 'Edit' }).click()
    await page.getByLabel('Note at 0:10.5').fill('Basket shows the wrong price: £20')
    await page.getByRole('button', { name: 'Save note' }).click()
    await expect(ofNote).toContainText('£20')
  })
  await test.step('is reported with links, page and what happened around it', async () => {
    await ofNote.getByRole('button', { name: 'Report' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Copy report' }).click()
    const report = await page.evaluate(() => navigator.clipboard.readText())
    expect(report).toMatch(/^Basket shows the wrong price: £20\n\nRecording at 0:10\.5, \d{4}-\d\d-\d\d/)
    expect(report).toContain(`/recordings/${shop}?t=10.5&host=`)
    expect(report).toContain(`${desk.demo.origin}/project/1/replay/${shop}?t=10\n`)
    expect(report).toMatch(/Clicked “Add to basket”/)
    await page.keyboard.press('Escape')
  })
  await test.step('stands in the transcript and in the exported file', async () => {
    await page.getByText('Transcript', { exact: true }).click()
    await expect(page.getByRole('region', { name: 'Transcript' })).toContainText('0:10  Note: Basket shows the wrong price: £20')
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export recording' }).click()
    await (await downloading).saveAs(info.outputPath('recording.json'))
  })
  await test.step('is deleted, and brought back by Undo', async () => {
    await ofNote.getByRole('button', { name: 'Delete' }).click()
    await expect(ofNote).toHaveCount(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(ofNote).toContainText('£20')
  })
  await test.step('of a file can be read and not changed', async () => {
    await desk.follow('/watch')
    await page.getByLabel('Recording file').setInputFiles(info.outputPath('recording.json'))
    await ofNote.getByRole('button', { name: 'Details' }).click()
    await expect(ofNote.getByRole('button', { name: 'Report' })).toBeVisible()
    await expect(ofNote.getByRole('button', { name: 'Edit' })).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Note', exact: true })).toHaveCount(0)
  })
})

test('marks the current event during playback and keeps it visible', async ({ page, desk }) => {
  await page.setViewportSize({ width: 1440, height: 600 }) // too small for the whole list
  await openReplay(desk, shop, 9.5)
  await page.getByRole('button', { name: 'Play' }).click()
  const current = page.getByRole('region', { name: 'Inspector' }).locator('[aria-current]')
  await expect(current).toContainText('basket: 2 × tulip-negrita added')
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await position(page).press('End')
  await expect(current).toHaveAttribute('aria-posinset', (await current.getAttribute('aria-setsize')) ?? '')
  await expect.poll(() => isInSight(current)).toBe(true)
})

test('opens the player from the panel, and the next recordings from the player', async ({ page, desk }) => {
  await desk.exploreDemo('/project/1/recordings?limit=25')
  await desk.table().locator('tbody tr').filter({ hasNotText: 'Ongoing' }).nth(1).locator('time').click() // those grow
  const duration = page.getByRole('dialog').getByRole('region', { name: 'Summary' }).getByText('Duration').locator('+ dd')
  const length = await duration.innerText()
  await page.getByRole('link', { name: 'Watch', exact: true }).click()
  await expect(position(page)).toHaveAttribute('aria-valuetext', new RegExp(` of ${length}$`))
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
  const first = new URL(page.url()).pathname
  await page.getByRole('button', { name: 'Next recording' }).click()
  await expect(page).not.toHaveURL(new RegExp(first))
  await expect(position(page)).toBeVisible()
  await page.getByRole('button', { name: 'Previous recording' }).click()
  await expect(page).toHaveURL(new RegExp(first))
})

test('is accessible and fits', async ({ page, desk }) => {
  await openReplay(desk, shop, 12)
  expect(await faultsEverywhere(page)).toEqual([])
})
