/**
 * The policy of the dashboard's pages: its own files, and requests to https hosts and to this computer (a demo or self-hosted
 * PostHog). The app has no inline scripts or styles, so none are allowed.
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
 * The documents in which recordings are rebuilt. They run no scripts and send no requests. Recorded pages have inline styles, so
 * those are allowed; images and fonts only as data URLs. The second document is for replays in which the viewer allows some
 * hosts: `src/features/replay/frame/frame.ts` narrows it to those.
 */
const frameDocuments: Record<string, string> = {
  '/stage.html': "style-src 'unsafe-inline'; img-src data:; font-src data:",
  '/stage-open.html':
    "style-src 'unsafe-inline' https: http:; img-src data: https: http:; font-src data: https: http:; media-src https: http:",
}

/**
 * The HogQL parser is WebAssembly, which only a policy with 'wasm-unsafe-eval' may compile. A worker has the policy of its own
 * file, so only this worker gets it; it loads and sends nothing. See docs/decisions/018-sql-editor.md.
 */
const parserWorker = /^\/assets\/hogqlParserWorker-[\w-]+\.js$/
const parserPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"

const nothingElse = "default-src 'none'; base-uri 'none'; form-action 'none'"

/** The policy of a file, without frame-ancestors, which a `<meta>` element must not contain. */
export function policyOf(path: string): string {
  if (parserWorker.test(path)) return parserPolicy
  const frameDirectives = frameDocuments[path]
  return frameDirectives === undefined ? directives.join('; ') : `${nothingElse}; ${frameDirectives}`
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

/** Security headers of the static server for a path. Only documents and the parser's worker get a policy. */
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
