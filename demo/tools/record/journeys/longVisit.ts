import type { Journey } from '../journey.ts'
import { createVisitor } from '../visitor.ts'

const minute = 60_000

/** Some minutes with two long absences; one outlasts the idle threshold, so that recording pauses and resumes. */
export const longVisit: Journey = {
  name: 'long-visit',
  title: 'Reads, goes for tea twice, and comes back',
  recording: { maskAllInputs: false, session_idle_threshold_ms: 90_000, full_snapshot_interval_millis: minute },
  async visit({ context, origin }) {
    const page = await context.newPage()
    const { open, arrive, click, look, pause, scroll, type } = createVisitor(page, origin, 41)
    await open('/')
    await scroll(420)
    await pause(2500)
    await scroll(-420)
    await click(page.getByRole('link', { name: 'Journal' }))
    await arrive('/journal/sharpening-secateurs')
    for (const [turn, milliseconds] of [180, 160, 200].entries()) {
      await pause(5500 + turn * 1500)
      await scroll(milliseconds)
    }
    await pause(0.75 * minute)
    await look(page.getByRole('heading', { name: 'Oil and put together' }))
    await scroll(300)
    await pause(7000)
    await click(page.getByRole('link', { name: 'The whetstone we use' }))
    await arrive('/products/whetstone')
    await pause(4000)
    await click(page.getByRole('button', { name: 'Add to basket' }))
    await pause(2.2 * minute)
    await look(page.getByRole('heading', { name: 'Whetstone' }))
    await pause(1500)
    await click(page.getByRole('link', { name: 'Larch & Pine' }))
    await arrive('/')
    await type(page.getByRole('searchbox'), 'pot')
    await pause(3000)
    await click(page.locator('.card', { hasText: 'Terracotta' }).getByRole('button', { name: 'Add' }))
    await click(page.getByRole('link', { name: 'Basket' }))
    await arrive('/cart')
    await pause(4000)
    await look(page.getByRole('link', { name: 'Go to checkout' }))
  },
}
