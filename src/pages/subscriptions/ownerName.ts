import type { Creator } from '#api/subscriptions/subscriptions.ts'

/** Null without an owner. */
export function ownerName(creator: Creator | null | undefined): string | null {
  if (!creator) return null
  const name = [creator.firstName, creator.lastName].filter(Boolean).join(' ').trim()
  return name || creator.email || (creator.id === null ? null : `User ${creator.id}`)
}
