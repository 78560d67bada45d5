import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { expect, leafAndKettle, test } from './desk.ts'
import { expectShown, ready, seek } from './replay.ts'

const docs = fileURLToPath(new URL('../docs', import.meta.url))
const labelsFile = `${docs}/pictures.json`

/** `UPDATE_PICTURES=1 npx playwright test e2e/pictures.spec.ts` takes the README's pictures anew and records what they show. */
const isUpdate = process.env['UPDATE_PICTURES'] === '1'

const labels: Record<string, string[]> = JSON.parse(readFileSync(labelsFile, 'utf8'))

/** What a picture is recognized by: entries of the navigation, headings, column headers and buttons with a text. */
async function labelsOf(page: Page): Promise<string[]> {
  const shown = page.locator('nav[aria-label="Replay Desk"] a, h1, th, main button')
  const texts = await shown.evaluateAll((all) => all.map((one) => (one.textContent ?? '').trim()))
  return [...new Set(texts.filter((text) => /^[A-Z][a-z ]+$/.test(text)))].toSorted()
}

async function compare(page: Page, name: string) {
  await expect(page.getByRole('button', { name: 'Help' })).toBeVisible() // what loads after the first content
  await page.mouse.move(0, 0) // no tooltip in the picture
  await expect(page.getByRole('tooltip')).toHaveCount(0)
  const shown = await labelsOf(page)
  expect(shown.length).toBeGreaterThan(5)
  if (!isUpdate) return expect(labels[name], `docs/${name}.png is out of date`).toEqual(shown)
  labels[name] = shown
  await page.screenshot({ path: `${docs}/${name}.png` })
  writeFileSync(labelsFile, `${JSON.stringify(labels, null, 2)}\n`)
}

test.use({ viewport: { width: 1440, height: 900 }, colorScheme: 'light', demoProject: leafAndKettle })

test('the README’s picture of the overview shows this app', async ({ page, desk }) => {
  await desk.exploreDemo('/project/4')
  await expect(page.getByRole('region', { name: 'Recording health' }).getByRole('figure')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('slider')).toHaveCount(3)
  await page.waitForTimeout(500) // a canvas does not say when it is drawn
  await compare(page, 'overview')
})

test('the README’s picture of the recordings shows this app', async ({ page, desk }) => {
  await desk.exploreDemo()
  await expect(desk.table().getByRole('link', { name: /^Activity: / })).toHaveCount(50)
  await compare(page, 'recordings')
})

test('the README’s picture of a replay shows this app', async ({ page, desk }) => {
  await desk.exploreDemo()
  await desk.table().getByText('Piet Okonkwo').first().click()
  await page.getByRole('dialog').getByRole('link', { name: 'Watch', exact: true }).click()
  await ready(page)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await seek(page, 23.5)
  await expectShown(page, 'locked for a moment')
  await compare(page, 'replay')
})
