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
