import type { Journey } from '../journey.ts'
import { createVisitor } from '../visitor.ts'

/** Not packed by the SDK: the rows of Leaf & Kettle play parts of these visits. */
const recording = { compress_events: false }

export function teaVisit(name: string, title: string, visit: Journey['visit'], device?: Journey['device']): Journey {
  return { name: `tea/${name}`, title, shop: 'tea', recording, visit, ...(device === undefined ? {} : { device }) }
}

export type Buyer = { name: string; email: string; street: string; town: string }

type Order = Buyer & { search: string; tea: string; slug: string; quantity: string; also: string; seed: number }

export const order = (name: string, title: string, bought: Order) =>
  teaVisit(name, title, async ({ context, origin }) => {
    const page = await context.newPage()
    const { open, arrive, click, look, pause, scroll, type } = createVisitor(page, origin, bought.seed)
    await open('/')
    await pause(1200)
    await click(page.getByRole('link', { name: 'Shop new arrivals' }))
    await look(page.getByRole('link', { name: 'Gyokuro' }).first())
    await pause(1100)
    await type(page.getByRole('searchbox'), bought.search)
    await pause(900)
    await click(page.locator('.card').getByRole('link', { name: bought.tea }).first())
    await arrive(`/products/${bought.slug}`)
    await pause(2600)
    await page.getByLabel('Quantity').selectOption(bought.quantity)
    await click(page.getByRole('button', { name: 'Add to basket' }))
    await pause(1500)
    await click(page.getByRole('navigation', { name: 'Shop' }).getByRole('link', { name: 'Teapots' }))
    await arrive('/collections/teapots')
    await scroll(300)
    await pause(2200)
    await click(page.locator('.card', { hasText: bought.also }).getByRole('button', { name: 'Add' }))
    await pause(900)
    await click(page.getByRole('link', { name: 'Basket' }))
    await arrive('/cart')
    await pause(2000)
    await click(page.getByRole('link', { name: 'Go to checkout' }))
    await arrive('/checkout')
    await type(page.getByLabel('Full name'), bought.name)
    await type(page.getByLabel('E-mail'), bought.email)
    await type(page.getByLabel('Street and number'), bought.street)
    await type(page.getByLabel('Town'), bought.town)
    await click(page.getByLabel('Express, tomorrow'))
    await type(page.getByLabel('Card number'), '4000 0000 0000 0077')
    await pause(1000)
    await click(page.getByRole('button', { name: 'Place order' }))
    await arrive('/thank-you')
    await pause(2500)
  })

type Joining = { name: string; mailbox: string; domain: string; password: string; rest: string; drinks: string; seed: number }

export const join = (name: string, title: string, member: Joining) =>
  teaVisit(name, title, async ({ context, origin }) => {
    const page = await context.newPage()
    const { open, click, look, pause, type } = createVisitor(page, origin, member.seed)
    await open('/join')
    await look(page.getByRole('heading', { name: 'Join the tea club' }))
    await pause(1400)
    const submit = page.getByRole('button', { name: 'Join', exact: true })
    await type(page.getByLabel('Your name'), member.name)
    await type(page.getByLabel('E-mail'), member.mailbox)
    await type(page.getByLabel('Password'), member.password)
    await click(submit)
    await page.getByText('This does not look like an e-mail address.').waitFor()
    await pause(2200)
    await type(page.getByLabel('E-mail'), `@${member.domain}`)
    await type(page.getByLabel('Password'), member.rest)
    await page.getByLabel('What do you drink most?').selectOption(member.drinks)
    await click(page.getByLabel('I accept the rules'))
    await click(submit)
    await page.getByText('locked for a moment').waitFor()
    await pause(3200)
    await click(submit)
    await page.getByText('You are member').waitFor()
    await pause(2200)
  })

type Compared = {
  collection: string
  glance: string
  first: string
  firstSlug: string
  other: string
  otherSlug: string
  seed: number
}

export const browse = (name: string, title: string, compared: Compared) =>
  teaVisit(name, title, async ({ context, origin }) => {
    const page = await context.newPage()
    const { open, arrive, click, look, pause, scroll } = createVisitor(page, origin, compared.seed)
    await open(`/collections/${compared.collection}`)
    await scroll(260)
    await pause(1800)
    await look(page.locator('.card', { hasText: compared.glance }))
    await pause(1200)
    await click(page.locator('.card').getByRole('link', { name: compared.first }).first())
    await arrive(`/products/${compared.firstSlug}`)
    await pause(3400)
    await page.goBack()
    await arrive(`/collections/${compared.collection}`)
    await pause(1300)
    await click(page.locator('.card').getByRole('link', { name: compared.other }).first())
    await arrive(`/products/${compared.otherSlug}`)
    await pause(2600)
    await page.getByLabel('Quantity').selectOption('3')
    await pause(1400)
    await page.getByLabel('Quantity').selectOption('1')
    await click(page.getByRole('button', { name: 'Add to basket' }))
    await pause(1600)
    await click(page.getByRole('link', { name: 'Basket' }))
    await arrive('/cart')
    await pause(2400)
    await click(page.getByRole('link', { name: 'Leaf & Kettle' }))
    await arrive('/')
    await scroll(480)
    await pause(1500)
  })

export const read = teaVisit('read', 'Reads how to brew gyokuro', async ({ context, origin }) => {
  const page = await context.newPage()
  const { open, arrive, click, pause, scroll } = createVisitor(page, origin, 109)
  await open('/journal/how-to-brew-gyokuro')
  for (const [turn, pixels] of [160, 190, 150, 210].entries()) {
    await pause(4200 + turn * 900)
    await scroll(pixels)
  }
  await pause(3200)
  await click(page.getByRole('button', { name: 'Yes, thank you' }))
  await pause(1200)
  await click(page.getByRole('link', { name: 'The gyokuro we use' }))
  await arrive('/products/gyokuro-50g')
  await pause(3600)
  await click(page.getByRole('button', { name: 'Add to basket' }))
  await pause(1700)
  await click(page.getByRole('navigation', { name: 'Shop' }).getByRole('link', { name: 'Teapots' }))
  await arrive('/collections/teapots')
  await scroll(240)
  await pause(2600)
})

type Refused = Buyer & { slug: string; coupon: string; seed: number }

export const declined = (name: string, title: string, refused: Refused) =>
  teaVisit(name, title, async ({ context, origin }) => {
    const page = await context.newPage()
    const { open, arrive, click, pause, type } = createVisitor(page, origin, refused.seed)
    await open(`/products/${refused.slug}`)
    await pause(2400)
    await click(page.getByRole('button', { name: 'Add to basket' }))
    await pause(1200)
    await click(page.getByRole('link', { name: 'Basket' }))
    await arrive('/cart')
    await pause(1400)
    await click(page.getByRole('link', { name: 'Go to checkout' }))
    await arrive('/checkout')
    await type(page.getByLabel('Full name'), refused.name)
    await type(page.getByLabel('E-mail'), refused.email)
    await type(page.getByLabel('Coupon'), refused.coupon)
    await click(page.getByRole('button', { name: 'Apply' }))
    await page.getByText('This coupon has expired.').waitFor()
    await pause(2200)
    await type(page.getByLabel('Street and number'), refused.street)
    await type(page.getByLabel('Town'), refused.town)
    await type(page.getByLabel('Card number'), '4000 0000 0000 0002')
    await click(page.getByRole('button', { name: 'Place order' }))
    await page.getByText('Your card was declined.').waitFor()
    await pause(3500)
    await click(page.getByRole('button', { name: 'Place order' }))
    await pause(900)
    await click(page.getByRole('button', { name: 'Place order' }))
    await pause(2600)
    await click(page.getByRole('link', { name: 'Basket' }))
    await arrive('/cart')
    await pause(1800)
  })

export const orders = teaVisit('orders', 'Looks for a parcel and sends something back', async ({ context, origin }) => {
  const page = await context.newPage()
  const { open, arrive, click, look, pause, scroll } = createVisitor(page, origin, 127)
  await open('/account/orders')
  await pause(1800)
  await click(page.getByRole('button', { name: 'Track' }).nth(0))
  await pause(2600)
  await click(page.getByRole('button', { name: 'Track' }).nth(2))
  await pause(2100)
  await look(page.getByRole('cell', { name: 'Returned' }))
  await click(page.getByRole('link', { name: 'Return something' }))
  await arrive('/help/returns')
  await pause(4300)
  await scroll(200)
  await click(page.getByRole('button', { name: 'Get a return label' }))
  await pause(2400)
  await click(page.getByRole('link', { name: 'Leaf & Kettle' }))
  await arrive('/')
  await pause(1900)
})

export const gift = teaVisit('gift', 'Presses a broken button again and again', async ({ context, origin }) => {
  const page = await context.newPage()
  const { open, click, clickFast, pause, type } = createVisitor(page, origin, 181)
  await open('/products/jasmine-pearls')
  await pause(2300)
  await open('/gift-cards')
  await pause(1900)
  await click(page.getByLabel('£30'))
  await type(page.getByLabel('Your words'), 'Happy birthday')
  await pause(700)
  await click(page.getByRole('button', { name: 'Preview the card' }))
  await pause(2400)
  await click(page.getByRole('button', { name: 'Looks good' }))
  await pause(1100)
  const send = page.getByRole('button', { name: 'Send the gift card' })
  await click(send)
  await pause(3200)
  await clickFast(send, 5)
  await pause(3600)
  await click(page.getByRole('button', { name: 'Preview the card' }))
  await pause(1500)
  await click(page.getByRole('button', { name: 'Looks good' }))
  await pause(900)
  await clickFast(send, 4)
  await pause(3400)
})

export const tabs = teaVisit('tabs', 'Reads the brewing guide in a second tab', async ({ context, origin }) => {
  const shopPage = await context.newPage()
  const inShop = createVisitor(shopPage, origin, 131)
  await inShop.open('/products/travel-gaiwan')
  await inShop.pause(1800)
  const opening = context.waitForEvent('page')
  await inShop.click(shopPage.getByRole('link', { name: 'Brewing guide' }))
  const journalPage = await opening
  const inJournal = createVisitor(journalPage, origin, 137)
  await inJournal.arrive('/journal/how-to-brew-gyokuro')
  await journalPage.bringToFront()
  await inJournal.pause(2500)
  await inJournal.scroll(380)
  await inJournal.pause(4100)
  await inJournal.scroll(420)
  await inJournal.pause(1700)
  await shopPage.bringToFront()
  await inShop.click(shopPage.getByRole('button', { name: 'Add to basket' }))
  await inShop.pause(1600)
  await inShop.click(shopPage.getByRole('link', { name: 'Basket' }))
  await inShop.arrive('/cart')
  await inShop.pause(2300)
})
