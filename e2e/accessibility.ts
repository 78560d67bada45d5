import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type axe from 'axe-core'

const axeSource = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

/**
 * Serious and critical faults that axe-core finds on what is shown now, or in one part of it, with the elements that have them.
 * `rules` narrows what is looked for.
 */
export async function violations(page: Page, within = ':root', rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
  const results = await page.evaluate(
    ([include, only]) =>
      (window as unknown as { axe: typeof axe }).axe.run(
        { include: [include] },
        {
          resultTypes: ['violations'], // describes no elements that pass
          preload: false, // fetches no style sheets, which only a rule for phones on their side reads
          ...(only && { runOnly: { type: 'rule' as const, values: only } }),
        },
      ),
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

export const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]

/** Faults of what is shown in one colour scheme: all kinds in light, and those of colours in dark. */
export async function faultsIn(page: Page, colorScheme: 'light' | 'dark', within?: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
  await settled(page)
  const found = await violations(page, within, colorScheme === 'dark' ? ['color-contrast'] : undefined)
  return found.map((fault) => `${colorScheme}: ${fault}`)
}

/** Faults of what is shown in light and in dark, which differ in nothing but colours. */
export async function faultsInBothSchemes(page: Page, within?: string): Promise<string[]> {
  return [...(await faultsIn(page, 'light', within)), ...(await faultsIn(page, 'dark', within))]
}

/**
 * The same on a phone and then on a wide screen, and what makes the page scroll sideways there. Colours don't depend on the width,
 * so dark is looked at on the wide screen only.
 */
export async function faultsEverywhere(page: Page, within?: string): Promise<string[]> {
  const faults: string[] = []
  for (const size of sizes.toReversed()) {
    await page.setViewportSize(size)
    const isPhone = size.width < 1000
    const found = await (isPhone ? faultsIn(page, 'light', within) : faultsInBothSchemes(page, within))
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    faults.push(...[...found, ...(wider > 0 ? [`${wider} pixels too wide`] : [])].map((fault) => `${size.width}: ${fault}`))
  }
  return faults
}
