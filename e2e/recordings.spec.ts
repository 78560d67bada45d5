import { type Desk, demoKeys, expect, test } from './desk.ts'

/** The requests for lists of recordings. */
async function lists(desk: Desk) {
  return (await desk.calls()).filter(({ method, path }) => method === 'GET' && path.includes('session_recordings'))
}

test('a person browses three pages of the demo project and back', async ({ page, desk }) => {
  await desk.exploreDemo()
  const next = page.getByRole('button', { name: 'Next page' })
  const previous = page.getByRole('button', { name: 'Previous page' })
  await expect(page.getByRole('heading', { level: 1, name: 'Recordings' })).toBeVisible()
  await expect(page.getByText('1–50', { exact: true })).toBeVisible()
  const first = await desk.rows()
  await next.click()
  await expect(page.getByText('51–100', { exact: true })).toBeVisible()
  const second = await desk.rows()
  await test.step('an unreadable row is left out and counted', async () => {
    await expect(page.getByText('1 row couldn’t be read.')).toBeVisible()
    expect(second).toHaveLength(49)
  })
  await next.click()
  await expect(page.getByText('101–150', { exact: true })).toBeVisible()
  expect(new URL(page.url()).search).toBe('?offset=100')
  await previous.click()
  await expect(page.getByText('51–100', { exact: true })).toBeVisible()
  expect(await desk.rows()).toEqual(second)
  await previous.click()
  await expect(page.getByText('1–50', { exact: true })).toBeVisible()
  expect(await desk.rows()).toEqual(first)
  await expect(previous).toBeDisabled()
  expect(second).not.toEqual(first)
  await test.step('pages that were loaded are not requested again', async () => {
    await page.goBack()
    await expect(page.getByText('51–100', { exact: true })).toBeVisible()
    await page.goForward()
    await expect(page.getByText('1–50', { exact: true })).toBeVisible()
    const offsets = (await lists(desk)).map(({ path }) => new URL(path, desk.origin).searchParams.get('offset'))
    expect(offsets.slice(0, 2)).toEqual(['0', '50'])
    expect(offsets, 'each page once').toEqual([...new Set(offsets)])
  })
  await test.step('the keyboard alone reaches the next page and back', async () => {
    await page.getByRole('button', { name: 'Skip table' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByLabel('Rows per page')).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(next).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByText('51–100', { exact: true })).toBeVisible()
    await page.keyboard.press('Shift+Tab')
    await expect(previous).toBeFocused()
    await page.keyboard.press('Space')
    await expect(page.getByText('1–50', { exact: true })).toBeVisible()
  })
})

test('a reload keeps the page, and a pasted link opens the same view', async ({ page, desk, context }) => {
  await desk.exploreDemo()
  await page.getByText('30 days').click()
  await page.getByLabel('Sort by').selectOption({ label: 'Duration' })
  await page.getByLabel('Rows per page').selectOption('25')
  await expect(page.getByText('1–25', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(page.getByText('26–50', { exact: true })).toBeVisible()
  const rows = await desk.rows()
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
    date_from: '-30d',
    order: 'duration',
    limit: '25',
    offset: '25',
  })
  await page.reload()
  await expect(page.getByText('26–50', { exact: true })).toBeVisible()
  expect(await desk.rows()).toEqual(rows)
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(other.getByText('26–50', { exact: true })).toBeVisible()
  expect(await desk.rows(other)).toEqual(rows)
})

test('links that lead nowhere say so and lead back', async ({ page, desk }) => {
  desk.expectComplaint(/40[34]/)
  await desk.exploreDemo()
  await test.step('an invalid URL opens the first page', async () => {
    await desk.open('/project/1/recordings?limit=-7&offset=abc&order=__proto__&date_from=%00&x=%F0%9F%A6%94')
    await expect(page.getByText('1–50', { exact: true })).toBeVisible()
    await expect(page.getByRole('radio', { name: '3 days' })).toBeChecked()
  })
  await test.step('invalid parts of a link are ignored and named', async () => {
    await desk.follow('/project/1/recordings?order=sideways&frob=1&clicks=2')
    await expect(page.getByText('Parts of this link couldn’t be read and were ignored: order=sideways, frob=1.')).toBeVisible()
    await expect(page.getByRole('listitem').filter({ hasText: 'At least 2 clicks' })).toBeVisible()
  })
  await test.step('a URL past the end says so and leads back', async () => {
    await desk.follow('/project/1/recordings?offset=5000')
    await expect(page.getByText('The list ends before row 5,001')).toBeVisible()
    await page.getByRole('button', { name: 'Go to the first page' }).click()
    await expect(page.getByText('1–50', { exact: true })).toBeVisible()
  })
  await test.step('an empty project says why it may be empty and offers a wider date range', async () => {
    await desk.follow('/project/3/recordings')
    await expect(page.getByText('No recordings in the last 3 days')).toBeVisible()
    await page.getByRole('button', { name: 'Show last 30 days' }).click()
    await expect(page.getByText('No recordings in the last 30 days')).toBeVisible()
  })
  await test.step('an empty list offers to remove each filter', async () => {
    await desk.follow('/project/1/recordings?clicks=9999&start_url=%2Fnowhere')
    await expect(page.getByText('No recordings in the last 3 days match your filters')).toBeVisible()
    await page.getByRole('button', { name: 'Remove “At least 9999 clicks”' }).click()
    await page.getByRole('button', { name: 'Remove “Start URL contains /nowhere”' }).click()
    await expect(desk.table()).toBeVisible()
  })
  await test.step('a project without access shows an error with a way out', async () => {
    await desk.follow('/project/42/recordings')
    await expect(page.getByRole('alert')).toContainText('The key can’t access this project')
  })
})

test('rows are sorted by the server and show hostile text as text', async ({ page, desk }) => {
  await desk.exploreDemo()
  await test.step('each start has its exact time in both zones on hover and on focus', async () => {
    await desk.table().locator('tbody time').nth(2).hover()
    await expect(page.getByRole('tooltip')).toContainText('Lisbon (you)')
    await expect(page.getByRole('tooltip')).toContainText('Berlin (project)')
    await page.mouse.move(0, 0)
    await expect(page.getByRole('tooltip')).toHaveCount(0)
    await desk.table().locator('tbody time[tabindex="0"]').first().focus()
    await expect(page.getByRole('tooltip')).toContainText('Lisbon (you)')
  })
  await test.step('the header shows by which column', async () => {
    await desk.follow('/project/1/recordings?columns=start_time,person,duration,click_count,start_url')
    await page.getByRole('button', { name: 'Clicks' }).click()
    await expect(page.getByRole('columnheader', { name: 'Clicks' })).toHaveAttribute('aria-sort', 'descending')
    await expect(page.getByText('most clicks first')).toBeVisible()
    await desk.drawn()
    const clicks = await desk.table().locator('tbody tr td:nth-child(5)').allInnerTexts()
    const counts = clicks.slice(0, 20).map((text) => Number(text.replaceAll(',', '')))
    expect(counts).toEqual(counts.toSorted((a, b) => b - a))
    expect(counts[0]).toBeGreaterThan(50)
    await page.getByRole('button', { name: 'Sort ascending' }).click()
    await expect(page.getByRole('columnheader', { name: 'Clicks' })).toHaveAttribute('aria-sort', 'ascending')
    await expect(page.getByText('fewest clicks first')).toBeVisible()
  })
  await test.step('hostile text is shown as text', async () => {
    await desk.follow('/project/1/recordings')
    await desk.drawn()
    await page.getByText('30 days').click()
    await page.getByLabel('Rows per page').selectOption('100')
    await expect(page.getByText('1–100', { exact: true })).toBeVisible()
    await desk.drawn()
    await expect(desk.table().locator('a[href^="javascript"]')).toHaveCount(0)
    expect(await desk.table().locator('tbody a[target]').count()).toBeGreaterThan(50)
    for (const link of await desk.table().locator('tbody a[target]').all()) {
      expect(await link.getAttribute('rel')).toBe('noopener noreferrer')
      expect(await link.getAttribute('href')).toMatch(/^https?:/)
    }
  })
  await test.step('two changes at the same time both apply', async () => {
    await desk.follow('/project/1/recordings')
    await expect(page.getByText('1–50', { exact: true })).toBeVisible()
    await desk.drawn()
    await page.evaluate(() => {
      const choose = (id: string, value: string) => {
        const select = document.querySelector<HTMLSelectElement>(id)
        Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')?.set?.call(select, value)
        select?.dispatchEvent(new Event('change', { bubbles: true }))
      }
      document.querySelector<HTMLInputElement>('input[type=radio][value], [role=radiogroup] label:last-child input')?.click()
      choose('#order', 'duration')
      choose('#pager select', '25')
    })
    await expect(page).toHaveURL(/order=duration/)
    await expect(page).toHaveURL(/limit=25/)
  })
})

// The newest edition answers in every journey that names none.
for (const edition of ['documented', 'old', 'mid'] as const) {
  test.describe(`edition ${edition}`, () => {
    test.use({ demoOptions: { edition } })

    test(`a server of edition ${edition} can be browsed`, async ({ page, desk }) => {
      if (edition === 'documented') desk.expectComplaint(/404/) // requested below /api/projects/ first
      await desk.exploreDemo()
      const total = edition === 'documented' ? / of \d/ : /^1–50$/
      await expect(page.locator('nav[aria-label="Pagination"] [role=status]')).toHaveText(total)
      await page.getByRole('button', { name: 'Next page' }).click()
      await expect(page.getByText(/^51–100/)).toBeVisible()
      if (edition === 'documented') {
        await page.reload()
        await expect(page.getByText(/^51–100/)).toBeVisible()
        const requests = (await lists(desk)).slice(0, 4).map(({ path, status }) => `${path.split('/')[2]} ${status}`)
        const rest = Array<string>(3).fill('environments 200')
        expect(requests, 'below /api/environments/ from then on').toEqual(['projects 404', ...rest])
      }
      await page.getByLabel('Sort by').selectOption({ label: 'Duration' })
      await expect(page.getByText(/^1–50/)).toBeVisible()
      await expect(desk.table().locator('tbody tr').first()).toContainText(/\d:\d\d/)
    })
  })
}

test('what a key gets instead of rows is explained, and a slow request is aborted', async ({ page, desk }) => {
  desk.expectComplaint(/403/)
  // The browser reports a request to the target of a redirect; the journal shows that none was sent.
  desk.origins.add(desk.demo.origin.replace('127.0.0.1', 'localhost'))
  const alert = page.getByRole('alert')
  await test.step('a response that is no list', async () => {
    await desk.connect(demoKeys.listIsOdd)
    await expect(alert).toContainText('not a list but an object with “hello”')
    await expect(page.getByRole('link', { name: 'Recordings' })).toBeVisible()
  })
  await test.step('a response that is a web page', async () => {
    await desk.connect(demoKeys.listIsHtml)
    await expect(alert).toContainText('Expected data but got a web page.')
  })
  await test.step('a missing scope is named', async () => {
    await desk.connect(demoKeys.noRecordings)
    await expect(alert).toContainText('The key lacks the scope session_recording:read.')
    await expect(page.getByRole('link', { name: 'Open Settings' })).toBeVisible()
  })
  await test.step('a redirect to another host is not followed with the key', async () => {
    const before = (await lists(desk)).length
    await desk.connect(demoKeys.redirecting)
    await expect(alert).toContainText('redirects to another address')
    const requests = (await lists(desk)).slice(before)
    expect(requests.map(({ host, status }) => `${host} ${status}`)).toEqual([`${new URL(desk.demo.origin).host} 302`])
  })
  await test.step('leaving the screen aborts a slow request', async () => {
    const sent = () => desk.requests.filter((url) => url.includes('session_recordings')).length
    const before = sent()
    await desk.connect(demoKeys.slow)
    await expect(page.getByRole('status', { name: 'Loading recordings' })).toBeVisible()
    await expect.poll(sent).toBeGreaterThan(before)
    await page.getByRole('link', { name: 'Settings' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
    await expect
      .poll(async () => (await desk.calls()).some(({ path, aborted }) => aborted && path.includes('session_recordings')))
      .toBe(true)
  })
})

test.describe('with a clock that moves', () => {
  test.use({ movesClock: true })

  test('a host that refuses for a while is waited for', async ({ page, desk }) => {
    desk.expectComplaint(/429|503/)
    await test.step('a request that fails once is retried', async () => {
      await desk.connect(demoKeys.flaky)
      await expect(desk.table()).toBeVisible()
    })
    await test.step('a busy server is distinguished from a rate limit', async () => {
      await desk.connect(demoKeys.busyOnce)
      await expect(page.getByText(/The server is busy\. Waiting \d s/)).toBeVisible()
      await desk.advance(10_000)
      await expect(desk.table()).toBeVisible()
    })
    await test.step('a rate limit shows a countdown, then the rows', async () => {
      const before = (await lists(desk)).length
      await desk.connect(demoKeys.throttledOnce)
      await expect(page.getByText(/Waiting \d s for the server/)).toBeVisible()
      await desk.advance(10_000)
      await expect(desk.table()).toBeVisible()
      expect((await lists(desk)).slice(before).map(({ status }) => status)).toEqual([429, 200])
    })
  })
})
