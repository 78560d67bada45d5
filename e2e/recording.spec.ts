import type { Page } from '@playwright/test'
import { failures } from '../demo/data/failures.ts'
import { faultsEverywhere } from './accessibility.ts'
import { type Desk, demoKeys, expect, test } from './desk.ts'

const ordinary = failures.refusesToBeShared
const oldRecorder = '17c49bdf172ca-0d1e2f3a4b5c6d-1f3d5a6b-1fa400-17c49bdf173b2d'

function odd(number: number): string {
  return `0198f000-0000-7000-8000-0000000c0d${String(number).padStart(2, '0')}`
}

function pageOf(id: string, project = '1'): string {
  return `/project/${project}/recordings/${encodeURIComponent(id)}`
}

async function openRecording(desk: Desk, id: string, project = '1') {
  await desk.exploreDemo(pageOf(id, project))
}

async function callsOf(desk: Desk, method: string, pattern: RegExp) {
  return (await desk.calls()).filter((call) => call.method === method && pattern.test(call.path))
}

const listCall = /session_recordings\/?\?/

function fact(page: Page, name: string) {
  return page
    .locator('dl > div')
    .filter({ has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) })
    .locator('dd')
}

test('a recording has all its details, and odd ones are shown as they are', async ({ page, desk, context }) => {
  await test.step('a link opens all details of a recording', async () => {
    await openRecording(desk, ordinary.id)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      /^Refuses to be shared \w{3} \d+, \d{4}, \d+:\d\d:\d\d [AP]M Lisbon time$/,
    )
    await expect(page.getByText('Started 2 hr ago on www.leafandkettle.example')).toBeVisible()
    await expect(page).toHaveTitle('Refuses to be shared · Recording · Edge cases · Replay Desk')
    await expect(fact(page, 'Duration')).toHaveText('2:22')
    await expect(fact(page, 'Active')).toHaveText('1:01')
    await expect(fact(page, 'Active share')).toHaveText('43%')
    await expect(fact(page, 'Clicks')).toHaveText('9')
    await expect(fact(page, 'Key presses')).toHaveText('14')
    await expect(fact(page, 'Mouse activity')).toHaveText('188')
    await expect(fact(page, 'Console errors').getByRole('img')).toHaveAccessibleName('0 console errors')
    await expect(fact(page, 'Started')).toContainText('Lisbon (you)')
    await expect(fact(page, 'Started')).toContainText('Berlin (project)')
    await expect(fact(page, 'Source')).toHaveText('Web')
    await expect(fact(page, 'Retention')).toHaveText('90 days')
    await expect(fact(page, 'Expires')).toContainText(/^in \d+ /)
    await expect(fact(page, 'Size')).toHaveText('120 kB, 410 events')
    await expect(fact(page, 'Distinct ID')).toHaveText('demo_0100')
    const address = page.getByRole('link', { name: 'leafandkettle.example/demo/refuses-to-be-shared' })
    await expect(address).toHaveAttribute('rel', 'noopener noreferrer')
    const inPostHog = page.getByRole('link', { name: 'Open in PostHog' })
    await expect(inPostHog).toHaveAttribute('href', `${desk.demo.origin}/project/1/replay/${ordinary.id}`)
    await expect(inPostHog).toHaveAttribute('rel', 'noopener noreferrer')
    expect(await callsOf(desk, 'GET', new RegExp(`${ordinary.id}/$`))).toHaveLength(1)
  })
  await test.step('shows hostile text as text', async () => {
    await desk.follow(pageOf(odd(4)))
    await expect(page.getByRole('heading', { level: 1 })).toContainText('robert@tables.example')
    await expect(page.getByText('<b onmouseover="alert(1)">Robert</b><script>alert(2)</script>')).toBeVisible()
    await desk.follow(pageOf(odd(5)))
    await expect(fact(page, 'Start URL')).toHaveText('javascript:alert(document.domain)')
    await expect(page.locator('a[href^="javascript"]')).toHaveCount(0)
    await desk.follow(pageOf(odd(0)))
    await expect(page.getByRole('heading', { level: 1 }).locator('bdi')).toHaveText('ليلى بنت خالد العتيبي')
    for (const number of [3, 8]) {
      await desk.follow(pageOf(odd(number)))
      await expect(fact(page, 'Recording ID')).toContainText(odd(number))
      await expect(fact(page, 'Started')).toContainText('ago')
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    }
  })
  await test.step('marks unknown values', async () => {
    await desk.follow(pageOf(odd(10)))
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Unknown person')
    await expect(page.getByText('The server sent no person for this recording.')).toBeVisible()
    await expect(fact(page, 'Duration').getByRole('img')).toHaveAccessibleName('Duration unknown')
    await expect(fact(page, 'Clicks').getByRole('img')).toHaveAccessibleName('clicks unknown')
    await expect(fact(page, 'Start URL').getByRole('img')).toHaveAccessibleName('Start URL unknown')
    await expect(fact(page, 'Ended').getByRole('img')).toHaveAccessibleName('End unknown')
    await desk.follow(pageOf(odd(12)))
    await expect(fact(page, 'Clicks').getByRole('img')).toHaveAccessibleName('clicks unknown')
    await expect(fact(page, 'Key presses')).toHaveText('12')
    await expect(fact(page, 'Active share')).toHaveText('100%')
  })
  await test.step('shows raw JSON on demand and copies all of it', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await desk.follow(pageOf(odd(13)))
    await expect(page.getByRole('group', { name: 'Raw JSON' })).toHaveCount(0)
    await page.getByText('Raw JSON').click()
    await expect(page.getByRole('group', { name: 'Raw JSON' })).toContainText('"brand_new_field"')
    await page.getByRole('button', { name: 'Copy JSON' }).click()
    await expect(page.getByText('Copied').first()).toBeVisible()
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as Record<string, unknown>
    expect(copied).toMatchObject({ id: odd(13), brand_new_field: { nested: [1, 2] }, snapshot_source: 'hologram' })
    await page.getByRole('button', { name: 'Copy link', exact: true }).click()
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toContain(`${desk.origin}${pageOf(odd(13))}?host=`)
  })
  await test.step('searches properties by name and value', async () => {
    const response = await page.request.get(`${desk.demo.origin}/api/projects/1/session_recordings/?limit=100&date_from=-30d`, {
      headers: { Authorization: `Bearer ${demoKeys.all}` },
    })
    desk.keysElsewhere.length = 0
    const { results } = (await response.json()) as {
      results: { id: string; person: { properties: Record<string, unknown> } | null }[]
    }
    const rich = results.find(({ person }) => Object.keys(person?.properties ?? {}).length >= 6)
    expect(rich).toBeDefined()
    await desk.follow(pageOf(rich?.id ?? ''))
    const [name = ''] = Object.keys(rich?.person?.properties ?? {}).toReversed()
    await page.getByRole('searchbox', { name: 'Search properties' }).fill(name.toUpperCase())
    await expect(page.getByText(/^\d+ of \d+$/)).toBeVisible()
    await expect(page.locator('dt').filter({ hasText: name }).first()).toBeVisible()
    await page.getByRole('searchbox', { name: 'Search properties' }).fill('no such thing')
    await expect(page.getByText('No properties match “no such thing”.')).toBeVisible()
  })
})

test.describe('an old server', () => {
  test.use({ demoOptions: { edition: 'old' } })

  test('has durations as text and no retention', async ({ page, desk }) => {
    await openRecording(desk, ordinary.id)
    await expect(fact(page, 'Duration')).toHaveText(/^2:2[23]$/)
    await expect(fact(page, 'Expires')).toHaveText('Not reported by this server')
    await page.getByRole('button', { name: 'Mark as viewed' }).click()
    await expect(page.getByRole('button', { name: 'Viewed' })).toBeVisible()
  })
})

test('what the table shows and a recording go together', async ({ page, desk }) => {
  desk.expectComplaint(/404/)
  await desk.exploreDemo()
  await test.step('marking as viewed updates the table without a request', async () => {
    const row = desk.table().getByRole('row', { name: ordinary.title })
    await expect(row.getByTitle('Not viewed')).toBeVisible()
    await desk.follow(pageOf(ordinary.id))
    await expect(fact(page, 'State')).toHaveText('Not viewed')
    await page.getByRole('button', { name: 'Mark as viewed' }).click()
    await expect(fact(page, 'State')).toHaveText('Viewed')
    await expect(page.getByRole('button', { name: 'Viewed' })).toBeFocused()
    await expect(page.getByRole('button', { name: 'Viewed' })).toHaveAttribute('aria-disabled', 'true')
    await page.getByRole('button', { name: 'Viewed' }).click({ force: true })
    await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Recordings' }).click()
    await expect(row).toContainText('Viewed')
    await expect(row.getByTitle('Not viewed')).toHaveCount(0)
    expect(await callsOf(desk, 'GET', listCall)).toHaveLength(1)
    expect(await callsOf(desk, 'PATCH', /./)).toHaveLength(1)
  })
  await test.step('shows what the table knows while the rest loads', async () => {
    await desk.follow(pageOf(failures.answersSlowly.id))
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Answers slowly', { timeout: 1500 })
    await expect(fact(page, 'Duration')).toHaveText('2:22', { timeout: 1500 })
    await page.getByRole('link', { name: 'Settings' }).click()
    await expect.poll(async () => (await callsOf(desk, 'GET', new RegExp(failures.answersSlowly.id)))[0]?.aborted).toBe(true)
  })
  await test.step('explains that a listed recording has disappeared', async () => {
    await page.getByRole('link', { name: 'Recordings' }).click()
    await page.getByLabel('Rows per page').selectOption('100') // its position depends on the time of day
    await expect(desk.table().getByText(failures.gone.title, { exact: true })).toBeVisible()
    await desk.follow(pageOf(failures.gone.id))
    await expect(page.getByRole('alert')).toContainText('This recording is gone.')
    await expect(page.getByRole('alert')).toContainText('It was still listed just now')
    await expect(page.getByText('Show details')).toHaveCSS('list-style-type', 'none') // no triangle of the browser
    await page.getByText('Show details').click()
    await expect(page.getByText('Recording not found')).toBeVisible()
    expect(await callsOf(desk, 'GET', new RegExp(`${failures.gone.id}/$`))).toHaveLength(1)
  })
})

test('shows the missing scope beside the button', async ({ page, desk }) => {
  desk.expectComplaint(/403/)
  await desk.connect(demoKeys.readOnly)
  await expect(desk.table()).toBeVisible()
  await desk.follow(pageOf(ordinary.id))
  await page.getByRole('button', { name: 'Mark as viewed' }).click()
  await expect(page.getByRole('alert')).toContainText('Couldn’t mark as viewed. The key lacks the scope session_recording:write.')
  await expect(page.getByRole('button', { name: 'Mark as viewed' })).toBeVisible()
})

test('explains what cannot be shown', async ({ page, desk }) => {
  desk.expectComplaint(/404/)
  desk.expectComplaint(/40[34]/)
  desk.expectComplaint(/500/)
  await desk.exploreDemo('/project/2/recordings')
  await test.step('explains an unknown ID and finds it in another project', async () => {
    await expect(desk.table()).toBeVisible()
    const response = await page.request.get(`${desk.demo.origin}/api/projects/2/session_recordings/?limit=1`, {
      headers: { Authorization: `Bearer ${demoKeys.all}` },
    })
    const { results } = (await response.json()) as { results: { id: string }[] }
    const id = results[0]?.id ?? ''
    desk.keysElsewhere.length = 0
    await desk.follow(pageOf(id))
    await expect(page.getByRole('alert')).toContainText('This project has no recording with this ID.')
    await page.getByRole('button', { name: 'Search my other projects' }).click()
    await expect(page.getByText('Found in project Demo app.')).toBeVisible()
    await page.getByRole('link', { name: 'Open it there' }).click()
    await expect(page).toHaveURL(new RegExp(`/project/2/recordings/${id}$`))
    await expect(fact(page, 'Recording ID')).toContainText(id)
  })
  await test.step('explains that the key can’t access the project', async () => {
    await desk.follow(pageOf(ordinary.id, '42'))
    await expect(page.getByRole('alert')).toContainText('belongs to project 42, which this key can’t access')
    await expect(page.getByRole('alert').getByRole('link', { name: 'Open Settings' })).toBeVisible()
  })
  await test.step('shows the recording after retrying a failure', async () => {
    await desk.follow(pageOf(failures.breaksOnce.id))
    await expect(page.getByRole('alert')).toContainText('The server failed (500).')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Breaks once, then works')
  })
  await test.step('accepts any ID', async () => {
    await desk.follow(pageOf(oldRecorder))
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Old recorder')
    for (const id of ['a/b?c#d&e', '%2e%2e', 'né 🦔', '"><script>']) {
      await desk.open(pageOf(id))
      await expect(page.getByRole('alert')).toContainText('This project has no recording with this ID.')
      const requests = await callsOf(
        desk,
        'GET',
        new RegExp(`session_recordings/${encodeURIComponent(id).replaceAll('%', '%')}/$`),
      )
      expect(requests, id).toHaveLength(1)
    }
  })
})

test.describe('retries', () => {
  test.use({ movesClock: true })

  test('of a web page instead of a recording end with an error', async ({ page, desk }) => {
    desk.expectComplaint(/502/)
    await openRecording(desk, failures.answersWithHtml.id)
    await expect(page.getByText('The server failed (502). Retrying…')).toBeVisible()
    await expect(async () => {
      await desk.advance(2000)
      await expect(page.getByRole('alert')).toContainText('The server failed (502).', { timeout: 300 })
    }).toPass()
  })
})

test('requests other recordings of the person on demand', async ({ page, desk }) => {
  await desk.exploreDemo('/watch')
  const lists = () => callsOf(desk, 'GET', listCall)
  const link = await page.evaluate(() => location.origin)
  expect(link).toBe(desk.origin)
  const response = await page.request.get(`${desk.demo.origin}/api/projects/1/session_recordings/?limit=100&date_from=-30d`, {
    headers: { Authorization: `Bearer ${demoKeys.all}` },
  })
  desk.keysElsewhere.length = 0
  const { results } = (await response.json()) as {
    results: { id: string; person: { uuid: string; name: string | null } | null }[]
  }
  const named = results.filter(({ person }) => person?.name)
  const twice = named.find((one) => named.some((other) => other.id !== one.id && other.person?.uuid === one.person?.uuid))
  expect(twice).toBeDefined()
  const before = (await lists()).length
  await desk.follow(pageOf(twice?.id ?? ''))
  await expect(fact(page, 'Started')).toContainText('ago')
  expect(await lists()).toHaveLength(before)
  await page.getByText('Other recordings of this person').click()
  const others = page.locator('details li a')
  await expect(others.first()).toBeVisible()
  const lastList = (await lists()).at(-1)?.path ?? ''
  const params = new URL(lastList, desk.origin).searchParams
  expect(params.get('person_uuid')).toBe(twice?.person?.uuid)
  expect(params.get('date_from')).toBe('-1825d')
  expect(params.get('limit')).toBe('10')
  await expect(page.locator(`details li a[href$="${twice?.id}"]`)).toHaveCount(0)
  await others.first().click()
  await expect(page).not.toHaveURL(new RegExp(`${twice?.id}$`))
  await expect(page.getByRole('heading', { level: 1 })).toContainText(twice?.person?.name ?? '')
})

test('is accessible and does not scroll sideways', async ({ page, desk }) => {
  desk.expectComplaint(/404/)
  const check = async (within?: string) => expect(await faultsEverywhere(page, within)).toEqual([])
  await openRecording(desk, ordinary.id)
  await page.getByText('Other recordings of this person').click()
  await expect(page.getByText('No other recordings of this person.')).toBeVisible()
  await page.getByText('Raw JSON').click()
  await expect(page.getByRole('group', { name: 'Raw JSON' })).toBeVisible()
  await check()
  await desk.follow(pageOf(odd(3)))
  await expect(fact(page, 'Recording ID')).toContainText(odd(3))
  await expect(fact(page, 'Started')).toContainText('ago')
  await check('main')
  await desk.follow(pageOf('nowhere'))
  await expect(page.getByRole('alert')).toBeVisible()
  await check('main')
})
