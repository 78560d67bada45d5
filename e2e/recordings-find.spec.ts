import { faultsEverywhere } from './accessibility.ts'
import { demoKeys, expect, test } from './desk.ts'
import { addFilter, addIds, openFilter } from './filters.ts'

test.describe.configure({ mode: 'parallel' })

/** The parameters of the last list request. */
function lastListParameters(calls: { method: string; path: string }[]): Record<string, string> {
  const { path = '' } = calls.findLast(({ method, path: one }) => method === 'GET' && one.includes('session_recordings')) ?? {}
  return Object.fromEntries(new URL(path, 'http://x').searchParams)
}

for (const edition of ['newest', 'old'] as const) {
  test.describe(`edition ${edition}`, () => {
    test.use({ demoOptions: { edition } })

    test('filters and pasted IDs', async ({ page, desk }) => {
      await test.step('filters apply at once, appear in the URL and as chips, and are removed one by one', async () => {
        await desk.exploreDemo()
        await page.getByRole('button', { name: 'Columns' }).click()
        await page.getByRole('checkbox', { name: 'Clicks', exact: true }).check()
        await page.keyboard.press('Escape')
        await page.getByText('30 days', { exact: true }).click()
        await addFilter(page, 'Clicks', '20')
        await addFilter(page, 'Duration over', '2:00')
        await addFilter(page, 'Start URL', '/products')
        await expect(page.getByRole('listitem').filter({ hasText: 'At least 20 clicks' })).toBeVisible()
        await desk.drawn()
        const clicks = await desk.table().locator('tbody tr td:nth-child(10)').allInnerTexts()
        expect(clicks.length).toBeGreaterThan(3)
        expect(Math.min(...clicks.map((text) => Number(text.replaceAll(',', ''))))).toBeGreaterThanOrEqual(20)
        const parameters = lastListParameters(await desk.calls())
        expect(JSON.parse(parameters['having_predicates'] ?? '')).toEqual([
          { type: 'recording', key: 'duration', value: 120, operator: 'gt' },
          { type: 'recording', key: 'click_count', value: 19, operator: 'gt' },
        ])
        await page.getByRole('button', { name: 'Remove filter: At least 20 clicks' }).click()
        await expect(page.getByRole('listitem').filter({ hasText: 'At least 20 clicks' })).toHaveCount(0)
        expect(new URL(page.url()).searchParams.get('duration_over')).toBe('120')
        await page.getByRole('button', { name: 'Clear all' }).click()
        await expect(page.getByRole('list', { name: 'Active filters' })).toHaveCount(0)
        expect(new URL(page.url()).search).toBe('')
      })
      await test.step('pasted IDs are found with any separator and at any age', async () => {
        await desk.follow('/project/1/recordings?date_from=-90d&offset=1000&limit=25')
        await expect(page.getByText('1,001–1,025', { exact: true })).toBeVisible()
        await desk.drawn()
        const labels = await desk
          .table()
          .getByRole('checkbox')
          .evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label') ?? ''))
        const ids = labels.flatMap((label) => label.match(/^Select recording (.+)$/)?.[1] ?? []).slice(0, 3)
        await addIds(page, `"${ids[0]}";\n${ids[1]}\t | ${ids[2]}, no-such-recording`)
        await expect(page.getByText('1 of 4 IDs on this page not found')).toBeVisible()
        for (const id of ids) await expect(page.getByRole('checkbox', { name: `Select recording ${id}` })).toBeVisible()
        expect(await desk.rows()).toHaveLength(3)
      })
    })
  })
}

test('filters: suggestions, messages, ten thousand IDs', async ({ page, desk }) => {
  await desk.exploreDemo()
  await test.step('session properties and their values are suggested', async () => {
    await openFilter(page, 'Session property')
    await page.getByLabel('Session property').fill('$channel_type')
    await page.getByLabel('Property value').focus()
    await expect(page.locator('datalist option[value="Direct"]')).toBeAttached()
    await page.getByLabel('Property value').fill('Direct')
    await page.getByLabel('Property value').press('Enter')
    await expect(page.getByRole('listitem').filter({ hasText: '$channel_type is Direct' })).toBeVisible()
    expect(JSON.parse(lastListParameters(await desk.calls())['properties'] ?? '')).toEqual([
      { type: 'session', key: '$channel_type', value: ['Direct'], operator: 'exact' },
    ])
  })
  await test.step('ten thousand pasted IDs are requested page by page, never in one URL', async () => {
    await desk.follow('/project/1/recordings')
    await expect(page.getByRole('list', { name: 'Active filters' })).toHaveCount(0)
    const ids = Array.from({ length: 10_000 }, (_, index) => `0198f000-0000-7000-8000-${String(index).padStart(12, '0')}`)
    await addIds(page, ids.join(', '))
    await expect(page.getByRole('listitem').filter({ hasText: '10,000 recording IDs' })).toBeVisible()
    await expect(page.getByText('50 of 50 IDs on this page not found')).toBeVisible()
    expect(page.url().length).toBeLessThan(200)
    expect(JSON.parse(lastListParameters(await desk.calls())['session_ids'] ?? '[]')).toHaveLength(50)
    await page.reload()
    await expect(page.getByRole('listitem').filter({ hasText: '10,000 recording IDs' })).toBeVisible()
  })
  await test.step('an invalid filter gets a message, and no input is lost', async () => {
    await desk.follow('/project/1/recordings')
    await expect(page.getByRole('list', { name: 'Active filters' })).toHaveCount(0)
    await addFilter(page, 'Duration over', 'long')
    await expect(page.getByText('Enter seconds, 1:30 or 5m.')).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'Duration over' })).toHaveValue('long')
  })
})

test.describe('a server without order_direction and hide_viewed_recordings', () => {
  test.use({ demoOptions: { edition: 'old' } })

  test('gets requests without them or an order that it lacks, and the screen says so', async ({ page, desk }) => {
    desk.expectComplaint(/400/)
    await desk.exploreDemo('/project/1/recordings?direction=ASC&viewed=hide')
    await expect(page.getByText(/Not applied because this server doesn’t support it: .*ascending sort order/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'This server sorts descending only' })).toBeDisabled()
    await expect(page.getByRole('columnheader', { name: 'Started' })).toHaveAttribute('aria-sort', 'descending')
    await desk.follow('/project/1/recordings?order=recording_ttl') // its default order instead of the link's
    await expect(page.getByText('Not applied because this server doesn’t support it: this sort order.')).toBeVisible()
    await expect(page.getByRole('columnheader', { name: 'Started' })).toHaveAttribute('aria-sort', 'descending')
  })
})

test('columns and density can be changed and are remembered', async ({ page, desk }) => {
  await desk.exploreDemo()
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Activity', exact: true }).uncheck()
  await page.getByRole('checkbox', { name: 'Expires' }).check()
  await page.getByRole('button', { name: 'Move Person up' }).click()
  await page.getByText('Compact').click()
  await page.keyboard.press('Escape')
  const headers = ['', 'Person', 'Started', 'Duration', 'Console errors', 'Start URL', 'State', 'Shared', 'Expires']
  await expect(page.getByRole('columnheader')).toHaveText(headers)
  await page.reload()
  await expect(page.getByRole('columnheader')).toHaveText(headers)
  const row = await desk.table().locator('tbody tr').first().boundingBox()
  expect(row?.height).toBeLessThanOrEqual(34)
})

test('views: a bad file, and one that saves filters, order and columns', async ({ page, desk }) => {
  const views = page.getByRole('navigation', { name: 'Saved views' })
  const tab = (name: string) => views.getByRole('link', { name, exact: true })
  await test.step('a file without views gets a message', async () => {
    await desk.exploreDemo()
    await page.getByRole('button', { name: 'Save view' }).click()
    await page
      .getByLabel('Views file')
      .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"a":1}') })
    await expect(page.getByText('This file has no saved views.')).toBeVisible()
  })
  await test.step('a view saves filters, order and columns, is a link, and can be exported and imported', async () => {
    await page.keyboard.press('Escape')
    await desk.follow('/project/1/recordings?clicks=5&order=duration&offset=25&limit=25')
    await page.getByRole('button', { name: 'Save view' }).click()
    await page.getByLabel('View name').fill('Long and busy')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Saved as “Long and busy”.')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Views (1)' }).click()
    const exported = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export views' }).click()
    const file = await (await exported).path()
    await page.getByRole('button', { name: 'Delete view Long and busy' }).click()
    await expect(page.getByRole('button', { name: /^Views/ })).toHaveCount(0)
    await page.getByRole('button', { name: 'Save view' }).click()
    await page.getByLabel('Views file').setInputFiles(file)
    await page.keyboard.press('Escape')
    await tab('Long and busy').click()
    const params = new URL(page.url()).searchParams
    expect([params.get('clicks'), params.get('order'), params.get('offset')]).toEqual(['5', 'duration', null])
    await expect(page.getByRole('listitem').filter({ hasText: 'At least 5 clicks' })).toBeVisible()
    await expect(tab('Long and busy')).toHaveAttribute('aria-current', 'true')
  })
  const changes = page.getByRole('group', { name: 'Changes to Long and busy' })
  await test.step('what differs from the view is discarded or saved', async () => {
    await page.getByRole('button', { name: 'Remove filter: At least 5 clicks' }).click()
    await expect(changes).toContainText('Edited')
    await changes.getByRole('link', { name: 'Discard' }).click()
    await expect(changes).toHaveCount(0)
    await expect(page.getByRole('listitem').filter({ hasText: 'At least 5 clicks' })).toBeVisible()
    await page.getByText('7 days', { exact: true }).click()
    await changes.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(changes).toHaveCount(0)
    await tab('All recordings').click()
    await expect(tab('All recordings')).toHaveAttribute('aria-current', 'true')
    await tab('Long and busy').click()
    await expect(page.getByRole('radio', { name: '7 days' })).toBeChecked()
  })
  await test.step('a view is renamed, and again after a reload it is the current one', async () => {
    await page.getByRole('button', { name: 'Views (1)' }).click()
    await page.getByRole('button', { name: 'Rename view Long and busy' }).click()
    await page.getByLabel('New name of Long and busy').fill('Busy')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.reload()
    await expect(tab('Busy')).toHaveAttribute('aria-current', 'true')
  })
  await test.step('many views become a menu, as do all on a phone', async () => {
    await page.evaluate(() => {
      const stored = JSON.parse(localStorage.getItem('replay-desk') ?? '{}')
      const more = ['a', 'b', 'c', 'd'].map((name) => ({ name, search: `?console=${name}` }))
      localStorage.setItem('replay-desk', JSON.stringify({ ...stored, views: [...more, ...stored.views] }))
    })
    await page.reload()
    await expect(views.getByRole('link')).toHaveText(['All recordings', 'a', 'b', 'Busy'])
    await page.setViewportSize({ width: 390, height: 844 })
    await expect(views.getByRole('link')).toHaveCount(0)
    await views.getByRole('button', { name: 'Busy' }).click()
    await views.getByRole('link', { name: 'd', exact: true }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'd' }).first()).toBeVisible()
    await expect(views.getByRole('button', { name: 'd', exact: true })).toBeVisible()
    expect(await faultsEverywhere(page, 'header')).toEqual([])
  })
})

test('shortcuts move, select and list themselves; they never fire inside a field and can be turned off', async ({
  page,
  desk,
}) => {
  await desk.exploreDemo()
  await desk.loaded() // the shortcuts load after the rows
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await expect(page.getByText('1 selected', { exact: true })).toBeVisible()
  await expect(desk.table().locator('tbody tr').nth(1).getByRole('checkbox')).toBeChecked()
  await page.keyboard.press('x')
  await page.keyboard.press('?')
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(shortcuts).toBeVisible()
  const keyHeight = await shortcuts.getByText('Shift ↑ or ↓').evaluate((element) => element.getBoundingClientRect().height)
  expect(keyHeight, 'a key is on one line').toBeLessThan(30)
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await page.getByRole('combobox', { name: 'Find recordings' }).fill('')
  await page.keyboard.type('jx?/')
  await expect(page.getByRole('combobox', { name: 'Find recordings' })).toHaveValue('jx?/')
  await expect(page.getByText(/selected/)).toHaveCount(0)
  await desk.follow('/settings')
  await page.getByLabel(/Single-key shortcuts/).uncheck()
  await page.getByRole('link', { name: 'Recordings' }).click()
  await expect(desk.table()).toBeVisible()
  await page.keyboard.press('?')
  await page.keyboard.press('j')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(desk.table().locator('tr:focus')).toHaveCount(0)
})

test('rows are selected over pages and marked as viewed', async ({ page, desk }) => {
  await test.step('selected recordings are marked as viewed, and the list shows it without a refetch', async () => {
    await desk.exploreDemo()
    const fresh = desk
      .table()
      .locator('tbody tr')
      .filter({ has: page.getByTitle('Not viewed') })
    const ids = await fresh.evaluateAll((rows) => rows.slice(0, 2).map((row) => row.getAttribute('data-row') ?? ''))
    expect(ids).toHaveLength(2)
    for (const id of ids) await page.getByRole('checkbox', { name: `Select recording ${id}` }).check()
    await page.getByRole('button', { name: 'Mark as viewed' }).click()
    await expect(page.getByText('2 recordings marked as viewed.')).toBeVisible()
    for (const id of ids) await expect(desk.table().locator(`tr[data-row="${id}"]`)).toContainText('Viewed')
    const lists = (await desk.calls()).filter(({ method, path }) => method === 'GET' && path.includes('session_recordings'))
    expect(lists).toHaveLength(1)
  })
  await test.step('a selection survives paging and counts the rows on this page', async () => {
    await page.getByRole('checkbox', { name: 'Select this page' }).check()
    await expect(page.getByText('50 selected', { exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Next page' }).click()
    await expect(page.getByText('50 selected (none on this page)')).toBeVisible()
    await desk.drawn()
    await desk.table().getByRole('checkbox').nth(3).check()
    await expect(page.getByText('51 selected (1 on this page)')).toBeVisible()
    await page.getByRole('button', { name: 'Clear selection' }).click()
    await expect(page.getByRole('button', { name: 'Filter', exact: true })).toBeVisible()
  })
})

test('a read-only key gets a message, and nothing is marked', async ({ page, desk }) => {
  desk.expectComplaint(/403/)
  await desk.connect(demoKeys.readOnly)
  await desk.drawn()
  await desk.table().getByRole('checkbox').nth(1).check()
  await page.getByRole('button', { name: 'Mark as viewed' }).click()
  const job = page.getByRole('complementary', { name: 'Background job: Marking 1 recording as viewed' })
  await expect(job).toContainText(/Paused: .*the scope session_recording:write/)
  await job.getByRole('button', { name: 'Show' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('1 recording not attempted.')).toBeVisible()
})
