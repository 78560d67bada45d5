import { faultsInBothSchemes } from './accessibility.ts'
import { expect, test } from './desk.ts'
import { callVault, connectEncrypted, everythingStored, expectLocked, keysIn, recordingsPath, unlock, vaultKey } from './vault.ts'

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
    await callVault(page, { call: 'lockAfter', minutes: 0.01 })
    await expectLocked(other)
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
