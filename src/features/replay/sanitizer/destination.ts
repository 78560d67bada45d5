/** Where a URL in a recorded page leads. */
export type Destination =
  /** Nowhere or to a fragment. `requestsPage` if an image or frame with it would request the page itself. */
  | { kind: 'same-page'; requestsPage: boolean }
  /** Another server, such as "cdn.example:8080". */
  | { kind: 'web'; host: string }
  | { kind: 'data' }
  /** An object URL, which is gone. */
  | { kind: 'blob' }
  /** This server, a script, or something unknown. */
  | { kind: 'unsafe' }

/** Images and fonts, which are all that the frame's policy shows. */
const allowedDataTypes =
  /^(?:(?:image|font)\/[\w.+-]+|application\/(?:x-)?font[\w.+-]*|application\/(?:vnd\.ms-fontobject|octet-stream))$/

/** Data URLs have megabytes, and the beginning is enough. */
const maxPrefixLength = 4096

/** Browsers ignore these anywhere in a URL. */
const ignoredCharacters = /[\t\n\r]/g
// oxlint-disable-next-line no-control-regex -- control characters are what hostile addresses begin with
const leading = /^[\u0000-\u0020]+/
// oxlint-disable-next-line no-control-regex -- see above
const trailing = /[\u0000-\u0020]+$/

function dataDestination(head: string): Destination {
  const type = /^data:([^,;]*)/i.exec(head)?.[1]?.trim().toLowerCase() ?? ''
  return allowedDataTypes.test(type) ? { kind: 'data' } : { kind: 'unsafe' }
}

/** Rejects hosts such as "*", which mean something else in a policy. */
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
 * Reads a URL as a browser does and accepts only what is known to be harmless. Recorders write absolute URLs, so a relative one
 * could only point to this server.
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

/** Whether a value would run as a script if used as a URL, however it is disguised. */
export function isScriptUrl(text: string): boolean {
  const head = withoutEntities(text.replace(leading, '').slice(0, maxPrefixLength))
  return scriptUrl.test(
    Array.from(head)
      .filter((character) => character > ' ')
      .join(''),
  )
}
