import { capturedId } from '../demo/data/capturedRows.ts'
import { demoKeys, expect, test } from './desk.ts'

test('the form says what is missing or wrong at each field', async ({ page, desk }) => {
  desk.expectComplaint(/403|404/)
  desk.expectComplaint(/401|403/)
  await test.step('the first visit asks for a host and a key', async () => {
    await desk.open()
    await expect(page.getByRole('heading', { level: 1, name: 'Connect' })).toBeVisible()
    await page.getByRole('button', { name: 'Check key' }).click()
    await expect(page.getByText('Enter the address of your PostHog host.')).toBeVisible()
    await expect(page.getByText(/Enter a personal API key\./)).toBeVisible()
    await expect(page.getByLabel('Host')).toBeFocused()
    await expect(page.getByLabel('Encrypted on this device')).toBeChecked()
  })
  await test.step('invalid input gets a message at its field', async () => {
    const submit = () => page.getByRole('button', { name: 'Check key' }).click()
    await page.getByLabel('Host').fill('https://me:secret@posthog.example')
    await page.getByLabel('Personal API key').fill('phc_project_token')
    await submit()
    await expect(page.getByText(/Remove the user name and password/)).toBeVisible()
    await expect(page.getByText(/This is a project token/)).toBeVisible()
    await page.getByLabel('Host').fill('eu.i.posthog.com')
    await submit()
    await page.getByRole('button', { name: 'Use https://eu.posthog.com' }).click()
    await expect(page.getByLabel('Host')).toHaveValue('https://eu.posthog.com')
    await page.getByLabel('Host').fill('http://posthog.example')
    await expect(page.getByText(/Over http, anyone on the network can read your key/)).toBeVisible()
  })
  await test.step('a project without access is reported at its field', async () => {
    await desk.connect(demoKeys.all, { project: '42' })
    await expect(page.getByText(/The key can’t access this project/)).toBeVisible()
    await expect(page.getByLabel('Project')).toBeVisible()
  })
  await test.step('an invalid key is reported at its field, and no input is lost', async () => {
    await desk.connect('phx_not_a_key_of_anyone')
    await expect(page.getByText('The host rejected this personal API key.')).toBeVisible()
    await expect(page.getByLabel('Host')).toHaveValue(desk.demo.origin)
    await expect(page.getByLabel('Personal API key')).toHaveValue('phx_not_a_key_of_anyone')
  })
  await test.step('a check needs no passphrase, connecting does', async () => {
    await desk.open()
    await page.getByLabel('Host').fill(desk.demo.origin)
    await page.getByLabel('Personal API key').fill(demoKeys.all)
    await page.getByRole('button', { name: 'Check key' }).click()
    await expect(page.getByLabel('Key details')).toContainText('The key belongs to')
    await page.getByRole('button', { name: 'Connect to Leaf & Kettle' }).click()
    await expect(page.getByText('Use at least 8 characters.')).toBeVisible()
    await expect(page.getByLabel('New passphrase')).toBeFocused()
  })
})

test('each kind of key is taken as far as it goes', async ({ page, desk }) => {
  desk.expectComplaint(/403/)
  const overview = page.getByRole('heading', { level: 1, name: 'Overview' })
  await test.step('a check shows the owner, scopes and projects of the key', async () => {
    await desk.connect(demoKeys.readOnly, { project: '' })
    const findings = page.getByLabel('Key details')
    await expect(findings).toContainText('The key belongs to')
    await expect(findings.getByRole('listitem').filter({ hasText: 'session_recording:read' })).toContainText('Granted')
    await expect(findings.getByRole('listitem').filter({ hasText: 'session_recording:write' })).toContainText('Missing')
    await page.getByLabel('Project').selectOption({ label: 'Demo app (2)' })
    await page.getByRole('button', { name: 'Check key' }).click()
    await expect(page.getByRole('button', { name: 'Connect to Demo app' })).toBeEnabled()
    await expect(findings).toBeVisible()
    await page.getByRole('button', { name: 'Connect to Demo app' }).click()
    await expect(page).toHaveURL(/\/project\/2$/)
    await expect(overview).toBeVisible()
    const calls = (await desk.calls()).filter(({ method, path }) => method === 'GET' && path.includes('users/@me'))
    expect(calls).toHaveLength(1)
  })
  await test.step('a key without user and project scopes takes a typed project', async () => {
    await desk.connect(demoKeys.noUser, { project: '' })
    await expect(page.getByText('doesn’t say who it belongs to')).toBeVisible()
    await page.getByLabel('Project').fill('1')
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(overview).toBeVisible()
  })
  await test.step('a key for one project connects to it', async () => {
    await desk.connect(demoKeys.oneProject, { project: '' })
    await expect(page).toHaveURL(/\/project\/1$/)
    await expect(overview).toBeVisible()
  })
  await test.step('a pasted host and key are normalized', async () => {
    await desk.connect(` ${demoKeys.all}\n`, { host: ` ${desk.demo.origin}/project/1/replay ` })
    await expect(desk.table()).toBeVisible()
  })
  await test.step('a key that can’t read its own scopes shows them as unknown', async () => {
    await desk.connect(demoKeys.secretive, { project: '' })
    await expect(page.getByRole('listitem').filter({ hasText: 'session_recording:read' })).toContainText('Unknown')
  })
})

test('an unreachable host lists possible causes', async ({ page, desk }) => {
  desk.expectComplaint(/ERR_CONNECTION_REFUSED/)
  desk.origins.add('http://127.0.0.1:9')
  desk.expectComplaint(/ERR_UNSAFE_PORT/)
  await desk.connect(demoKeys.all, { host: 'http://127.0.0.1:9' })
  await expect(page.getByRole('alert')).toContainText('Can’t reach the host from this browser.')
  await expect(page.getByRole('alert')).toContainText('CORS')
  const asked = desk.requests.filter((url) => url.startsWith('http://127.0.0.1:9/')).map((url) => new URL(url).pathname)
  expect(asked).toHaveLength(new Set(asked).size) // nobody waits for a second try
})

test('`next` leads to the pasted link and never to another site', async ({ page, desk }) => {
  await test.step('a pasted link survives connecting', async () => {
    await desk.open('/project/1/recordings?limit=25&offset=25')
    await expect(page.getByRole('heading', { level: 1, name: 'Connect' })).toBeVisible()
    await page.getByRole('button', { name: 'Explore the demo project' }).click()
    await expect(page.getByText('26–50', { exact: true })).toBeVisible()
  })
  await test.step('a link to a recording says what it opens and where', async () => {
    const next = encodeURIComponent('/project/1/recordings/018c-shop?t=16.314&host=us.posthog.com')
    await desk.open(`/connect?next=${next}`)
    await expect(page.getByText('This link opens recording 018c-shop at 0:16.3 on us.posthog.com.')).toBeVisible()
  })
  await test.step('`next` can’t lead to another site', async () => {
    await desk.open('/connect?next=//evil.example/')
    await page.getByRole('button', { name: 'Explore the demo project' }).click()
    await expect(page).toHaveURL(`${desk.origin}/project/1`)
  })
  await test.step('a link to another host than the connected one says so, and asks nobody for its recording', async () => {
    const id = capturedId('shop-checkout')
    const asked = async () => (await desk.calls()).filter(({ path }) => path.includes(id)).length
    await desk.follow(`/project/1/recordings/${id}?t=2&host=us.posthog.com`)
    await expect(page.getByRole('heading', { name: 'This link opens a recording on us.posthog.com' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Connect to us.posthog.com' })).toBeVisible()
    await desk.quiet()
    expect(await asked()).toBe(0)
    await page.getByRole('button', { name: `Open on ${new URL(desk.demo.origin).host}` }).click()
    await expect(page.getByRole('slider', { name: 'Position' })).toHaveAttribute('aria-valuetext', /^0:02 of/)
    expect(await asked()).toBeGreaterThan(0)
  })
})

test('a link to Connect leads to no other site afterwards', async ({ page, desk }) => {
  const elsewhere = desk.demo.origin.replace(/^https?:/, '')
  for (const next of [elsewhere, `/\t${elsewhere.slice(1)}`, `/.${elsewhere}`, `/\\${elsewhere.slice(2)}`]) {
    await desk.open(`/connect?next=${encodeURIComponent(next)}`)
    await page.getByRole('button', { name: 'Explore the demo project' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
    expect(new URL(page.url()).origin).toBe(desk.origin)
  }
})
