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

/** The policy for a `<meta>` element, which must not name frame-ancestors. */
export const pagePolicy = directives.join('; ')

/**
 * The policy of the document in which recorded pages are rebuilt: it runs nothing and asks nobody for anything. Recorded pages
 * bring their own styles, so those may stand in the page; pictures and fonts only where the recording itself holds them.
 */
export const stagePolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data: blob:',
  'font-src data:',
  'media-src data: blob:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

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

/** Where the document for recorded pages is. */
export const stagePath = '/stage.html'

/** The headers of every answer of the static server, by the path that was asked for. */
export function securityHeaders(path: string): Record<string, string> {
  const policy = path === stagePath ? `${stagePolicy}; frame-ancestors 'self'` : `${pagePolicy}; frame-ancestors 'none'`
  return { 'Content-Security-Policy': policy, ...otherHeaders }
}

const otherHeaders: Record<string, string> = {
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy': denied.map((feature) => `${feature}=()`).join(', '),
  'Cross-Origin-Opener-Policy': 'same-origin',
}
