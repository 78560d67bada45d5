import type { Hono } from 'hono'

/** The few calls that the shop's own pages make. */
export function addShopApi(app: Hono): void {
  let membersAsked = 0
  app.post('/api/orders', (context) => context.json({ number: 'LP-20418' }, 201))
  app.post('/api/members', (context) => {
    membersAsked += 1
    // The first try fails, so that the visitor meets an error and the console tells of it.
    if (membersAsked === 1) return context.json({ error: 'member book is locked' }, 503)
    return context.json({ number: 4711 }, 201)
  })
}
