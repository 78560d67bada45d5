import type { Creator } from '#api/subscriptions/subscriptions.ts'

/** How an owner is spoken of; null where there is none. */
export function ownerName(creator: Creator | null | undefined): string | null {
  if (!creator) return null
  const name = [creator.firstName, creator.lastName].filter(Boolean).join(' ').trim()
  return name || creator.email || (creator.id === null ? null : `User ${creator.id}`)
}
