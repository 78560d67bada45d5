import type { Locator } from '@playwright/test'
import { faultsInBothSchemes } from './accessibility.ts'
import { expect, leafAndKettle, test, withOwnWorker } from './desk.ts'
import { openTable, tableOf } from './subscriptions.ts'

test('all rows that match are selected, from the list that is loaded and by reading the server’s', async ({ page, desk }) => {
  const status = page.getByRole('toolbar', { name: /^Selected/ }).getByRole('status')
  await withOwnWorker(page)
  await openTable(desk, '?limit=25')
  await test.step('subscriptions, which are all loaded', async () => {
    await page.getByLabel('Select this page').check()
    await page.getByRole('button', { name: /^Select all \d+ that match$/ }).click()
    await expect(status).toHaveText(/^\d{2,3} selected \(25 on this page\)$/)
    await page.getByRole('button', { name: 'Next page' }).click()
    await expect(tableOf(page).getByRole('checkbox', { checked: false })).toHaveCount(0)
  })
  await desk.follow('/project/1/recordings?limit=25&date_from=-24h&clicks=1')
  await desk.drawn()
  const select = page.getByRole('button', { name: 'Select all that match' })
  await page.getByLabel('Select this page').check()
  await test.step('recordings, where reading the list can be cancelled', async () => {
    await page.route(/limit=100/, () => {}) // no answer
    await select.click()
    await expect(page.getByText('Reading the list: 0 found…')).toBeVisible()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(status).toHaveText('25 selected')
    await page.unroute(/limit=100/)
  })
  await test.step('recordings of all pages', async () => {
    await select.click()
    await expect(page.getByText('All that match are selected.')).toBeVisible()
    await expect(status.first()).toHaveText(/^\d{2,3} selected \(25 on this page\)$/)
    await page.getByRole('button', { name: 'Next page' }).click()
    await desk.drawn()
    await expect(desk.table().getByRole('checkbox', { checked: false })).toHaveCount(0)
    await page.getByRole('button', { name: 'Clear selection' }).click()
    await expect(desk.table().getByRole('checkbox', { checked: true })).toHaveCount(0)
  })
})

test('a row has a menu of actions, for the mouse and for the keyboard', async ({ page, desk, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await desk.exploreDemo()
  await desk.drawn()
  const row = desk.table().locator('tr[data-row]').filter({ hasText: 'Refuses to be shared' })
  const id = (await row.getAttribute('data-row')) ?? ''
  const button = row.getByRole('button', { name: /^Actions for Refuses to be shared/ })
  const menu = page.getByRole('menu', { name: /^Actions for Refuses to be shared/ })
  const item = (name: string) => menu.getByRole('menuitem', { name })
  await test.step('a link is copied, and the focus returns', async () => {
    await button.click()
    await expect(item('Open')).toBeFocused()
    expect(await faultsInBothSchemes(page)).toEqual([])
    await item('Copy link').click()
    await expect(menu).toHaveCount(0)
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`/recordings/${id}?host=`)
    await expect(button).toBeFocused()
  })
  await test.step('the keyboard opens it anywhere in the row, and closes it', async () => {
    await row.focus()
    await page.keyboard.press('Shift+F10')
    await expect(item('Open')).toBeFocused()
    await page.keyboard.press('ArrowUp')
    await expect(item('Delete…')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(row).toBeFocused()
    await page.keyboard.press('Shift+F10')
    await expect(item('Open')).toBeFocused()
    await page.keyboard.press('End')
    await expect(item('Delete…')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Delete recordings' })).toBeVisible()
    await page.keyboard.press('Escape')
  })
  await test.step('sharing opens in the panel, and the person’s recordings in the table', async () => {
    await button.click()
    await item('Share…').click()
    await expect(page.getByRole('region', { name: 'Sharing' })).toBeFocused()
    await page.keyboard.press('Escape')
    await button.click()
    await item('All recordings of this person').click()
    await expect(page.getByRole('list', { name: 'Active filters' })).toContainText('Refuses to be shared')
  })
  await test.step('watching opens the player', async () => {
    await button.click()
    await item('Watch').click()
    await expect(page).toHaveURL(new RegExp(`/recordings/${id}`))
  })
})

test('columns are resized by dragging and by keyboard, and keep their widths', async ({ page, desk }) => {
  await desk.exploreDemo()
  await desk.drawn()
  const edge = (name: string) => page.getByRole('separator', { name: `Width of ${name}` })
  const header = (name: string) => page.getByRole('columnheader', { name, exact: true })
  const widthOf = async (name: string) => Math.round((await header(name).boundingBox())?.width ?? 0)
  const centerOf = async (name: string) => {
    const box = (await edge(name).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
    return [box.x + box.width / 2, box.y + box.height / 2] as const
  }
  await header('Person').hover()
  await edge('Person').waitFor()
  const before = await widthOf('Person')
  await test.step('the edge follows the pointer', async () => {
    const [x, y] = await centerOf('Person')
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 40, y, { steps: 4 })
    await page.mouse.move(x + 60, y, { steps: 4 })
    await page.mouse.move(x + 60, y)
    await page.mouse.up()
    expect(Math.abs((await centerOf('Person'))[0] - x - 60)).toBeLessThanOrEqual(2)
    expect(await widthOf('Person')).toBe(before + 60)
    await expect(header('Person')).not.toHaveAttribute('aria-sort', /./)
  })
  await test.step('the arrow keys move it', async () => {
    const errors = await widthOf('Console errors')
    await edge('Console errors').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(edge('Console errors')).toHaveAttribute('aria-valuenow', String(errors + 32))
    await page.keyboard.press('ArrowLeft')
    await expect(edge('Console errors')).toHaveAttribute('aria-valuenow', String(errors + 16))
    expect(await faultsInBothSchemes(page, 'table')).toEqual([])
  })
  await test.step('the widths are there after a reload, in this table only, and Enter or a double click resets them', async () => {
    await page.reload()
    await desk.drawn()
    expect(await widthOf('Person')).toBe(before + 60)
    await header('Console errors').getByRole('button').focus()
    await edge('Console errors').focus()
    await page.keyboard.press('Enter')
    await edge('Person').dblclick()
    await expect.poll(() => widthOf('Person')).toBe(before)
    expect(await page.evaluate(() => JSON.parse(localStorage.getItem('replay-desk') ?? '{}').columnWidths)).toEqual({
      recordings: {},
    })
  })
  await test.step('a phone has none', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await expect(page.getByRole('separator')).toHaveCount(0)
  })
})

test('the first rows take the place of a skeleton with their shape, and nothing moves', async ({ page, desk }) => {
  await desk.exploreDemo('/settings')
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push('value' in entry ? Number(entry.value) : 0)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const shapeOf = (cells: Locator) =>
    cells.evaluateAll((all) =>
      all.map((cell) => {
        const { x, y, width, height } = cell.getBoundingClientRect()
        return [x, y, width, height].map(Math.round).join()
      }),
    )
  for (const [screen, path] of [
    ['Recordings', 'recordings/?'],
    ['Subscriptions', 'subscriptions/?'],
  ] as const) {
    await test.step(screen, async () => {
      let release = () => {}
      const isReleased = new Promise<void>((resolve) => (release = resolve))
      await page.route(
        (url) => url.href.includes(path),
        async (route) => {
          await isReleased
          await route.continue()
        },
      )
      // Its lists have one page each: rows of further pages would move those before.
      await desk.open(`/project/${leafAndKettle.projectId}/${screen.toLowerCase()}`)
      const skeleton = page.getByRole('status', { name: `Loading ${screen.toLowerCase()}` })
      await expect(skeleton).toBeVisible()
      const parts = 'th, tr:nth-child(-n + 5) > td'
      const expected = await shapeOf(skeleton.locator(parts))
      release()
      const table = page.getByRole('table', { name: screen })
      await expect(table).toHaveAttribute('aria-busy', 'false')
      expect(await shapeOf(table.locator(parts))).toEqual(expected)
      await page.unrouteAll({ behavior: 'wait' })
      await desk.quiet()
      const shifts = await page.evaluate(() => ('shifts' in window ? (window.shifts as number[]) : []))
      expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.01)
    })
  }
})
