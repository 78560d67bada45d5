/** The parts of `config.json` that decide what the page may reach: a preset host and the demo's, as origins. */
export type Preset = { host: string | null; demo: string | null }

function originOf(name: string, value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : null
  if (url && /^https?:$/.test(url.protocol)) return url.origin
  throw new Error(`config.json: “${name}” must be an address such as https://posthog.example.com.`)
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined
}

/** Reads what `config.json` holds. Throws an Error with a sentence if an address in it is none. */
export function readPreset(config: unknown): Preset {
  return { host: originOf('host', field(config, 'host')), demo: originOf('demo.host', field(field(config, 'demo'), 'host')) }
}

/** Without a preset host, people may connect to any https host, and to one on this computer. */
function connectSources({ host, demo }: Preset): string {
  const open = ['https:', 'http://127.0.0.1:*', 'http://localhost:*']
  const named = [host, demo].filter((origin) => origin !== null)
  return ["'self'", ...(host === null ? open : named)].join(' ')
}

/**
 * What the browser may do on the dashboard's pages: only its own files, and requests to the preset host. Neither inline scripts
 * nor inline style sheets exist, so neither is allowed. `src/lib/allowOwnWorkers.ts` is the only Trusted Types policy.
 */
function pagePolicy(preset: Preset): string {
  const directives = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src ${connectSources(preset)}`,
    "frame-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ]
  return directives.join('; ')
}

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

/** What is in no document for recorded pages. */
const nothingElse = "default-src 'none'; base-uri 'none'; form-action 'none'"

/** The policy of a document, as it may stand in a `<meta>` element, which must not name frame-ancestors. */
export function policyOf(path: string, preset: Preset): string {
  const framePolicy = frameDocuments[path]
  return framePolicy === undefined ? pagePolicy(preset) : `${nothingElse}; ${framePolicy}`
}

/**
 * What each worker may do besides its own work; a worker goes by the policy of its own file, not by that of its page. One makes
 * all requests to the host. Another is the parser of HogQL, WebAssembly that a browser compiles only where a policy says so
 * (docs/decisions/018-sql-editor.md).
 */
const workers: Record<string, { connects?: true; scripts?: string }> = {
  requestWorker: { connects: true },
  hogqlParserWorker: { scripts: "'wasm-unsafe-eval'" },
  replayWorker: {},
  answerWorker: {},
}

/** `paths` is a regular expression in what JavaScript, PCRE and RE2 have in common; `glob` has a star at its end at most. */
export type PolicyRule = { paths: string; glob: string; policy: string }

function workerRules(preset: Preset): PolicyRule[] {
  return Object.entries(workers).map(([name, { connects, scripts }]) => {
    const directives = [
      "default-src 'none'",
      `script-src ${["'self'", ...(scripts ? [scripts] : [])].join(' ')}`,
      `connect-src ${connects ? connectSources(preset) : "'none'"}`,
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]
    return { paths: `^/assets/${name}-[^/]+$`, glob: `/assets/${name}-*`, policy: directives.join('; ') }
  })
}

/** The policies of all files that have one of their own. */
export function policyRules(preset: Preset): PolicyRule[] {
  const frames = Object.keys(frameDocuments).map((path) => ({
    paths: `^${path.replace('.', String.raw`\.`)}$`,
    glob: path,
    policy: `${policyOf(path, preset)}; frame-ancestors 'self'`,
  }))
  return [...frames, ...workerRules(preset)]
}

/** The policy of every other path but assets: they all are the page. */
export function pageRule(preset: Preset): string {
  return `${pagePolicy(preset)}; frame-ancestors 'none'`
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
  'screen-wake-lock',
  'usb',
  'xr-spatial-tracking',
]

/** A passkey can unlock stored keys. */
const allowed = ['publickey-credentials-create', 'publickey-credentials-get']

/** For all but assets, which are many and public: each byte of theirs counts in the first load. */
export const pageHeaders: Record<string, string> = {
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': [...denied.map((feature) => `${feature}=()`), ...allowed.map((feature) => `${feature}=(self)`)].join(
    ', ',
  ),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** The same for every file. */
export const commonHeaders: Record<string, string> = { 'X-Content-Type-Options': 'nosniff' }

/** The security headers of an answer of a static server, by the path that was asked for. */
export function securityHeaders(path: string, preset: Preset): Record<string, string> {
  const rule = policyRules(preset).find(({ paths }) => new RegExp(paths).test(path))
  const isAsset = path.startsWith('/assets/')
  const policy = rule?.policy ?? (isAsset ? null : pageRule(preset))
  return { ...(policy !== null && { 'Content-Security-Policy': policy }), ...commonHeaders, ...(!isAsset && pageHeaders) }
}
