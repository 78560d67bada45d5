import { confirm, deletes, pressDelete, receipt, select } from './deletions.ts'
import { expect, test } from './desk.ts'
import { connectEncrypted, expectLocked, unlock } from './vault.ts'

test.use({ demoOptions: { latencyMs: 200 } })

test('locking while recordings are being deleted pauses that, and it goes on after unlocking', async ({ page, desk }) => {
  await connectEncrypted(page, desk)
  const ids = await select(page, 8)
  await pressDelete(page)
  await confirm(page, ids.length)
  await expect.poll(() => deletes(desk)).toBeGreaterThan(1)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+L')
  await expectLocked(page)
  await desk.quiet()
  expect(await deletes(desk)).toBeLessThan(ids.length)
  await unlock(page)
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(receipt(page)).toContainText(`${ids.length} deleted`)
  expect(await deletes(desk)).toBe(ids.length)
})
