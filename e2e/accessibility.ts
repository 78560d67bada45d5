import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type axe from 'axe-core'

const axeSource = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

/**
 * Serious and critical faults that axe-core finds on what is shown now, or in one part of it, with the elements that have them.
 * `rules` narrows what is looked for.
 */
export async function violations(page: Page, within = ':root', rules?: string[]): Promise<string[]> {
  await page.evaluate(axeSource)
  const results = await page.evaluate(
    ([include, only]) => {
      const options = only ? { runOnly: { type: 'rule' as const, values: only } } : {}
      return (window as unknown as { axe: typeof axe }).axe.run({ include: [include] }, options)
    },
    [within, rules] as const,
  )
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

/** Whatever fades or moves stands still. */
async function settled(page: Page) {
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
        .map(({ finished }) => finished),
    ),
  )
}

const schemes = ['light', 'dark'] as const
export const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]

/** Faults of what is shown in light and in dark, which differ in nothing but colours. */
export async function faultsInBothSchemes(page: Page, within?: string): Promise<string[]> {
  const faults: string[] = []
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
    await settled(page)
    const found = await violations(page, within, colorScheme === 'dark' ? ['color-contrast'] : undefined)
    faults.push(...found.map((fault) => `${colorScheme}: ${fault}`))
  }
  return faults
}

/** The same on a phone and then on a wide screen, and what makes the page scroll sideways there. */
export async function faultsEverywhere(page: Page, within?: string): Promise<string[]> {
  const faults: string[] = []
  for (const size of sizes.toReversed()) {
    await page.setViewportSize(size)
    const found = await faultsInBothSchemes(page, within)
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    faults.push(...[...found, ...(wider > 0 ? [`${wider} pixels too wide`] : [])].map((fault) => `${size.width}: ${fault}`))
  }
  return faults
}
