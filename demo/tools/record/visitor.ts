import type { Locator, Page } from '@playwright/test'
import { createChance } from './chance.ts'

/** Somebody in front of one page: moves, hesitates and types as people do. Times are milliseconds. */
export type Visitor = {
  page: Page
  /** Opens a path of the shop and waits until it is being recorded. */
  open: (path: string) => Promise<void>
  /** Waits for the page that a click led to. */
  arrive: (path: string) => Promise<void>
  /** Looks at something: the pointer wanders there. */
  look: (target: Locator) => Promise<void>
  click: (target: Locator) => Promise<void>
  /** So many times within a second, as one who has lost patience. */
  clickFast: (target: Locator, times: number) => Promise<void>
  type: (target: Locator, text: string) => Promise<void>
  /** Scrolls by so many pixels, in small turns of the wheel. */
  scroll: (pixels: number) => Promise<void>
  /** Touches something with a finger. */
  tap: (target: Locator) => Promise<void>
  /** Draws the page up by so many pixels with a finger. */
  swipe: (pixels: number) => Promise<void>
  /** Has seen enough: the hand goes to the top of the window, a thumb draws once more. */
  turnAway: () => Promise<void>
  /** Reads or thinks. This is what the visitor does, not a wait for the page. */
  pause: (milliseconds: number) => Promise<void>
}

export function createVisitor(page: Page, origin: string, seed = 1): Visitor {
  const chance = createChance(seed)
  let x = 400
  let y = 300

  async function isRecorded(): Promise<void> {
    await page.waitForFunction('window.posthog?.sessionRecordingStarted?.() === true')
  }

  async function open(path: string): Promise<void> {
    await page.goto(`${origin}${path}`)
    await isRecorded()
  }

  async function arrive(path: string): Promise<void> {
    await page.waitForURL(`${origin}${path}`)
    await isRecorded()
  }

  async function moveTo(toX: number, toY: number): Promise<void> {
    const distance = Math.hypot(toX - x, toY - y)
    const steps = Math.max(4, Math.round(distance / 18))
    const bend = (chance() - 0.5) * distance * 0.3
    const [fromX, fromY] = [x, y]
    for (let step = 1; step <= steps; step += 1) {
      const share = step / steps
      const eased = share * share * (3 - 2 * share)
      const aside = Math.sin(Math.PI * share) * bend
      x = fromX + (toX - fromX) * eased + aside * 0.4
      y = fromY + (toY - fromY) * eased + aside
      await page.mouse.move(x, y)
      await page.waitForTimeout(12)
    }
  }

  async function look(target: Locator): Promise<void> {
    await target.scrollIntoViewIfNeeded()
    const box = await target.boundingBox()
    if (box === null) throw new Error(`There is nothing to look at: ${String(target)}`)
    await moveTo(box.x + box.width * (0.35 + chance() * 0.3), box.y + box.height * (0.35 + chance() * 0.3))
  }

  async function click(target: Locator): Promise<void> {
    await look(target)
    await page.waitForTimeout(120 + chance() * 200)
    await page.mouse.down()
    await page.waitForTimeout(60 + chance() * 50)
    await page.mouse.up()
  }

  async function clickFast(target: Locator, times: number): Promise<void> {
    await look(target)
    for (let left = times; left > 0; left -= 1) {
      await page.mouse.down()
      await page.mouse.up()
      await page.waitForTimeout(90 + chance() * 40)
    }
  }

  async function type(target: Locator, text: string): Promise<void> {
    await click(target)
    for (const letter of text) {
      await page.keyboard.type(letter)
      await page.waitForTimeout(60 + chance() * 120)
    }
  }

  async function scroll(pixels: number): Promise<void> {
    const turns = Math.max(1, Math.round(Math.abs(pixels) / 60))
    for (let turn = 0; turn < turns; turn += 1) {
      await page.mouse.wheel(0, pixels / turns)
      await page.waitForTimeout(50 + chance() * 60)
    }
  }

  async function swipe(pixels: number): Promise<void> {
    const devtools = await page.context().newCDPSession(page)
    const gesture = { x: 180 + chance() * 60, y: 620, yDistance: -pixels, speed: 900 }
    await devtools.send('Input.synthesizeScrollGesture', { ...gesture, gestureSourceType: 'touch' })
    await devtools.detach()
  }

  async function turnAway(): Promise<void> {
    const hasTouch = await page.evaluate<boolean>('navigator.maxTouchPoints > 0')
    await (hasTouch ? swipe(60) : moveTo(x + 200, 2))
  }

  return {
    page,
    open,
    arrive,
    look,
    click,
    clickFast,
    type,
    scroll,
    swipe,
    turnAway,
    tap: (target) => target.tap(),
    pause: (milliseconds) => page.waitForTimeout(milliseconds),
  }
}
