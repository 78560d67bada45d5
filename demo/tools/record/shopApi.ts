import type { Hono } from 'hono'

export type ShopName = 'garden' | 'tea'

const declinedCard = '0002'

const works = [
  'Sharpen secateurs',
  'New ash handle',
  'Solder a watering can',
  'Oil and tighten shears',
  'Grind a spade',
  'Rivet a trug',
]
const customers = ['Ada Birkett', 'Jonas Wray', 'Mei Sand', 'Tom Ulverston', 'Rosa Kent', 'Idris Vale', 'Kit Langdale']
const states = ['Waiting', 'Waiting', 'On the bench', 'Ready']

function listJobs() {
  return Array.from({ length: 36 }, (_, index) => ({
    number: 501 + index,
    what: works[(index * 5) % works.length],
    who: customers[(index * 3) % customers.length],
    state: states[index % states.length],
  }))
}

/** The few calls that the shop's own pages make. */
export function addShopApi(app: Hono, shop: ShopName): void {
  let membersAsked = 0
  app.get('/api/jobs', (context) => context.json(listJobs()))
  app.post('/api/orders', async (context) => {
    const { card } = await context.req.json<{ card?: string }>()
    if (card === declinedCard) return context.json({ error: 'card_declined' }, 402)
    return context.json({ number: shop === 'tea' ? 'LK-20418' : 'LP-20418' }, 201)
  })
  app.get('/api/coupons/:code', (context) => context.json({ error: 'coupon has expired' }, 410))
  app.get('/api/parcels/:number', (context) =>
    context.req.param('number') === 'LK-18106' ? context.json({ error: 'not found' }, 404) : context.json({ left: 'neighbour' }),
  )
  app.post('/api/members', (context) => {
    membersAsked += 1
    // The first try fails, so that the visitor meets an error and the console tells of it.
    if (membersAsked === 1) return context.json({ error: 'member book is locked' }, 503)
    return context.json({ number: 4711 }, 201)
  })
}
