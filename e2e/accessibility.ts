import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
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
