/** What an address in a recorded page would lead to. */
export type Destination =
  /** Nowhere, or to a place in the page itself; `asks` where a picture or frame of that address would ask for the page again. */
  | { kind: 'same-page'; requestsPage: boolean }
  /** Another server: its host, such as "cdn.example:8080". */
  | { kind: 'web'; host: string }
  /** What stands in the address itself; `isDocument` where it is markup, which is harmless only as a picture. */
  | { kind: 'data'; isMarkup: boolean }
  /** Something that a page kept in memory, which is gone. */
  | { kind: 'blob' }
  /** This very server, a script, or something unknown. */
  | { kind: 'unsafe' }

/** What a page may carry in its own addresses: pictures and type faces, which is all that the stage's policy shows. */
const allowedDataTypes =
  /^(?:(?:image|font)\/[\w.+-]+|application\/(?:x-)?font[\w.+-]*|application\/(?:vnd\.ms-fontobject|octet-stream))$/

/** Enough of an address to know it by: pictures in addresses have megabytes. */
const maxPrefixLength = 4096

/** Browsers drop these anywhere in an address, and spaces and control characters around it. */
const ignoredCharacters = /[\t\n\r]/g
// oxlint-disable-next-line no-control-regex -- control characters are what hostile addresses begin with
const leading = /^[\u0000-\u0020]+/
// oxlint-disable-next-line no-control-regex -- see above
const trailing = /[\u0000-\u0020]+$/

function dataDestination(head: string): Destination {
  const type = /^data:([^,;]*)/i.exec(head)?.[1]?.trim().toLowerCase() ?? ''
  return allowedDataTypes.test(type) ? { kind: 'data', isMarkup: /xml/.test(type) } : { kind: 'unsafe' }
}

/** A host as policies may name it: others, such as "*", would say something else there. */
export const validHost = /^(?:[\w-]+\.)*[\w-]+\.?(?::\d{1,5})?$|^\[[\da-f:.]+\](?::\d{1,5})?$/i

function webDestination(url: string, ownHost: string): Destination {
  try {
    const { host } = new URL(url)
    return host === ownHost || !validHost.test(host) ? { kind: 'unsafe' } : { kind: 'web', host }
  } catch {
    return { kind: 'unsafe' }
  }
}

/**
 * Where an address leads, as a browser reads it. Only what is known to be harmless is let be: recorders write whole addresses, so
 * one that is relative could only mean the server of this page, whose host is `ownHost`.
 */
export function destinationOf(text: string, ownHost: string): Destination {
  const head = text.replace(leading, '').slice(0, maxPrefixLength).replace(ignoredCharacters, '').replace(trailing, '')
  if (head === '' || head.startsWith('#')) return { kind: 'same-page', requestsPage: text !== '' }
  if (/^about:blank$/i.test(head)) return { kind: 'same-page', requestsPage: false }
  if (/^https?:\/\/[^/\\]/i.test(head)) return webDestination(head, ownHost)
  if (/^\/\/[^/\\]/.test(head)) return webDestination(`http:${head}`, ownHost)
  if (/^data:/i.test(head)) return dataDestination(head)
  return /^blob:/i.test(head) ? { kind: 'blob' } : { kind: 'unsafe' }
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

const scriptUrl = /^(?:javascript|vbscript|livescript|mocha):|^data:(?:text\/html|application\/xhtml|[^,]*script)/i

/** Whether a value would run as a script where it is taken for an address, however it is dressed up. */
export function isScriptUrl(text: string): boolean {
  const head = withoutEntities(text.replace(leading, '').slice(0, maxPrefixLength))
  return scriptUrl.test(
    Array.from(head)
      .filter((character) => character > ' ')
      .join(''),
  )
}
