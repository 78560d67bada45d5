import type { Journey } from '../journey.ts'
import { createVisitor } from '../visitor.ts'

export const joinForm: Journey = {
  name: 'join-form',
  title: 'Stumbles over the form of the club',
  recording: { maskAllInputs: false },
  async visit({ context, origin }) {
    const page = await context.newPage()
    const { open, click, look, pause, type } = createVisitor(page, origin, 23)
    await open('/join')
    await look(page.getByRole('heading', { name: 'Join the garden club' }))
    await pause(900)
    const join = page.getByRole('button', { name: 'Join', exact: true })
    await type(page.getByLabel('Your name'), 'Piet Okonkwo')
    await type(page.getByLabel('E-mail'), 'piet.okonkwo')
    await type(page.getByLabel('Password'), 'beans')
    await click(join)
    await page.getByText('This does not look like an e-mail address.').waitFor()
    await pause(2000)
    await type(page.getByLabel('E-mail'), '@allotment.example')
    await type(page.getByLabel('Password'), '-and-peas')
    await page.getByLabel('What do you grow on?').selectOption('allotment')
    await click(page.getByLabel('I accept the rules'))
    await click(join)
    await page.getByText('locked for a moment').waitFor()
    await pause(2500)
    await click(join)
    await page.getByText('You are member').waitFor()
    await pause(2000)
  },
}
