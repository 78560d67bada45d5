/**
 * What the browser may do on the dashboard's pages: only its own files, and requests to https hosts and to this computer
 * (a demo or self-hosted PostHog there). Neither inline scripts nor inline style sheets exist, so neither is allowed.
 */
const directives = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
  "frame-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
]

/**
 * The documents in which recorded pages are rebuilt. Neither runs anything nor sends anything. Recorded pages bring their own
 * styles, so those may stand in the page; pictures and fonts only where the recording itself holds them. The second one is for
 * viewings in which somebody allows some hosts: `src/features/replay/frame/frame.ts` narrows it to those.
 */
const frameDocuments: Record<string, string> = {
  '/replay-frame.html': "style-src 'unsafe-inline'; img-src data:; font-src data:",
  '/replay-frame-open.html':
    "style-src 'unsafe-inline' https: http:; img-src data: https: http:; font-src data: https: http:; media-src https: http:",
}

/**
 * The parser of HogQL is WebAssembly, which a browser compiles only where a policy says so. A worker goes by the policy of its
 * own file, so that this is allowed to it alone: it loads nothing and sends nothing. See docs/decisions/018-sql-editor.md.
 */
const parserWorker = /^\/assets\/hogqlParserWorker-[\w-]+\.js$/
const parserPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"

/** What is in no document for recorded pages. */
const nothingElse = "default-src 'none'; base-uri 'none'; form-action 'none'"

/** The policy of a file by its path, as it may stand in a `<meta>` element, which must not name frame-ancestors. */
export function policyOf(path: string): string {
  if (parserWorker.test(path)) return parserPolicy
  const framePolicy = frameDocuments[path]
  return framePolicy === undefined ? directives.join('; ') : `${nothingElse}; ${framePolicy}`
}

const denied = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'usb',
  'xr-spatial-tracking',
]

/** The headers of an answer of the static server, by the path that was asked for. Policies are for documents and the parser's worker. */
export function securityHeaders(path: string): Record<string, string> {
  if (path.startsWith('/assets/') && !parserWorker.test(path)) return { 'X-Content-Type-Options': 'nosniff' }
  const ancestors = path in frameDocuments ? "'self'" : "'none'"
  return { 'Content-Security-Policy': `${policyOf(path)}; frame-ancestors ${ancestors}`, ...otherHeaders }
}

const otherHeaders: Record<string, string> = {
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy': denied.map((feature) => `${feature}=()`).join(', '),
  'Cross-Origin-Opener-Policy': 'same-origin',
}
