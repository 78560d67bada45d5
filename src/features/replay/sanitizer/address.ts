/** What an address in a recorded page would lead to. */
export type Destination =
  /** Nowhere, or to a place in the page itself; `asks` where a picture or frame of that address would ask for the page again. */
  | { kind: 'here'; asks: boolean }
  /** Another server: its host, such as "cdn.example:8080". */
  | { kind: 'web'; host: string }
  /** What stands in the address itself; `isDocument` where it is markup, which is harmless only as a picture. */
  | { kind: 'data'; isDocument: boolean }
  /** Something that a page kept in memory, which is gone. */
  | { kind: 'blob' }
  /** This very server, a script, or something unknown. */
  | { kind: 'danger' }

/** What a page may carry in its own addresses: pictures and type faces, which is all that the stage's policy shows. */
const carried = /^(?:(?:image|font)\/[\w.+-]+|application\/(?:x-)?font[\w.+-]*|application\/(?:vnd\.ms-fontobject|octet-stream))$/

/** Enough of an address to know it by: pictures in addresses have megabytes. */
const longestHead = 4096

/** Browsers drop these anywhere in an address, and spaces and control characters around it. */
const dropped = /[\t\n\r]/g
// oxlint-disable-next-line no-control-regex -- control characters are what hostile addresses begin with
const leading = /^[\u0000-\u0020]+/
// oxlint-disable-next-line no-control-regex -- see above
const trailing = /[\u0000-\u0020]+$/

function dataDestination(head: string): Destination {
  const type = /^data:([^,;]*)/i.exec(head)?.[1]?.trim().toLowerCase() ?? ''
  return carried.test(type) ? { kind: 'data', isDocument: /xml/.test(type) } : { kind: 'danger' }
}

/** A host as policies may name it: others, such as "*", would say something else there. */
export const plainHost = /^(?:[\w-]+\.)*[\w-]+\.?(?::\d{1,5})?$|^\[[\da-f:.]+\](?::\d{1,5})?$/i

function webDestination(address: string, ownHost: string): Destination {
  try {
    const { host } = new URL(address)
    return host === ownHost || !plainHost.test(host) ? { kind: 'danger' } : { kind: 'web', host }
  } catch {
    return { kind: 'danger' }
  }
}

/**
 * Where an address leads, as a browser reads it. Only what is known to be harmless is let be: recorders write whole addresses, so
 * one that is relative could only mean the server of this page, whose host is `ownHost`.
 */
export function destinationOf(text: string, ownHost: string): Destination {
  const head = text.replace(leading, '').slice(0, longestHead).replace(dropped, '').replace(trailing, '')
  if (head === '' || head.startsWith('#')) return { kind: 'here', asks: text !== '' }
  if (/^about:blank$/i.test(head)) return { kind: 'here', asks: false }
  if (/^https?:\/\/[^/\\]/i.test(head)) return webDestination(head, ownHost)
  if (/^\/\/[^/\\]/.test(head)) return webDestination(`http:${head}`, ownHost)
  if (/^data:/i.test(head)) return dataDestination(head)
  return /^blob:/i.test(head) ? { kind: 'blob' } : { kind: 'danger' }
}

const namedEntities: Record<string, string> = { colon: ':', tab: '\t', newline: '\n', lpar: '(', sol: '/' }

function withoutEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(colon|tab|newline|lpar|sol));?/gi,
    (whole, decimal, hexadecimal, name) => {
      if (typeof name === 'string') return namedEntities[name.toLowerCase()] ?? whole
      const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hexadecimal), 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : ''
    },
  )
}

const script = /^(?:javascript|vbscript|livescript|mocha):|^data:(?:text\/html|application\/xhtml|[^,]*script)/i

/** Whether a value would run as a script where it is taken for an address, however it is dressed up. */
export function isScriptAddress(text: string): boolean {
  const head = withoutEntities(text.replace(leading, '').slice(0, longestHead))
  return script.test(
    Array.from(head)
      .filter((character) => character > ' ')
      .join(''),
  )
}
