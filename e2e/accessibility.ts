import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import type axe from 'axe-core'

const axeSource = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

/** Serious and critical faults that axe-core finds on what is shown now, or in one part of it, with the elements that have them. */
export async function violations(page: Page, within = ':root'): Promise<string[]> {
  await page.evaluate(axeSource)
  const results = await page.evaluate((include) => (window as unknown as { axe: typeof axe }).axe.run({ include }), within)
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

/** Looks for them in light and dark, on a desk and on a phone, without loading anything anew. `what` is shown, for whoever reads a failure. */
export async function expectAccessible(page: Page, what: string, within?: string) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 })
      expect(await violations(page, within), `${what}, ${colorScheme}, ${width}`).toEqual([])
    }
  }
}
