import { readDomain } from '#lib/domains.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'

/** Anyone can have an address there. */
const publicProviders = new Set([
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'yahoo.com',
  'icloud.com',
  'proton.me',
])

function domainOf(email: string): string | null {
  return readDomain(email.slice(email.lastIndexOf('@') + 1))
}

/**
 * The domain of the key's owner, otherwise the one of most people who made subscriptions, who are members of the organization. Null
 * if there is none but those of public mail providers.
 */
export function guessDomain(ownerEmail: string | null, all: readonly AnalyzedSubscription[]): string | null {
  const counts = new Map<string, number>()
  for (const { subscription } of all) {
    const domain = domainOf(subscription.createdBy?.email ?? '')
    if (domain !== null) counts.set(domain, (counts.get(domain) ?? 0) + 1)
  }
  const byCount = [...counts].toSorted(([, one], [, other]) => other - one).map(([domain]) => domain)
  const candidates = [...(ownerEmail === null ? [] : [domainOf(ownerEmail)]), ...byCount]
  return candidates.find((domain) => domain !== null && !publicProviders.has(domain)) ?? null
}
