import { randomBytes } from 'node:crypto'
import { json } from '../../host/answers.ts'
import { readBody } from '../../host/body.ts'
import { hour } from '../../data/timeline.ts'
import type { OpenShare } from '../publicShares.ts'
import type { HostContext } from '../../host/resource.ts'
import { answerPage } from './pageParts.ts'

const cookieName = 'posthog_sharing_token'
const unlockedFor = 24 * hour

const script = `
const form = document.querySelector('form')
const said = document.querySelector('[role=status]')
form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const body = JSON.stringify({ password: form.elements.password.value })
  const answer = await fetch(location.href, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
  if (answer.ok) location.reload()
  else said.textContent = answer.status === 401 ? 'That is not the password.' : 'That did not work. Try again.'
})
`

/** The password page of a link (posthog-api.md#c5-public-pages). */
export function unlockPage({ link }: OpenShare, isEmbedded: boolean): Response {
  const body = `<h1>This recording is protected</h1>
<p>Whoever shared it gave a password with the link.</p>
<form>
<label>Password <input type="password" name="password" autocomplete="off" required></label>
<button>Watch the recording</button>
<p class="quiet" role="status"></p>
</form>`
  const theme = typeof link.settings?.['theme'] === 'string' ? { theme: link.settings['theme'] } : {}
  return answerPage({ status: 200, title: 'This recording is protected', body, script, isEmbedded, ...theme })
}

function shareTokenOf(request: Request): string {
  const pairs = (request.headers.get('Cookie') ?? '').split(';').map((pair) => pair.trim().split('='))
  return pairs.find(([name]) => name === cookieName)?.[1] ?? ''
}

/** Whether a password of this link was entered within a day and still exists. */
export function isUnlocked({ state, options }: HostContext, { link }: OpenShare, request: Request): boolean {
  const pass = state.unlocked.get(shareTokenOf(request))
  if (pass === undefined || pass.token !== link.token || pass.until <= options.now()) return false
  return link.passwords.some(({ id }) => id === pass.passwordId)
}

/** Unlocks the link for a day if the password is right. Throws the 400 for a body that is not JSON. */
export async function unlock({ state, options }: HostContext, { link }: OpenShare, request: Request): Promise<Response> {
  const { password: typed } = await readBody(request)
  const password = link.passwords.find(({ raw }) => raw === typed)
  if (password === undefined) return json({ error: 'Incorrect password' }, 401)
  const shareToken = ['demo', randomBytes(24).toString('base64url'), randomBytes(16).toString('base64url')].join('.')
  state.unlocked.set(shareToken, { token: link.token, passwordId: password.id, until: options.now() + unlockedFor })
  const path = new URL(request.url).pathname.replace(/\.json$/, '')
  const cookie = `${cookieName}=${shareToken}; Max-Age=${unlockedFor / 1000}; Path=${path}; HttpOnly; SameSite=Lax`
  return json({ shareToken }, 200, { 'Set-Cookie': cookie })
}
