import type { Owner } from './account.ts'

/** "Ada Lovelace (ada@example.com)", or the part that is known; null if none is. */
export function ownerName({ firstName, lastName, email }: Owner): string | null {
  const name = [firstName, lastName].filter(Boolean).join(' ')
  if (name && email) return `${name} (${email})`
  return name || email
}
