import type { Journey } from '../journey.ts'
import { createVisitor } from '../visitor.ts'

export const phoneVisit: Journey = {
  name: 'phone-visit',
  title: 'Shops with a thumb',
  recording: { maskAllInputs: false },
  device: {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 3,
    isMobile: true,
    hasTouch: true,
    userAgent:
      'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
  },
  async visit({ context, origin }) {
    const page = await context.newPage()
    const { open, arrive, pause, swipe, tap } = createVisitor(page, origin, 71)
    await open('/')
    await swipe(360)
    await pause(900)
    await swipe(420)
    await tap(page.getByRole('button', { name: 'Pots' }))
    await pause(1000)
    await tap(page.locator('.card', { hasText: 'Seed tray' }).getByRole('button', { name: 'Add' }))
    await pause(700)
    await tap(page.getByRole('button', { name: 'Menu' }))
    await pause(800)
    await tap(page.getByRole('link', { name: 'Journal' }))
    await arrive('/journal/sharpening-secateurs')
    for (let turn = 0; turn < 4; turn += 1) {
      await pause(1800)
      await swipe(430)
    }
    await tap(page.getByRole('button', { name: 'Yes, thank you' }))
    await pause(800)
    await tap(page.getByRole('link', { name: 'Basket' }))
    await arrive('/cart')
    await pause(2000)
    await tap(page.getByRole('button', { name: 'Remove Seed tray' }))
    await pause(1500)
  },
}
