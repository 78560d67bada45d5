import type { Hono } from 'hono'

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
export function addShopApi(app: Hono): void {
  let membersAsked = 0
  app.get('/api/jobs', (context) => context.json(listJobs()))
  app.post('/api/orders', (context) => context.json({ number: 'LP-20418' }, 201))
  app.post('/api/members', (context) => {
    membersAsked += 1
    // The first try fails, so that the visitor meets an error and the console tells of it.
    if (membersAsked === 1) return context.json({ error: 'member book is locked' }, 503)
    return context.json({ number: 4711 }, 201)
  })
}
