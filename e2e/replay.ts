import type { Page } from '@playwright/test'
import { type Desk, expect } from './desk.ts'

/** What the frame with the recorded page shows. */
export type Shown = { text: string; values: string[]; sandboxes: (string | null)[]; scripts: number }

export function recordingPage(id: string, seconds?: number): string {
  return `/project/1/recordings/${encodeURIComponent(id)}${seconds === undefined ? '' : `?t=${seconds}`}`
}

/** Connects to the demo project and opens a recording's page. */
export async function openReplay(desk: Desk, id: string, seconds?: number) {
  await desk.exploreDemo(recordingPage(id, seconds))
  await ready(desk.page)
}

/** Opens another recording from the page that is open, without loading the page again. */
export async function followReplay(desk: Desk, id: string, seconds?: number) {
  const { page } = desk
  const frame = page.locator('iframe[title="Recorded page"]')
  await frame.evaluateAll((frames) => frames.forEach((one) => one.setAttribute('data-before', '')))
  await desk.follow(recordingPage(id, seconds))
  await expect(page.locator('iframe[data-before]')).toHaveCount(0)
}

/** The player is visible and has loaded its position. */
export async function ready(page: Page) {
  await expect(position(page)).toBeVisible()
  await expect(page.getByText('Loading recording…')).toHaveCount(0)
}

export function position(page: Page) {
  return page.getByRole('slider', { name: 'Position' })
}

/** The player's position in seconds. */
export async function secondsOf(page: Page): Promise<number> {
  return Number(await position(page).inputValue())
}

export async function seek(page: Page, seconds: number) {
  await position(page).evaluate((input: HTMLInputElement, value) => {
    // React notices a value only if the element's own setter sets it.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, String(value))
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }, seconds)
}

/** Reads the recorded page from outside, since its frames cannot run scripts. */
export async function shown(page: Page): Promise<Shown> {
  return page.evaluate(() => {
    const frameDocument = document.querySelector<HTMLIFrameElement>('iframe[title="Recorded page"]')?.contentDocument
    const wrapper = [...(frameDocument?.querySelectorAll<HTMLElement>('.replayer-wrapper') ?? [])].find(({ hidden }) => !hidden)
    const outer = document.querySelector<HTMLIFrameElement>('iframe[title="Recorded page"]')
    const frame = wrapper?.querySelector('iframe')
    const recorded = frame?.contentDocument
    return {
      text: (recorded?.body?.innerText ?? '').replaceAll(/\s+/g, ' '),
      values: [...(recorded?.querySelectorAll<HTMLInputElement>('input, textarea, select') ?? [])].map(({ value }) => value),
      sandboxes: [outer, frame].map((one) => one?.getAttribute('sandbox') ?? null),
      scripts: recorded?.querySelectorAll('script, [onload], [onerror], [onclick], [srcdoc], base, meta[http-equiv]').length ?? 0,
    }
  })
}

/** Waits until the recorded page shows a text; returns what it shows then. */
export async function expectShown(page: Page, text: string): Promise<Shown> {
  let state = await shown(page)
  const next = async () => (state = await shown(page)).text
  if (!state.text.includes(text)) await expect.poll(next, { intervals: [50, 100, 250] }).toContain(text)
  return state
}
