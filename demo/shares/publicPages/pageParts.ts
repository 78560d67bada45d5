import { createHash } from 'node:crypto'

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
:root[data-theme=light] { color-scheme: light }
:root[data-theme=dark] { color-scheme: dark }
body { margin: 0; min-height: 100vh; display: grid; place-content: center; background: Canvas; color: CanvasText }
main { box-sizing: border-box; width: min(100vw, 30rem); padding: 2rem 1.5rem }
h1 { margin: 0 0 .5rem; font-size: 20px; font-weight: 600 }
p { margin: .5rem 0 }
.quiet { color: GrayText; font-size: 13px }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; margin: 1rem 0; font-size: 14px }
dt { color: GrayText }
dd { margin: 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere }
form { display: grid; gap: .75rem; margin-top: 1rem }
label { display: grid; gap: .25rem; font-size: 14px }
input, button { font: inherit; padding: .4rem .6rem }
button { justify-self: start }
`

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

export type PublicPage = {
  status: number
  title: string
  /** HTML, everything that is not ours already escaped. */
  body: string
  /** The only script that may run. */
  script?: string
  theme?: string
  /** Whether other sites may show it in a frame. */
  isEmbedded: boolean
}

/** Text that cannot be read as markup, within an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

function policyOf({ script, isEmbedded }: PublicPage): string {
  return [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    'img-src data:',
    ...(script === undefined ? [] : [`script-src ${hashOf(script)}`, "connect-src 'self'"]),
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${isEmbedded ? '*' : "'self'"}`,
  ].join('; ')
}

/** A public page without external resources, never cached. */
export function answerPage(page: PublicPage): Response {
  const { status, title, body, script, theme, isEmbedded } = page
  const attributes = theme === undefined ? '' : ` data-theme="${escapeHtml(theme)}"`
  const text = `<!doctype html>
<html lang="en"${attributes}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
${script === undefined ? '' : `<script>${script}</script>`}
</body>
</html>`
  return new Response(text, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policyOf(page),
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Robots-Tag': 'noindex',
      ...(isEmbedded ? {} : { 'X-Frame-Options': 'SAMEORIGIN' }),
    },
  })
}
