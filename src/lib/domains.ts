const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/** A domain in lower case and Punycode ("bücher.example" is "xn--bcher-kva.example"); null if it is not a domain. */
export function readDomain(text: string): string | null {
  const bare = text.trim().toLowerCase().replace(/^@/, '').replace(/\.$/, '')
  if (/[/?#@:\\]/.test(bare)) return null
  let host: string
  try {
    host = new URL(`https://${bare}`).host
  } catch {
    return null
  }
  const labels = host.split('.')
  const isDomain = labels.length > 1 && labels.every((one) => label.test(one)) && !/^\d+$/.test(labels.at(-1) ?? '')
  return isDomain ? host : null
}

/** Reads domains separated by commas, spaces or line breaks, without duplicates; `unreadable` has the others as typed. */
export function readDomains(text: string): { domains: string[]; unreadable: string[] } {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '')
  const read = words.map((word) => ({ word, domain: readDomain(word) }))
  return {
    domains: [...new Set(read.flatMap(({ domain }) => domain ?? []))],
    unreadable: read.flatMap(({ word, domain }) => (domain === null ? [word] : [])),
  }
}

/** Whether an address or domain is outside the organization's domains and their subdomains. False if either is unknown. */
export function isOutside(address: string, ownDomains: readonly string[]): boolean {
  const domain = readDomain(address.slice(address.lastIndexOf('@') + 1))
  const own = ownDomains.flatMap((one) => readDomain(one) ?? [])
  if (domain === null || own.length === 0) return false
  return !own.some((one) => domain === one || domain.endsWith(`.${one}`))
}
