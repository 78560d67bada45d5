import type { Page } from '@playwright/test'
import { type Desk, expect } from './desk.ts'

/** What stands in the frame that shows the recorded page. */
export type Shown = { text: string; values: string[]; sandboxes: (string | null)[]; scripts: number }

export function recordingPage(id: string, seconds?: number): string {
  return `/project/1/recordings/${encodeURIComponent(id)}${seconds === undefined ? '' : `?t=${seconds}`}`
}

/** Opens a recording's page on the demo project, already connected. */
export async function openReplay(desk: Desk, id: string, seconds?: number) {
  await desk.exploreDemo()
  await desk.open(recordingPage(id, seconds))
  await ready(desk.page)
}

/** The player is there and has come to rest where it was asked to. */
export async function ready(page: Page) {
  await expect(position(page)).toBeVisible()
  await expect(page.getByText('Loading the recording')).toHaveCount(0)
}

export function position(page: Page) {
  return page.getByRole('slider', { name: 'Position' })
}

/** Where the player stands, in seconds. */
export async function secondsOf(page: Page): Promise<number> {
  return Number(await position(page).inputValue())
}

/** Goes to a time in seconds, exactly. */
export async function seek(page: Page, seconds: number) {
  await position(page).evaluate((input: HTMLInputElement, value) => {
    // As a person's hand on the slider: React hears of a value that was set by the element's own setter.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, String(value))
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }, seconds)
}

/** What the recorded page looks like right now. Frames cannot run scripts, so they are read from outside. */
export async function shown(page: Page): Promise<Shown> {
  return page.evaluate(() => {
    const stage = document.querySelector<HTMLIFrameElement>('iframe[title="Recorded page"]')?.contentDocument
    const wrapper = [...(stage?.querySelectorAll<HTMLElement>('.replayer-wrapper') ?? [])].find(({ hidden }) => !hidden)
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

/** Waits until some words stand on the recorded page. */
export async function expectShown(page: Page, words: string) {
  await expect.poll(async () => (await shown(page)).text).toContain(words)
}
