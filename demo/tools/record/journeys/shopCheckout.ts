import type { Journey } from '../journey.ts'
import { createVisitor } from '../visitor.ts'

export const shopCheckout: Journey = {
  name: 'shop-checkout',
  title: 'Buys tulips and pays',
  recording: { maskAllInputs: false },
  async visit({ context, origin }) {
    const page = await context.newPage()
    const { open, arrive, click, look, pause, scroll, type } = createVisitor(page, origin, 11)
    await open('/')
    await click(page.getByRole('link', { name: 'See what is new' }))
    await pause(900)
    await look(page.getByRole('link', { name: 'Bypass secateurs' }).first())
    await click(page.getByRole('button', { name: 'Seeds and bulbs' }))
    await pause(1200)
    await click(page.getByRole('button', { name: 'All', exact: true }))
    await type(page.getByRole('searchbox'), 'tulip')
    await pause(700)
    await click(page.getByRole('link', { name: 'Tulip' }).first())
    await arrive('/products/tulip-negrita')
    await pause(1500)
    await page.getByLabel('Quantity').selectOption('2')
    await click(page.getByRole('button', { name: 'Add to basket' }))
    await page.getByText('is in your basket').waitFor()
    await pause(800)
    await click(page.getByRole('link', { name: 'Larch & Pine' }))
    await arrive('/')
    await scroll(500)
    await click(page.locator('.card', { hasText: 'Whetstone' }).getByRole('button', { name: 'Add' }))
    await click(page.locator('.card', { hasText: 'Hand fork' }).getByRole('button', { name: 'Add' }))
    await click(page.getByRole('link', { name: 'Basket' }))
    await arrive('/cart')
    await pause(1200)
    await click(page.getByRole('button', { name: 'Remove Hand fork' }))
    await pause(900)
    await click(page.getByRole('link', { name: 'Go to checkout' }))
    await arrive('/checkout')
    await type(page.getByLabel('Full name'), 'Maren Lindqvist')
    await type(page.getByLabel('E-mail'), 'maren@lindqvist.example')
    await type(page.getByLabel('Street and number'), '7 Quarry Rigg')
    await type(page.getByLabel('Town'), 'Bowness')
    await click(page.getByLabel('By bicycle, today'))
    await type(page.getByLabel('Card number'), '4000 0000 0000 0002')
    await pause(1000)
    await click(page.getByRole('button', { name: 'Place order' }))
    await arrive('/thank-you')
    await pause(2500)
  },
}
