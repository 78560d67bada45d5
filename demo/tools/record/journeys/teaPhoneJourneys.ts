import { createVisitor } from '../visitor.ts'
import { type Buyer, teaVisit } from './teaJourneys.ts'

const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 3,
  isMobile: true,
  hasTouch: true,
  userAgent:
    'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
}

export const phoneBrowse = teaVisit(
  'phone-browse',
  'Looks around with a thumb',
  async ({ context, origin }) => {
    const page = await context.newPage()
    const { open, arrive, pause, swipe, tap } = createVisitor(page, origin, 139)
    await open('/')
    await pause(900)
    await swipe(380)
    await pause(1100)
    await tap(page.getByRole('button', { name: 'Teapots' }))
    await pause(1500)
    await swipe(260)
    await tap(page.locator('.card', { hasText: 'Glass teapot' }).getByRole('button', { name: 'Add' }))
    await pause(900)
    await tap(page.getByRole('button', { name: 'Menu' }))
    await pause(800)
    await tap(page.getByRole('link', { name: 'Journal' }))
    await arrive('/journal/how-to-brew-gyokuro')
    for (let turn = 0; turn < 3; turn += 1) {
      await pause(2300)
      await swipe(430)
    }
    await tap(page.getByRole('link', { name: 'Basket' }))
    await arrive('/cart')
    await pause(2000)
    await tap(page.getByRole('button', { name: 'Remove Glass teapot' }))
    await pause(1500)
  },
  phone,
)

type PhoneOrder = Buyer & { slug: string; seed: number }

export const phoneOrder = (name: string, title: string, bought: PhoneOrder) =>
  teaVisit(
    name,
    title,
    async ({ context, origin }) => {
      const page = await context.newPage()
      const { open, arrive, pause, swipe, tap } = createVisitor(page, origin, bought.seed)
      async function fill(label: string, text: string) {
        await tap(page.getByLabel(label))
        await page.keyboard.type(text, { delay: 110 })
      }
      await open(`/products/${bought.slug}`)
      await pause(1800)
      await swipe(240)
      await tap(page.getByRole('button', { name: 'Add to basket' }))
      await pause(1300)
      await tap(page.getByRole('link', { name: 'Basket' }))
      await arrive('/cart')
      await pause(1600)
      await tap(page.getByRole('link', { name: 'Go to checkout' }))
      await arrive('/checkout')
      await fill('Full name', bought.name)
      await fill('E-mail', bought.email)
      await fill('Street and number', bought.street)
      await fill('Town', bought.town)
      await fill('Card number', '4000000000000077')
      await tap(page.getByRole('button', { name: 'Place order' }))
      await arrive('/thank-you')
      await pause(2200)
    },
    phone,
  )
