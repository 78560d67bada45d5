import { faultsInBothSchemes } from './accessibility.ts'
import { expect, test } from './desk.ts'
import {
  callVault,
  connectEncrypted,
  everythingStored,
  expectLocked,
  keysIn,
  passphrase,
  postToWorker,
  recordingsPath,
  unlock,
  vaultKey,
} from './vault.ts'

test('an encrypted key is stored nowhere as it is, and a new visit unlocks it where it was', async ({ page, desk, context }) => {
  await test.step('what looks for the key finds one that isn’t encrypted', async () => {
    await desk.connect(vaultKey)
    await desk.drawn()
    expect(keysIn(await everythingStored(page))).not.toEqual([])
    await desk.follow('/settings')
    await page.getByRole('button', { name: 'Forget this connection' }).click()
    await expect(page.getByText('Not connected to any host yet.')).toBeVisible()
  })
  await test.step('an encrypted one is in no storage, in no encoding', async () => {
    await connectEncrypted(page, desk)
    await expect.poll(() => everythingStored(page)).toContain('sealed')
    expect(keysIn(await everythingStored(page))).toEqual([])
  })
  await test.step('after the last tab is closed, the next visit is locked at its address', async () => {
    const next = await context.newPage()
    await page.close()
    await next.goto(`${desk.origin}${recordingsPath}`)
    await expectLocked(next)
    await expect(next.getByLabel('Passphrase', { exact: true })).toBeFocused()
    const before = (await desk.calls()).length
    await unlock(next)
    await expect(next.getByRole('table', { name: 'Recordings' })).toHaveAttribute('aria-busy', 'false')
    await expect(next).toHaveURL(`${desk.origin}${recordingsPath}`)
    expect((await desk.calls()).length).toBeGreaterThan(before)
    expect(keysIn(await everythingStored(next))).toEqual([])
    expect(keysIn(await next.content())).toEqual([])
  })
})

test('the vault locks by button, key, palette and idle time, in all tabs', async ({ page, desk, context }) => {
  await connectEncrypted(page, desk)
  const other = await context.newPage()
  await other.goto(`${desk.origin}/project/1/subscriptions`)
  await expect(other.getByRole('heading', { level: 1, name: 'Subscriptions' })).toBeVisible()
  await test.step('a button in one tab locks the other, and what was loaded is gone', async () => {
    await page.getByRole('button', { name: 'Lock now' }).click()
    await expectLocked(page)
    await expect(desk.table()).toBeHidden()
    await expectLocked(other)
    await expect(page.getByRole('button', { name: 'Lock now' })).toBeHidden()
    expect(await faultsInBothSchemes(page)).toEqual([])
  })
  await test.step('Settings and Watch a file stay usable, and the host gets no request', async () => {
    await desk.quiet()
    const before = (await desk.calls()).length
    await other.getByRole('link', { name: 'Watch a file' }).click()
    await expect(other.getByRole('heading', { level: 1, name: 'Watch a file' })).toBeVisible()
    await other.getByRole('link', { name: 'Settings', exact: true }).click()
    await expect(other.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
    await other.getByRole('link', { name: 'Subscriptions', exact: true }).click()
    await expectLocked(other)
    await desk.quiet()
    expect((await desk.calls()).length).toBe(before)
  })
  await test.step('unlocked in one tab, both are where they were', async () => {
    const before = (await desk.calls()).filter(({ path }) => path.includes('/session_recordings/')).length
    await unlock(page)
    await desk.drawn()
    await expect(page).toHaveURL(`${desk.origin}${recordingsPath}`)
    await expect(other.getByRole('heading', { level: 1, name: 'Subscriptions' })).toBeVisible()
    expect((await desk.calls()).filter(({ path }) => path.includes('/session_recordings/')).length).toBeGreaterThan(before)
  })
  await test.step('a key locks', async () => {
    await page.locator('main').focus()
    await page.keyboard.press('Shift+L')
    await expectLocked(page)
    await unlock(page)
    await desk.drawn()
  })
  await test.step('the palette locks', async () => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search screens, actions and people' }).fill('lock now')
    await page.keyboard.press('Enter')
    await expectLocked(page)
    await unlock(page)
    await desk.drawn()
  })
  await test.step('idle time locks', async () => {
    await desk.follow('/settings')
    await page.getByLabel('Lock when idle').selectOption('After 5 minutes')
    await expect.poll(() => everythingStored(page)).toContain('idleMinutes\\":5')
    await expect(async () => {
      await callVault(page, { call: 'lockAfter', minutes: 0.01 }) // the other tab may still send the five minutes
      await expect(other.getByRole('heading', { name: 'Unlock Replay Desk' })).toBeVisible({ timeout: 2000 })
    }).toPass()
    await expect(page.getByRole('button', { name: 'Unlock', exact: true })).toBeVisible()
  })
})

test('wrong passphrases are slowed and lose nothing; a forgotten one loses the keys only', async ({ page, desk }) => {
  await connectEncrypted(page, desk)
  await page.getByRole('button', { name: 'Lock now' }).click()
  await test.step('after three tries there is a wait, counted down', async () => {
    for (let tries = 0; tries < 3; tries += 1) {
      await unlock(page, `wrong ${tries}`)
      await expect(page.getByText(/^Wrong passphrase\./)).toBeVisible()
      await expect(page.getByRole('button', { name: 'Unlock', exact: true })).not.toHaveAttribute('data-loading')
    }
    await expect(page.getByText(/^Wrong passphrase\. Try again in \d s\.$/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Unlock', exact: true })).toBeDisabled()
    await expect(page.getByRole('button', { name: 'Unlock', exact: true })).toBeEnabled()
    await unlock(page)
    await desk.drawn()
  })
  await test.step('without the passphrase the keys are removed and entered anew, at the same address', async () => {
    await page.getByRole('button', { name: 'Lock now' }).click()
    await page.getByText('Forgot passphrase?').click()
    await page.getByRole('button', { name: 'Remove encrypted keys' }).click()
    await page.getByRole('button', { name: 'Remove 1 key' }).click()
    await expect(page.getByText(/was removed\. Enter it again to continue\./)).toBeVisible()
    await expect(page.getByLabel('Host')).toHaveValue(desk.demo.origin)
    await page.getByLabel('Personal API key').fill(vaultKey)
    await page.getByLabel('New passphrase').fill('another one')
    await page.getByLabel('Repeat passphrase').fill('another one')
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await desk.drawn()
    await expect(page).toHaveURL(`${desk.origin}${recordingsPath}`)
    expect(await page.evaluate(() => localStorage.getItem('replay-desk-vault'))).toContain('masterKey')
  })
})

test('Settings encrypt a saved key and change the passphrase', async ({ page, desk }) => {
  desk.expectComplaint(/403/)
  await test.step('a key that was saved unencrypted moves into the vault', async () => {
    await desk.connect(vaultKey)
    await desk.drawn()
    await page.getByRole('link', { name: 'Settings', exact: true }).click()
    await page.getByRole('button', { name: 'Encrypt this key' }).click()
    await page.getByLabel('New passphrase').fill('first one')
    await page.getByLabel('Repeat passphrase').fill('first two')
    await page.getByRole('button', { name: 'Encrypt key' }).click()
    await expect(page.getByText('The passphrases don’t match.')).toBeVisible()
    await page.getByLabel('Repeat passphrase').fill('first one')
    await page.getByRole('button', { name: 'Encrypt key' }).click()
    await expect(page.getByText('encrypted on this device')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Show key' })).toBeHidden()
    expect(keysIn(await everythingStored(page))).toEqual([])
  })
  await test.step('the passphrase is changed with the present one only', async () => {
    await page.getByRole('button', { name: 'Change passphrase' }).click()
    await page.getByLabel('New passphrase').fill('second one')
    await page.getByLabel('Repeat passphrase').fill('second one')
    const change = () => page.getByRole('button', { name: 'Change passphrase' }).click()
    await page.getByLabel('Current passphrase').fill('a guess of it')
    await change()
    await expect(page.getByText('Wrong passphrase.')).toBeVisible()
    await page.getByLabel('Current passphrase').fill('first one')
    await change()
    await expect(page.getByText('Passphrase changed.')).toBeVisible()
    expect(await faultsInBothSchemes(page)).toEqual([])
    await page.getByRole('button', { name: 'Lock now' }).first().click()
    await unlock(page, 'first one')
    await expect(page.getByText('Wrong passphrase.')).toBeVisible()
    await unlock(page, 'second one')
    await expect(page.getByText('Unlocked', { exact: false }).first()).toBeVisible()
  })
})

test('a connection in the vault stays read-only without the passphrase, and is changed without typing its key', async ({
  page,
  desk,
}) => {
  desk.expectComplaint(/403/)
  await connectEncrypted(page, desk)
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await test.step('read-only is turned on freely, and off with the passphrase', async () => {
    const readOnly = page.getByLabel('Read-only')
    await readOnly.click()
    await expect(readOnly).toBeChecked() // once the worker has sealed it
    await readOnly.click()
    await page.getByLabel('Passphrase', { exact: true }).fill('a guess of it')
    await page.getByRole('button', { name: 'Allow changes' }).click()
    await expect(page.getByText('Wrong passphrase.')).toBeVisible()
    await expect(readOnly).toBeChecked()
    await page.reload()
    const unlockButton = page.getByRole('button', { name: 'Unlock', exact: true })
    await expect(unlockButton.or(page.getByRole('button', { name: 'Lock now' })).first()).toBeVisible()
    if (await unlockButton.isVisible()) await unlock(page)
    await expect(readOnly).toBeEnabled()
    await expect(readOnly).toBeChecked()
    await readOnly.click()
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
    await page.getByRole('button', { name: 'Allow changes' }).click()
    await expect(readOnly).not.toBeChecked()
  })
  await test.step('another project is chosen without typing the key again, another host needs it', async () => {
    await page.getByRole('link', { name: 'Change host, key or project' }).click()
    await expect(page.getByLabel('Personal API key')).toHaveValue('')
    await expect(page.getByText('Leave empty to keep the saved key.')).toBeVisible()
    await page.getByLabel('Host').fill('https://posthog.example')
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(page.getByText(/Enter a personal API key\./)).toBeVisible()
    await page.getByLabel('Host').fill(desk.demo.origin)
    await page.getByLabel('Project').fill('2')
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(page).toHaveURL(/\/project\/2$/)
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
  })
})

test('script in the page gets no key, and sends nothing but what Replay Desk sends', async ({ page, desk }) => {
  await connectEncrypted(page, desk, { isReadOnly: true })
  await desk.quiet()
  const stored = await everythingStored(page)
  const connectionId = /"id\\":\\"([^\\]+)/.exec(stored)?.[1] ?? ''
  expect(connectionId).not.toBe('')
  const header = JSON.parse((await page.evaluate(() => localStorage.getItem('replay-desk-vault'))) ?? '').header
  const before = (await desk.calls()).length
  const ask = (url: string, method = 'GET', more = {}) => ({
    type: 'request',
    request: { connectionId, url, method, cache: 'no-store', isReadOnly: false, isStreamed: false, ...more },
  })
  const api = `${desk.demo.origin}/api`
  const recording = `${api}/projects/1/session_recordings/018c0000-0000-7000-8000-000000000000`
  const refused = await postToWorker(page, [
    ask(`${api}/projects/1/feature_flags/`),
    ask(`${api}/personal_api_keys/`, 'POST', { body: '{"label":"mine"}' }),
    ask(`${api}/users/@me/`, 'PATCH', { body: '{}' }),
    ask(`${desk.demo.origin}/__demo/journal`),
    ask(`${desk.origin}/api/users/@me/`),
    ask('http://localhost:9/api/users/@me/'),
    ask(`${recording}/`, 'DELETE'),
    ask(`${recording}/sharing/`, 'PATCH', { body: '{"enabled":true}' }),
  ])
  expect(refused.filter(({ type }) => type === 'failed').map(({ reason }) => reason)).toEqual([
    ...Array<string>(6).fill('not-allowed'),
    ...Array<string>(2).fill('read-only'),
  ])
  expect((await desk.calls()).length).toBe(before)
  const keys = [{ connectionId, host: desk.demo.origin, sealed: { iv: '', data: '' } }]
  const opener = { passphrase: 'a guess of it' }
  const passkey = { name: 'mine', credentialId: 'x', salt: 'x' }
  const answers = await postToWorker(page, [
    ask(`${api}/users/@me/`),
    ...[
      { call: 'unlock', header, opener, keys },
      { call: 'setReadOnly', connectionId, isReadOnly: false, header },
      { call: 'setReadOnly', connectionId, isReadOnly: false, header, opener },
      { call: 'changePassphrase', header, opener, passphrase: 'mine' },
      { call: 'addPasskey', header, opener, passkey, secret: 'x' },
      { call: 'seal', connectionId: 'mine', host: desk.origin, key: 'phx_mine', isReadOnly: false },
      { call: 'lockAfter', minutes: null },
      { call: 'setReadOnly', connectionId, isReadOnly: true, header },
      { call: 'forget', connectionId },
      { call: 'create', passphrase: 'mine' },
      { call: 'lock' },
    ].map((call) => ({ type: 'vault', call })),
  ])
  const kinds = answers.flatMap(({ result }) => (result ? [(result as { kind: string }).kind] : []))
  expect(kinds).toEqual([...Array<string>(5).fill('wrong'), 'sealed', 'done', 'sealed', 'done', 'header', 'done'])
  expect(keysIn(JSON.stringify([refused, answers]))).toEqual([])
  await expectLocked(page)
})

test('a passkey unlocks the vault', async ({ page, desk, context }) => {
  const origin = desk.origin.replace('127.0.0.1', 'localhost') // passkeys need a domain name
  desk.origins.add(origin)
  const session = await context.newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: true,
      automaticPresenceSimulation: true,
      isUserVerified: true,
    },
  })
  await connectEncrypted(page, desk, { origin })
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByRole('button', { name: 'Add passkey' }).click()
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Add passkey' }).click()
  await expect(page.getByText(/^Passkey from/)).toBeVisible()
  await page.goto(`${origin}${recordingsPath}`)
  const lock = page.getByRole('button', { name: 'Lock now' })
  await expect(lock.or(page.getByRole('button', { name: 'Use passkey' })).first()).toBeVisible()
  if (await lock.isVisible()) await lock.click()
  await page.getByRole('button', { name: 'Use passkey' }).click()
  await desk.drawn()
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByRole('button', { name: 'Remove passkey' }).click()
  await expect(page.getByText(/^Passkey from/)).toBeHidden()
})
