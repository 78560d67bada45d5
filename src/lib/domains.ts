const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/** A domain as it is compared: lower case, in the letters of the wire ("bücher.example" is "xn--bcher-kva.example"); else null. */
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

/** Reads domains that stand between commas, blanks or line ends, each once; what is no domain is given back as it was typed. */
export function readDomains(text: string): { domains: string[]; unreadable: string[] } {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '')
  const read = words.map((word) => ({ word, domain: readDomain(word) }))
  return {
    domains: [...new Set(read.flatMap(({ domain }) => domain ?? []))],
    unreadable: read.flatMap(({ word, domain }) => (domain === null ? [word] : [])),
  }
}

/**
 * Whether an address, or a domain by itself, belongs to none of the organization's domains and is not below one. Where no domains
 * are known, or the address cannot be read, nobody can tell: then false.
 */
export function isOutside(address: string, ownDomains: readonly string[]): boolean {
  const domain = readDomain(address.slice(address.lastIndexOf('@') + 1))
  const own = ownDomains.flatMap((one) => readDomain(one) ?? [])
  if (domain === null || own.length === 0) return false
  return !own.some((one) => domain === one || domain.endsWith(`.${one}`))
}
