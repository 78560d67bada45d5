import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { faultsEverywhere } from './accessibility.ts'
import { type Desk, demoKeys, expect, test } from './desk.ts'

function query(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Query', exact: true })
}

function results(page: Page): Locator {
  return page.getByRole('table', { name: 'Results' }).or(page.getByRole('grid', { name: 'Results' }))
}

async function openSql(page: Page, desk: Desk) {
  await desk.exploreDemo('/project/1/sql')
  await expect(page.getByRole('heading', { level: 1, name: 'SQL' })).toBeVisible()
  await expect(query(page)).toBeVisible()
}

/** Replaces the editor’s text without completions. */
async function write(page: Page, text: string) {
  await query(page).click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Delete')
  await page.keyboard.insertText(text)
  await expect(query(page)).toContainText(text.split('\n')[0] ?? '')
}

async function run(page: Page) {
  await page.getByRole('button', { name: 'Run', exact: true }).click()
}

/** The first query fills the demo host’s tables, which takes a while on a busy machine. */
async function ran(page: Page) {
  await expect(results(page)).toBeVisible({ timeout: 30_000 })
}

async function useTemplate(page: Page, name: string) {
  await page.getByRole('button', { name: 'Templates' }).first().click()
  await page.getByRole('button', { name }).click()
}

for (const edition of ['newest', 'old', 'documented'] as const) {
  test.describe(`edition ${edition}`, () => {
    test.use({ demoOptions: { edition } })

    test(`a template runs, errors are marked, and both queries are in the history (${edition})`, async ({ page, desk }) => {
      desk.expectComplaint(/40[04]/)
      await openSql(page, desk)
      await expect(page.getByText('No results yet')).toBeVisible()
      await useTemplate(page, 'Recordings per day')
      await query(page).press('ControlOrMeta+Enter')
      await ran(page)
      await expect(page.getByText('Finished in')).toBeVisible()

      await write(page, 'select session_id form session_replay_events limit 3')
      await expect(page.getByRole('button', { name: /Line 1, column 24/ })).toContainText('Unexpected')
      await write(page, 'select session_id,\n  wrong_name\nfrom session_replay_events')
      await run(page)
      await expect(page.getByRole('alert')).toContainText('wrong_name')
      await page.getByRole('alert').getByRole('button', { name: 'Show line 2, column 3' }).click()
      await expect(page.getByRole('button', { name: /Line 2, column 3/, exact: false }).first()).toBeVisible()
      await expect(results(page)).toBeVisible() // of the previous run
      await write(page, 'select click_coumt\nfrom session_replay_events')
      await run(page)
      await page.getByRole('alert').getByRole('button', { name: 'click_count', exact: true }).click()
      await expect(query(page)).toContainText('select click_count')

      await page.getByRole('button', { name: 'History' }).click()
      const dialog = page.getByRole('dialog', { name: 'History' })
      await expect(dialog.getByRole('listitem')).toHaveCount(3)
      await dialog.getByRole('searchbox', { name: 'Search history' }).fill('as recordings')
      await expect(dialog.getByRole('listitem')).toHaveCount(1)
      await dialog.getByRole('button', { name: 'Use' }).click()
      await expect(query(page)).toContainText('count() as recordings')
    })
  })
}

test('results work by keyboard, sort, chart and export; sessions link to recordings', async ({ page, desk }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await openSql(page, desk)
  await write(
    page,
    'select toStartOfDay(start_time) as day, count() as recordings from session_replay_events group by day order by day',
  )
  await run(page)
  await ran(page)
  const chart = page.getByRole('figure', { name: 'recordings by day' })
  const cursor = chart.getByRole('slider')
  await cursor.press('Home')
  const firstBar = /^\w+ \d+, 2026.*: recordings \d+$/
  await expect(cursor).toHaveAttribute('aria-valuetext', firstBar)
  await expect(cursor).toHaveAttribute('aria-valuenow', '0')
  await cursor.press('ArrowRight')
  await expect(cursor).toHaveAttribute('aria-valuenow', '1')
  const count = 1 + Number(await cursor.getAttribute('aria-valuemax'))
  await page.getByRole('radiogroup', { name: 'Chart type' }).getByText('Bars').click()
  await chart.getByRole('button', { name: 'Show table' }).click()
  await expect(chart.getByRole('row')).toHaveCount(1 + count)
  await expect(page.getByRole('option'), 'no completions without typing').toHaveCount(0)

  await write(
    page,
    "select session_id, click_count, first_url, if(click_count > 3, null, '=1+1') as odd from session_replay_events where session_id like '01a%' order by session_id desc limit 40",
  )
  await run(page)
  await expect(results(page)).toContainText('first_url')
  await expect(page.getByText('40 rows · 4 columns')).toBeVisible()
  await expect(page.getByRole('figure')).toHaveCount(0)
  const cells = results(page).getByRole('cell')
  await results(page)
    .getByRole('columnheader', { name: /click_count/ })
    .click()
  await results(page)
    .getByRole('columnheader', { name: /click_count/ })
    .click() // again: descending
  await expect(page.getByText('Sorted by click_count')).toBeVisible()
  const [first = '', most = ''] = await cells.allInnerTexts()
  await cells.nth(1).click()
  const cell = page.getByRole('region', { name: 'Cell' })
  await expect(cell).toContainText(most)
  await cells.nth(1).press('ArrowLeft')
  await expect(cell.getByRole('link', { name: 'Open recording' })).toHaveAttribute('href', `/project/1/recordings/${first}`)
  await page.keyboard.press('ControlOrMeta+c')
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(first)
  await page.keyboard.press('ControlOrMeta+End')
  await expect(results(page).locator('[aria-rowindex="41"]')).toBeInViewport()
  await cell.getByRole('button', { name: 'Close cell' }).click()
  await expect(cell).toHaveCount(0)

  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export CSV' }).click()
  const lines = (await readFile(await (await downloading).path(), 'utf8')).trimEnd().split('\r\n')
  expect(lines).toHaveLength(41)
  expect(lines[0]).toContain('session_id,click_count,first_url,odd')
  expect(lines[1]).toContain(`${first},${most},`)
  expect(lines.join('\n'), 'formulas').not.toMatch(/,=1\+1/)

  await page.getByRole('button', { name: 'Show recordings' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Recordings' })).toBeVisible()
  await expect(desk.table().locator(`[data-row="${first}"]`)).toBeVisible()
})

test('a long query can be canceled, and a draft survives a reload', async ({ page, desk }) => {
  desk.expectComplaint(/40[04]/)
  await openSql(page, desk)
  await write(page, 'select sleep(20)')
  await run(page)
  await expect(page.getByText(/Running for/)).toBeVisible()
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(page.getByText(/Canceled after/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible()
  await expect
    .poll(async () => (await desk.calls()).some(({ method, path }) => method === 'DELETE' && path.includes('/query/')))
    .toBe(true)

  await write(page, 'select 4 as four')
  await page.reload()
  await expect(query(page)).toContainText('select 4 as four')
  await run(page)
  await ran(page)
  await expect(results(page)).toContainText('four')
})

test('a query is put into a link only on request, and opening the link does not run it', async ({ page, desk }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await openSql(page, desk)
  await write(page, 'select 1 as shared')
  expect(page.url()).not.toContain('shared')
  await page.getByRole('button', { name: 'Copy link with query' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  await write(page, 'select 2 as mine')
  await page.goto('about:blank')
  await page.goto(link)
  await expect(query(page)).toContainText('select 1 as shared')
  await expect(page.getByText('was not run')).toContainText('in the history')
  await expect(page).toHaveURL(`${desk.origin}/project/1/sql`)
  expect((await desk.calls()).filter(({ path }) => path.includes('/query'))).toEqual([])
  expect(desk.requests.filter((url) => url.includes('shared'))).toEqual([])
  await query(page).press('ControlOrMeta+z')
  await expect(query(page)).toContainText('select 2 as mine')
  await desk.open(`/project/1/sql?${new URLSearchParams({ query: 'select 3 as other' })}`) // as from another page
  await expect(query(page)).toContainText('select 3 as other')
  await expect(page).toHaveURL(`${desk.origin}/project/1/sql`)

  await page.getByRole('button', { name: 'History' }).click()
  await expect(page.getByRole('list', { name: 'Queries' }).getByRole('listitem').first()).toContainText('Set aside')
  await page.getByRole('button', { name: 'Clear history' }).click()
  await page.getByRole('button', { name: /^Delete \d+ quer(y|ies)$/ }).click()
  await expect(page.getByText('No queries yet.', { exact: true })).toBeVisible()
})

/** The prompt is hidden until it is known to work. */
async function openPrompt(page: Page) {
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Draft with AI' }).click()
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toBeFocused()
}

test('a server that refuses AI drafts gets one request, and templates replace drafts', async ({ page, desk }) => {
  desk.expectComplaint(/403/)
  await openSql(page, desk)
  await openPrompt(page)
  await page.getByRole('textbox', { name: 'Prompt' }).fill('longest recordings')
  await page.getByRole('button', { name: 'Draft SQL' }).click()
  await expect(page.getByText('“This action does not support personal API key access”')).toBeVisible()
  await page.reload()
  await expect(query(page)).toBeVisible()
  await expect(page.getByText('“This action does not support personal API key access”')).toHaveCount(0)
  await expect(page.getByRole('textbox', { name: 'Prompt' })).toHaveCount(0)
  expect((await desk.calls()).filter(({ method, path }) => method === 'GET' && path.includes('/draft_sql'))).toHaveLength(1)
})

test('a key that can’t run queries is explained before a request', async ({ page, desk }) => {
  await desk.connect(demoKeys.noQuery)
  await desk.drawn()
  await desk.open(`/project/1/sql#${new URLSearchParams({ query: 'select 1' })}`)
  await expect(query(page)).toContainText('select 1')
  await expect(page.getByText('The key lacks the scope query:read')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled()
})

test.describe('a server with AI drafts', () => {
  test.use({ demoOptions: { edition: 'documented' } })

  test('a draft is compared with the query, then accepted or discarded', async ({ page, desk }) => {
    desk.expectComplaint(/40[04]/)
    await openSql(page, desk)
    await write(page, 'select 1 as before')
    const prompt = page.getByRole('textbox', { name: 'Prompt' })
    await openPrompt(page)
    await prompt.fill('x'.repeat(401))
    await expect(page.getByText('401/400')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Draft SQL' })).toBeDisabled()
    await prompt.fill('recordings per day')
    await prompt.press('Enter')
    const draft = page.getByRole('region', { name: 'Draft' })
    await expect(draft.getByRole('textbox', { name: 'Your query' })).toContainText('select 1 as before')
    await expect(draft.getByRole('textbox', { name: 'Draft' })).toContainText(/select/i)
    await draft.getByRole('button', { name: 'Discard' }).click()
    await expect(query(page)).toContainText('select 1 as before')
    await prompt.press('Enter')
    await draft.getByRole('button', { name: 'Accept' }).click()
    await expect(query(page)).not.toContainText('select 1 as before')
    await query(page).press('ControlOrMeta+z')
    await expect(query(page)).toContainText('select 1 as before')
    await page.reload()
    await expect(prompt).toBeVisible()
  })

  test.describe('and rate limits', () => {
    test.use({ demoOptions: { edition: 'documented', ratePlan: 'paid' } })

    test('errors of the prompt, the model and the rate limit are explained', async ({ page, desk }) => {
      desk.expectComplaint(/40[04]|429|500/)
      await openSql(page, desk)
      const prompt = page.getByRole('textbox', { name: 'Prompt' })
      await openPrompt(page)
      await prompt.fill('qwertz')
      await prompt.press('Enter')
      await expect(page.getByRole('alert')).toContainText('Rephrase it, then try again.')
      await prompt.fill('no ai here')
      await prompt.press('Enter')
      await expect(page.getByRole('alert')).toContainText('This server has no AI model, or it failed.')
      const draft = `${desk.demo.origin}/api/environments/1/query/draft_sql/?prompt=recordings`
      for (let request = 0; request < 8; request += 1) {
        await page.request.get(draft, { headers: { Authorization: `Bearer ${demoKeys.all}` } })
      }
      await prompt.fill('recordings')
      await prompt.press('Enter')
      await expect(page.getByRole('alert')).toContainText('Drafts have their own limit: 10 per minute, 100 per day.')
    })
  })
})

test('tables and their columns are looked up, and a name goes to the cursor', async ({ page, desk }) => {
  await openSql(page, desk)
  await query(page).click()
  await page.keyboard.type('select')
  await page.keyboard.press('Escape')
  const lookUp = async (text: string, name: string) => {
    await page.getByRole('button', { name: 'Tables', exact: true }).click()
    await expect(page.getByLabel('Search tables and columns')).toBeFocused()
    await page.keyboard.type(text)
    await page.getByRole('dialog', { name: 'Tables' }).getByRole('button', { name, exact: true }).first().click()
    await expect(query(page)).toBeFocused()
  }
  await lookUp('console_err', 'console_error_count')
  await page.keyboard.type(' from')
  await page.keyboard.press('Escape')
  await lookUp('recording', 'session_replay_events')
  await expect(query(page)).toHaveText('select console_error_count from session_replay_events')
})

test('names are completed, and the keyboard leaves the editor and lists shortcuts', async ({ page, desk }) => {
  await openSql(page, desk)
  await query(page).click()
  await page.keyboard.type('?/jf') // single keys are letters here
  await expect(query(page)).toContainText('?/jf')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('select click_co')
  await page
    .getByRole('option', { name: /click_count/ })
    .first()
    .click()
  await expect(query(page)).toContainText('select click_count')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('select $entry_path') // over colored words, whose color the browser would keep against the policy
  await expect(page.getByRole('option', { name: /\$entry_pathname/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeFocused()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Run the query')
})

test('the SQL page is accessible and fits', async ({ page, desk }) => {
  await desk.exploreDemo('/project/1/sql')
  await useTemplate(page, 'Recordings by duration')
  await run(page)
  await ran(page)
  expect(await faultsEverywhere(page)).toEqual([])
})
