import { writeFile } from 'node:fs/promises'
import { type Desk, expect, test } from './desk.ts'
import { change, pageMaker, recorded } from './handMade.ts'
import { expectShown, position, ready, seek, shown } from './replay.ts'

const size = { width: 800, height: 600 }

async function watch(desk: Desk, file: string, content: string) {
  await writeFile(file, content)
  await desk.open('/watch')
  await desk.page.getByLabel('Recording file').setInputFiles(file)
  await ready(desk.page)
}

test('modal dialogs of a recorded page leave the keyboard to the player', async ({ page, desk }, info) => {
  const { text, element, page: newPage } = pageMaker()
  const first = element('dialog', {}, element('button', { autofocus: true }, text('Pay now')))
  const second = element('dialog', {}, element('input', { type: 'text' }), text('Your card'))
  const body = newPage(element('p', {}, text('Basket')), first, second)
  const open = (id: number) => ({ id, attributes: { open: '', rr_open_mode: 'modal' } })
  const close = (id: number) => ({ id, attributes: { open: null, rr_open_mode: null } })
  const content = recorded(
    size,
    [0.1, 2, { node: body, initialOffset: { top: 0, left: 0 } }],
    [2, 3, change({ attributes: [open(first.id)] })],
    [4, 3, change({ attributes: [close(first.id), open(second.id)] })],
    [6, 3, change({ attributes: [close(second.id)] })],
    [9, 5, { tag: 'end', payload: {} }],
  )
  await watch(desk, info.outputPath('dialogs.jsonl'), content)
  const active = () => page.evaluate(() => document.activeElement?.getAttribute('title'))
  await position(page).focus()
  for (const [seconds, says] of [
    [3, 'Pay now'],
    [5, 'Your card'],
    [3, 'Pay now'],
    [8, 'Basket'],
  ] as const) {
    await seek(page, seconds)
    await expectShown(page, says)
    expect(await active()).not.toBe('Recorded page')
    await expect(position(page)).toBeFocused()
  }
  await position(page).blur()
  await seek(page, 3.5)
  await page.keyboard.press('Space')
  await expectShown(page, 'Your card')
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()

  const search = page.getByRole('textbox', { name: 'Search events' })
  await search.fill('Opened')
  await seek(page, 3)
  await expectShown(page, 'Pay now')
  await page.keyboard.type('x')
  await expect(search).toHaveValue('Openedx')
})

test('the end shows the last change, also where the page comes late', async ({ page, desk }, info) => {
  const { text, element, page: newPage } = pageMaker()
  const line = text('Order open')
  const body = newPage(element('p', {}, line))
  const content = recorded(
    size,
    [1, 2, { node: body, initialOffset: { top: 0, left: 0 } }],
    [1.9, 3, change({ texts: [{ id: line.id, value: 'Order paid' }] })],
    [2, 3, change({ texts: [{ id: line.id, value: 'Order sent' }] })],
  )
  await watch(desk, info.outputPath('late-page.jsonl'), content)
  for (let round = 0; round < 4; round += 1) {
    await page.getByRole('button', { name: /^(?:Play|Play again)$/ }).click()
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Pause' })).toHaveCount(0)
    expect((await shown(page)).text).toBe('Order sent')
    await expect(position(page)).toHaveAttribute('aria-valuetext', '0:02 of 0:02')
  }
})
