import { faultsIn, sizes } from './accessibility.ts'
import { expect, test } from './desk.ts'

for (const viewport of sizes) {
  test.describe(`${viewport.width} pixels wide`, () => {
    test.use({ viewport })

    test('nothing on the recordings screen has a serious accessibility violation', async ({ page, desk }) => {
      const isWide = viewport.width > 1000
      const check = async (within?: string) => {
        expect(await faultsIn(page, 'light', within)).toEqual([])
        if (isWide) expect(await faultsIn(page, 'dark', within)).toEqual([]) // colours don't depend on the width
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      }
      await desk.exploreDemo('/project/1/recordings?limit=25')
      await desk.drawn()
      await page.getByRole('combobox', { name: 'Find recordings' }).fill('maren')
      await expect(page.getByRole('option').filter({ hasText: 'Person' })).not.toHaveCount(0)
      await check()
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Filter', exact: true }).click()
      await check(':popover-open')
      await page
        .getByRole('list', { name: 'Filters' })
        .getByRole('button', { name: /^Clicks/ })
        .click()
      await page.getByRole('textbox', { name: 'Clicks' }).fill('1')
      await check(':popover-open')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('list', { name: 'Active filters' })).toBeVisible()
      await desk.drawn()
      await check('[aria-label="Active filters"]')
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('listbox', { name: 'Results' })).toBeVisible()
      await check('dialog')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Columns' }).click()
      await expect(page.getByRole('list', { name: 'Columns' })).toBeVisible()
      await check(':popover-open')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Save view' }).click()
      await expect(page.getByLabel('View name')).toBeVisible()
      await check(':popover-open')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Export' }).click()
      await expect(page.getByRole('dialog', { name: 'Export recordings' })).toBeVisible()
      await check('dialog')
      await page.keyboard.press('Escape')
      await desk.drawn()
      await desk.table().getByRole('checkbox').nth(1).check()
      await check('main')
      await page.getByRole('button', { name: 'Delete', exact: true }).click()
      await expect(page.getByRole('dialog', { name: 'Delete recordings' })).toBeVisible()
      await check('dialog')
      await page.getByRole('button', { name: 'Delete 1 recording' }).click()
      await expect(page.getByRole('region', { name: 'Receipt' })).toBeVisible()
      await check('dialog')
      await desk.follow('/project/1/activity-log/deletions')
      await expect(page.getByRole('heading', { level: 1, name: 'Activity log' })).toBeVisible()
      await check()
    })
  })
}
