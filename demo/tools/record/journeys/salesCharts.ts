import type { Journey } from '../journey.ts'
import { createVisitor } from '../visitor.ts'

export const salesCharts: Journey = {
  name: 'sales-charts',
  title: 'Looks at the takings of three months',
  async visit({ context, origin }) {
    const page = await context.newPage()
    const { open, click, look, pause, scroll } = createVisitor(page, origin, 67)
    await open('/sales')
    await pause(1000)
    await look(page.getByRole('img', { name: 'Takings by day' }))
    await pause(800)
    await click(page.getByRole('button', { name: '90 days' }))
    await pause(900)
    for (let turn = 0; turn < 3; turn += 1) {
      await look(page.getByRole('img', { name: 'Takings by day' }))
      await pause(700)
      await look(page.getByRole('heading', { name: 'Takings by day' }))
    }
    await click(page.getByRole('button', { name: '7 days' }))
    await pause(1000)
    await scroll(500)
    await look(page.getByRole('img', { name: 'Takings by kind' }))
    await click(page.getByRole('button', { name: 'Article' }))
    await pause(900)
    await click(page.getByRole('button', { name: 'Sold' }))
    await pause(1500)
    await scroll(-500)
    await click(page.getByRole('button', { name: '30 days' }))
    await pause(2000)
  },
}
