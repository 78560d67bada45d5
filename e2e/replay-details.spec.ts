import { writeFile } from 'node:fs/promises'
import { snapshotFailures } from '../demo/data/snapshotFailures.ts'
import { screenPicture } from '../demo/snapshots/screenPicture.ts'
import { type Desk, expect, test } from './desk.ts'
import { change, pageMaker, recorded } from './handMade.ts'
import { expectShown, openReplay, position, ready, seek, shown } from './replay.ts'

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
  const second = element<unknown>('dialog', {}, element('input', { type: 'text' }), text('Your card'))
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

test('recordings of mobile apps play, as boxes with texts or as the pictures that were sent', async ({ page, desk }, info) => {
  await test.step('boxes', async () => {
    await openReplay(desk, snapshotFailures.wireframes.id)
    await expectShown(page, 'item 6')
    const screen = page.getByRole('group', { name: 'Page and time' })
    const first = await screen.textContent()
    await expect(
      page
        .getByRole('region', { name: 'Inspector' })
        .getByText(/^Tapped/)
        .first(),
    ).toBeVisible()
    const length = Number(await position(page).getAttribute('max'))
    await seek(page, length)
    await expect(screen).not.toHaveText(first ?? '')
    await expect(page.getByText(/Skipped|Removed for safety/)).toHaveCount(0)
  })
  await test.step('pictures', async () => {
    const picture = (base64: string) => ({ id: 7, type: 'screenshot', x: 0, y: 0, width: 390, height: 844, base64 })
    const [home, basket] = [
      screenPicture(39, 84, [0x1d6f5c], []),
      screenPicture(39, 84, [0xf4f1ea, 0xaa2200], [{ x: 4, y: 4, width: 20, height: 9, color: 1 }]),
    ]
    const content = recorded(
      { width: 390, height: 844 },
      [0.1, 4, { width: 390, height: 844, screen: 'Basket screen' }],
      [0.2, 2, { wireframes: [picture(home)], initialOffset: { top: 0, left: 0 } }],
      [2, 3, { source: 0, updates: [{ wireframe: picture(basket) }] }],
      [4, 3, { source: 0, updates: [{ wireframe: picture(home) }] }],
    )
    await watch(desk, info.outputPath('phone.jsonl'), content)
    for (const [seconds, expected] of [
      [1, home],
      [3, basket],
      [4, home],
    ] as const) {
      await seek(page, seconds)
      await expect
        .poll(() =>
          page.evaluate(() => {
            const frame = document.querySelector<HTMLIFrameElement>('iframe[title="Recorded page"]')?.contentDocument
            const image = frame?.querySelector<HTMLIFrameElement>('iframe')?.contentDocument?.querySelector('img')
            return image?.naturalWidth === 39 ? image.src : null
          }),
        )
        .toBe(`data:image/png;base64,${expected}`)
    }
    await expect(page.getByRole('group', { name: 'Page and time' })).toContainText('Basket screen')
  })
})

/** The ID of the body of a page that `pageMaker` made. */
function bodyOf({ childNodes: [html] }: ReturnType<ReturnType<typeof pageMaker>['page']>) {
  return html?.childNodes[1]?.id
}

test('pages whose elements are called like methods play to the end', async ({ page, desk }, info) => {
  const names =
    'querySelector head body documentElement createElement appendChild classList blur insertBefore childNodes setAttribute style'
  const { text, element, page: newPage } = pageMaker()
  const forms = names
    .split(' ')
    .map((name) => element('form', {}, element('input', { name, value: '' }), element('input', { id: name, value: '' })))
  const images = names.split(' ').map((name) => element('img', { name, id: name }))
  const line = text('Order open')
  const [firstForm] = forms
  const body = newPage(element('p', {}, line), ...forms, ...images)
  const note = element('p', {})
  const adds = [
    { parentId: firstForm?.id, nextId: null, node: note },
    { parentId: note.id, nextId: null, node: text('Card refused') },
  ]
  const content = recorded(
    size,
    [0.1, 2, { node: body, initialOffset: { top: 0, left: 0 } }],
    [1, 3, change({ adds, attributes: forms.map(({ id }) => ({ id, attributes: { class: 'sent' } })) })],
    [2, 3, change({ removes: [{ id: forms[1]?.id, parentId: bodyOf(body) }] })],
    [2.5, 3, change({ texts: [{ id: line.id, value: 'Order paid' }] })],
  )
  await watch(desk, info.outputPath('names.jsonl'), content)
  await expectShown(page, 'Order open')
  await seek(page, 2.5)
  await expectShown(page, 'Card refused')
  await expectShown(page, 'Order paid')
  await seek(page, 0.5)
  await expectShown(page, 'Order open')
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expectShown(page, 'Order paid')
})
