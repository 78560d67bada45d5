import { notFound, Refusal } from '../host/answers.ts'
import type { Delivery } from '../data/subscriptions/subscriptionFacts.ts'

const size = 50

/** Where a page begins or, read backwards, ends: not the delivery at this moment, but the one beyond it. */
type Place = { at: number; backwards: boolean }

function readPlace(text: string): Place {
  const params = new URLSearchParams(Buffer.from(text, 'base64').toString())
  const at = Date.parse(params.get('p') ?? '')
  if (Number.isNaN(at)) throw new Refusal(notFound('Invalid cursor'))
  return { at, backwards: params.get('r') === '1' }
}

function addressOf(url: URL, { at, backwards }: Place): string {
  const params = new URLSearchParams({ ...(backwards ? { r: '1' } : {}), p: new Date(at).toISOString() })
  const address = new URL(url)
  address.searchParams.set('cursor', Buffer.from(params.toString()).toString('base64'))
  return address.href
}

/** Where among all the page begins. */
function firstOf(all: readonly Delivery[], place: Place | null): number {
  if (place === null) return 0
  if (place.backwards) return Math.max(0, all.filter(({ createdAt }) => createdAt > place.at).length - size)
  return all.filter(({ createdAt }) => createdAt >= place.at).length
}

/**
 * Fifty deliveries of a row that has the newest first, by the cursor in the address (posthog-api.md#f-pagination). Each must have
 * a moment of its own. Throws a 404 where the cursor cannot be read.
 */
export function deliveryPage(url: URL, all: readonly Delivery[]) {
  const cursor = url.searchParams.get('cursor')
  const place = cursor === null ? null : readPlace(cursor)
  const first = firstOf(all, place)
  const end = place?.backwards === true ? all.filter(({ createdAt }) => createdAt > place.at).length : first + size
  const results = all.slice(first, end)
  const [newest] = results
  const oldest = results.at(-1)
  return {
    next: oldest !== undefined && end < all.length ? addressOf(url, { at: oldest.createdAt, backwards: false }) : null,
    previous: newest !== undefined && first > 0 ? addressOf(url, { at: newest.createdAt, backwards: true }) : null,
    results,
  }
}
