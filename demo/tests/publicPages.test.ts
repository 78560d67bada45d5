import { expect, test } from 'vitest'
import { clientOf, field, newClient, noon, recordings, rowsOf } from './hostClient.ts'
import { createDemoHost } from '../createDemoHost.ts'
import { isOpen, sharedInShop, findShare } from './sharedRecordings.ts'

type Client = ReturnType<typeof newClient>

function visit(send: Client, path: string, headers: HeadersInit = {}) {
  return send(path, { key: null, headers })
}

/** A recording that was shared just now, with what was asked for. */
async function share(send: Client, change: Record<string, unknown>) {
  const id = String(rowsOf(await send(recordings))[0]?.id)
  const answer = await send(`${recordings}${id}/sharing`, { method: 'PATCH', body: { enabled: true, ...change } })
  return { id, token: String(field(answer, 'access_token')) }
}

test('a link has a page, under four names and without a slash at its end', async () => {
  const send = newClient()
  const { token } = findShare(await sharedInShop(send), isOpen)
  for (const name of ['shared', 'embedded', 'shared_dashboard', 'exporter']) {
    const { status, headers, text } = await visit(send, `/${name}/${token}`)
    expect([status, headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(text).toContain('<h1>Session recording</h1>')
    expect((await visit(send, `/${name}/${token}/`)).status).toBe(404)
  }
  expect((await visit(send, `/public/${token}`)).status).toBe(404)
})

test('pages run nothing, load nothing, and only the embedded one may stand in a frame', async () => {
  const send = newClient()
  const { token } = findShare(await sharedInShop(send), isOpen)
  const [shared, embedded] = [await visit(send, `/shared/${token}`), await visit(send, `/embedded/${token}`)]
  for (const { headers } of [shared, embedded]) {
    const policy = headers.get('Content-Security-Policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|script-src/)
    expect(headers.get('Referrer-Policy')).toBe('no-referrer')
  }
  expect(shared.headers.get('X-Frame-Options')).toBe('SAMEORIGIN')
  expect(shared.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'self'")
  expect(embedded.headers.has('X-Frame-Options')).toBe(false)
  expect(embedded.headers.get('Content-Security-Policy')).toContain('frame-ancestors *')
})

test('no other origin can read a page', async () => {
  const send = newClient()
  const { token } = findShare(await sharedInShop(send), isOpen)
  for (const path of [`/shared/${token}`, `/shared/${token}.json`, '/shared/nothing']) {
    const { headers } = await visit(send, path, { Origin: 'http://127.0.0.1:4173' })
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  }
})

test('an unknown link, one that is off, and one that is over have a page that says so', async () => {
  const clock = { now: noon }
  const send = clientOf(createDemoHost({ now: () => clock.now, count: 240 }))
  const off = findShare(await sharedInShop(send), ({ enabled }) => !enabled)
  const { id, token: over } = await share(send, {})
  await send(`${recordings}${id}/sharing/refresh`, { method: 'POST' })
  expect((await visit(send, `/shared/${over}`)).status).toBe(200)
  clock.now += 5 * 60_000
  for (const token of [off.token, over, 'nonsense', '%E0%A4%A']) {
    for (const suffix of ['', '.json']) {
      const { status, headers, text } = await visit(send, `/shared/${token}${suffix}`)
      expect([status, headers.get('Content-Type')]).toEqual([404, 'text/html; charset=utf-8'])
      expect(text).toContain('Nothing is shared here')
    }
  }
})

test('the page of a link is for looking at', async () => {
  const send = newClient()
  const { token } = findShare(await sharedInShop(send), isOpen)
  for (const method of ['PUT', 'DELETE', 'OPTIONS']) {
    expect((await send(`/shared/${token}`, { key: null, method })).status).toBe(405)
  }
})

test('whatever was recorded stands there as text', async () => {
  const send = newClient({ count: 2400 })
  const rows = rowsOf(await send(`${recordings}?limit=300`))
  const odd = rows.find((row) => row['start_url'] === 'javascript:alert(document.domain)')
  const shared = await send(`${recordings}${odd?.id}/sharing`, { method: 'PATCH', body: { enabled: true } })
  const { text } = await visit(send, `/shared/${String(field(shared, 'access_token'))}`)
  expect(text).toContain('<dd>javascript:alert(document.domain)</dd>')
  expect(text).not.toMatch(/href="javascript|<script/)
})

test('a page looks as its settings say, and what its address says counts no more', async () => {
  const send = newClient()
  const { token } = await share(send, { settings: { noHeader: true, showInspector: true, whitelabel: true, theme: 'dark' } })
  const { text } = await visit(send, `/shared/${token}`)
  expect(text).toContain('<html lang="en" data-theme="dark">')
  expect(text).toContain('Console errors')
  expect(text).not.toMatch(/Edge cases|Replay Desk/)
  const plain = await share(send, { settings: null })
  const requested = await visit(send, `/shared/${plain.token}?noHeader&showInspector=true&theme=dark`)
  expect(requested.text).toContain('Edge cases')
  expect(requested.text).not.toMatch(/Console errors|data-theme="dark"/)
})

test('links of before August 2025 do as their address says', async () => {
  const clock = { now: Date.UTC(2025, 6, 30, 12) }
  const send = newClient({ edition: 'newest', now: () => clock.now })
  const { token } = await share(send, { settings: { showInspector: true, theme: 'light' } })
  clock.now = Date.UTC(2025, 8, 1)
  const page = async (query: string) => (await visit(send, `/shared/${token}?${query}`)).text
  expect(await page('noHeader&whitelabel=1')).not.toMatch(/Edge cases|Replay Desk/)
  expect(await page('noHeader=false')).toContain('Edge cases')
  expect(await page('showInspector=off')).not.toContain('Console errors')
  expect(await page('theme=dark')).toContain('data-theme="dark"')
  expect(await page('theme="><script>alert(1)</script>')).toContain('data-theme="light"')
})

test('servers without settings have nothing but the address', async () => {
  const send = newClient({ edition: 'old' })
  const { token } = await share(send, { settings: { noHeader: true } })
  expect((await visit(send, `/shared/${token}`)).text).toContain('Edge cases')
  expect((await visit(send, `/shared/${token}?noHeader`)).text).not.toContain('Edge cases')
})

test('the same comes as data', async () => {
  const send = newClient()
  const { id, token } = await share(send, { settings: { showInspector: true, noHeader: false } })
  expect((await visit(send, `/shared/${token}.json`)).body).toMatchObject({
    type: 'scene',
    accessToken: token,
    recording: { id },
    showInspector: true,
  })
  const embedded = await visit(send, `/embedded/${token}.json`)
  expect(embedded.body).toMatchObject({ type: 'embed' })
  expect(embedded.body).not.toHaveProperty('noHeader')
  expect((await visit(send, `/shared/${token}.png`)).status).toBe(404)
})

test('a page behind a password asks for it, takes the right one, and knows whoever typed it for a day', async () => {
  const clock = { now: noon }
  const send = clientOf(createDemoHost({ now: () => clock.now, count: 240 }))
  const { id, token } = await share(send, { password_required: true })
  const made = await send(`${recordings}${id}/sharing/passwords`, { method: 'POST', body: { raw_password: 'oolong-42' } })
  const page = `/shared/${token}`
  const type = (body: unknown) => send(page, { key: null, method: 'POST', body })

  const locked = await visit(send, page)
  expect([locked.status, locked.text]).toEqual([200, expect.stringContaining('This recording is protected')])
  expect(locked.headers.get('Content-Security-Policy')).toMatch(/script-src 'sha256-[^']+'; connect-src 'self'/)
  expect((await visit(send, `${page}.json`)).text).toContain('This recording is protected')
  for (const body of [{ password: 'wrong' }, {}, { password: null }]) {
    expect(await type(body)).toMatchObject({ status: 401, body: { error: 'Incorrect password' } })
  }

  const right = await type({ password: 'oolong-42' })
  expect(right.body).toEqual({ shareToken: expect.any(String) })
  const [cookie = '', ...rules] = (right.headers.get('Set-Cookie') ?? '').split('; ')
  expect(cookie).toBe(`posthog_sharing_token=${String(field(right, 'shareToken'))}`)
  expect(rules).toEqual(expect.arrayContaining(['HttpOnly', 'Max-Age=86400', `Path=${page}`]))
  const opened = async () => (await visit(send, page, { Cookie: `other=1; ${cookie}` })).text.includes('Session recording')
  expect(await opened()).toBe(true)
  expect((await visit(send, `${page}.json`, { Cookie: cookie })).body).toMatchObject({ recording: { id } })
  clock.now += 86_400_000 - 1
  expect(await opened()).toBe(true)
  clock.now += 1
  expect(await opened()).toBe(false)

  const [again = ''] = ((await type({ password: 'oolong-42' })).headers.get('Set-Cookie') ?? '').split('; ')
  expect((await visit(send, page, { Cookie: again })).text).toContain('Session recording')
  await send(`${recordings}${id}/sharing/passwords/${String(field(made, 'id'))}`, { method: 'DELETE' })
  expect((await visit(send, page, { Cookie: again })).text).toContain('This recording is protected')
  expect((await type({ password: 'oolong-42' })).status).toBe(401)
})

test('a password that was typed opens that link and no other', async () => {
  const send = newClient({ count: 2400 })
  const locked = (await sharedInShop(send)).filter((one) => one.enabled && one.passwordRequired)
  const other = findShare(locked.slice(1), () => true)
  const { token } = await share(send, { password_required: true })
  const id = String(rowsOf(await send(recordings))[0]?.id)
  await send(`${recordings}${id}/sharing/passwords`, { method: 'POST', body: { raw_password: 'oolong-42' } })
  const right = await send(`/shared/${token}`, { key: null, method: 'POST', body: { password: 'oolong-42' } })
  const cookie = (right.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
  expect((await visit(send, `/shared/${token}`, { Cookie: cookie })).text).toContain('Session recording')
  expect((await visit(send, `/shared/${other.token}`, { Cookie: cookie })).text).toContain('protected')
})

test('a body that is no JSON is refused', async () => {
  const host = createDemoHost({ now: () => noon, count: 240 })
  const { token } = findShare(host.sharedRecordings(), (one) => one.enabled && one.passwordRequired)
  const request = new Request(`http://demo.test/shared/${token}`, { method: 'POST', body: 'password=tea' })
  expect((await host.fetch(request)).status).toBe(400)
})
