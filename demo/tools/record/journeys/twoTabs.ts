import type { Journey } from '../journey.ts'
import { createVisitor } from '../visitor.ts'

/** Inputs stay masked here, as the SDK does by default, and nobody says who they are. */
export const twoTabs: Journey = {
  name: 'two-tabs',
  title: 'Reads in a second tab and comes back',
  async visit({ context, origin }) {
    const shopPage = await context.newPage()
    const inShop = createVisitor(shopPage, origin, 31)
    await inShop.open('/products/secateurs')
    await inShop.pause(1200)
    const opening = context.waitForEvent('page')
    await inShop.click(shopPage.getByRole('link', { name: 'How to care for your tools' }))
    const journalPage = await opening
    const inJournal = createVisitor(journalPage, origin, 37)
    await inJournal.arrive('/journal/sharpening-secateurs')
    await journalPage.bringToFront()
    await inJournal.pause(1500)
    await inJournal.scroll(420)
    await inJournal.pause(2500)
    await inJournal.scroll(600)
    await inJournal.click(journalPage.getByRole('button', { name: 'Yes, thank you' }))
    await inJournal.pause(900)
    await shopPage.bringToFront()
    await inShop.click(shopPage.getByRole('button', { name: 'Add to basket' }))
    await inShop.pause(800)
    await inShop.click(shopPage.getByRole('link', { name: 'Larch & Pine' }))
    await inShop.arrive('/')
    await inShop.type(shopPage.getByRole('searchbox'), 'stone')
    await inShop.pause(700)
    await journalPage.bringToFront()
    await inJournal.click(journalPage.getByRole('link', { name: 'The whetstone we use' }))
    await inJournal.arrive('/products/whetstone')
    await inJournal.pause(1500)
    await inJournal.click(journalPage.getByRole('button', { name: 'Add to basket' }))
    await inJournal.pause(1200)
  },
}
