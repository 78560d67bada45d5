import { html, json } from './answers.ts'
import { findOpenShare, type OpenShare } from './publicShares.ts'
import type { World } from './resource.ts'

/** Public pages have no slash at their end, and other names from older days (section C.5). */
const publicPage = /^\/(shared|embedded|shared_dashboard|exporter)\/([^/]+?)(\.json)?$/

const policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"

function page(status: number, title: string, body: string, mayBeFramed: boolean): Response {
  const text = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`
  return new Response(text, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
      ...(mayBeFramed ? {} : { 'X-Frame-Options': 'SAMEORIGIN' }),
    },
  })
}

async function unlock({ share }: OpenShare, request: Request): Promise<Response> {
  const body: unknown = await request.json().catch(() => null)
  const password = typeof body === 'object' && body !== null && 'password' in body ? body.password : null
  const isRight = share.passwords.some(({ raw }) => raw === password)
  return isRight ? json({ shareToken: `demo.${share.token}.jwt` }) : json({ error: 'Incorrect password' }, 401)
}

/** What somebody gets who has nothing but an address: the pages of public links, outside the API and its CORS. */
export async function answerVisitor(world: World, request: Request): Promise<Response> {
  const [, kind, token, asData] = publicPage.exec(new URL(request.url).pathname) ?? []
  if (token === undefined) return html('404 Not Found', 404)
  const open = findOpenShare(world, decodeURIComponent(token))
  if (open === null) return html('404 Not Found', 404)
  const mayBeFramed = kind === 'embedded'
  if (open.share.passwordRequired) {
    if (request.method === 'POST') return unlock(open, request)
    const form = '<form><label>Password <input type="password" name="password"></label></form>'
    return page(200, 'This recording is protected', form, mayBeFramed)
  }
  if (asData !== undefined) return json({ type: 'scene', recording: { id: open.recordingId } })
  return page(200, 'A shared recording', `<p>Recording ${open.recordingId.replaceAll(/[^\w-]/g, '')}</p>`, mayBeFramed)
}
