import type { Journey } from '../journey.ts'
import { createVisitor } from '../visitor.ts'

export const workshopBoard: Journey = {
  name: 'workshop-board',
  title: 'Moves jobs on a busy board',
  recording: { maskAllInputs: false },
  async visit({ context, origin }) {
    const page = await context.newPage()
    const { open, click, pause, scroll, type } = createVisitor(page, origin, 53)
    await open('/workshop')
    await page.getByRole('heading', { name: 'On the bench' }).waitFor()
    await pause(1500)
    for (const number of [501, 505, 509]) {
      await click(page.getByRole('button', { name: `Move ${number} to On the bench` }))
      await pause(700)
    }
    await type(page.getByRole('searchbox'), 'spade')
    await pause(1200)
    for (let letter = 0; letter < 5; letter += 1) await page.keyboard.press('Backspace', { delay: 60 })
    await click(page.getByRole('link', { name: 'List', exact: true }))
    await page.getByRole('columnheader', { name: 'For whom' }).waitFor()
    await scroll(600)
    await pause(1500)
    await click(page.getByRole('cell', { name: '520', exact: true }))
    await type(page.getByLabel('Note'), 'Blade is bent, call before grinding.')
    await pause(900)
    await page.goBack()
    await page.getByRole('columnheader', { name: 'For whom' }).waitFor()
    await click(page.getByRole('link', { name: 'Board', exact: true }))
    for (const number of [501, 505, 503]) {
      await click(page.getByRole('button', { name: `Move ${number} to Ready` }))
      await pause(600)
    }
    await scroll(-800)
    await type(page.getByRole('searchbox'), 'mei sand')
    await pause(2500)
  },
}
