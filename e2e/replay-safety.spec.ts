import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostileRecordings } from '../demo/data/hostileRecordings.ts'
import { type Desk, expect, test } from './desk.ts'
import { expectShown, followReplay, openReplay, position, ready, recordingPage, seek, type Shown, shown } from './replay.ts'

/** Recordings per test. */
const group = 10

/** A host that hostile pages try to reach; `requests` lists what arrives. */
async function listenToBeacons() {
  const requests: { path: string; headers: Record<string, unknown> }[] = []
  const server = createServer((request, response) => {
    requests.push({ path: request.url ?? '', headers: request.headers })
    response.writeHead(200, { 'Content-Type': 'image/svg+xml' }).end('<svg xmlns="http://www.w3.org/2000/svg"/>')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const close = () => new Promise((done) => server.close(done))
  return { requests, host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}`, close }
}

const beacons = await listenToBeacons()
test.use({ demoOptions: { beacon: beacons.origin } })
test.afterAll(() => beacons.close())

async function expectHarmless({ page }: Desk, path: string, state: Shown) {
  expect(state.sandboxes).toEqual(['allow-same-origin', 'allow-same-origin'])
  expect(state.scripts).toBe(0)
  const marks = await page.evaluate(() => ({ hacked: 'hacked' in window, title: document.title }))
  expect(marks.hacked).toBe(false)
  expect(marks.title).not.toContain('hacked')
  expect(new URL(page.url()).pathname).toBe(path)
  expect(page.context().pages()).toHaveLength(1)
}

for (let first = 0; first < hostileRecordings.length; first += group) {
  const some = hostileRecordings.slice(first, first + group)
  test(`hostile recordings play and do nothing: ${some.map(({ slug }) => slug).join(', ')}`, async ({ page, desk }) => {
    test.setTimeout(120_000)
    const dialogs: string[] = []
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    desk.expectComplaint(/Failed to adapt css for replay/) // rrweb logs this for invalid styles
    await desk.exploreDemo('/watch')
    for (const { id, slug, shows, showsLater } of some) {
      await test.step(slug, async () => {
        await followReplay(desk, id)
        await ready(page)
        await expectHarmless(desk, recordingPage(id), await expectShown(page, shows))
        await seek(page, 2.5)
        await expectHarmless(desk, recordingPage(id), await expectShown(page, showsLater))
        await page.getByRole('button', { name: 'Play' }).click()
        await expect(position(page)).not.toHaveValue('2.5')
        await seek(page, 0)
        await expectHarmless(desk, recordingPage(id), await expectShown(page, shows))
      })
    }
    expect(dialogs).toEqual([])
    expect(beacons.requests).toEqual([])
  })
}

test('even content that passes the sanitizer loads nothing and sends nothing from the frame', async ({ page, desk }) => {
  desk.expectComplaint(/Content Security Policy|frame is sandboxed|Refused|blocked/i)
  await openReplay(desk, 'hostile-empty')
  await page.evaluate((origin) => {
    const frameDocument = document.querySelector<HTMLIFrameElement>('iframe[title="Recorded page"]')?.contentDocument
    const recorded = frameDocument?.querySelector<HTMLIFrameElement>('.replayer-wrapper iframe')?.contentDocument
    const blocked: string[] = []
    Object.assign(window, { blocked })
    for (const target of [frameDocument, recorded]) {
      target?.addEventListener('securitypolicyviolation', ({ blockedURI }) => blocked.push(blockedURI))
      target?.body.insertAdjacentHTML(
        'beforeend',
        `<img src="${origin}/img"><video src="${origin}/video" autoplay></video><audio src="${origin}/audio"></audio>
        <link rel="stylesheet" href="${origin}/css"><link rel="prefetch" href="${origin}/prefetch">
        <style>@import "${origin}/import"; @font-face { font-family: x; src: url(${origin}/font) }
        body { font-family: x; background: url(${origin}/background) }</style>
        <iframe src="${origin}/frame"></iframe><object data="${origin}/object"></object><embed src="${origin}/embed">
        <svg><rect width="9" height="9" fill="url(${origin}/fill#a)" mask="url(${origin}/mask#a)"/></svg>
        <form action="${origin}/form"><button>Send</button></form>`,
      )
      target?.querySelector('form')?.requestSubmit()
    }
  }, beacons.origin)
  // The policy blocks them, both in the frame document and in the recorded page.
  for (const what of ['img', 'css', 'import', 'video', 'background']) {
    const count = () =>
      page.evaluate(
        (name) => (window as unknown as { blocked: string[] }).blocked.filter((uri) => uri.endsWith(name)).length,
        what,
      )
    await expect.poll(count, what).toBeGreaterThanOrEqual(2)
  }
  expect(beacons.requests).toEqual([])
  desk.requests.splice(0, desk.requests.length, ...desk.requests.filter((url) => !url.startsWith(beacons.origin)))
})

test('files of an allowed host load for this viewing, and those of other hosts do not', async ({ page, desk }) => {
  await openReplay(desk, 'hostile-media')
  desk.origins.add(beacons.origin)
  const notice = page.getByText(/^\d+ files blocked to protect privacy/)
  await expect(notice).toBeVisible()
  const blocked = (await notice.textContent()) ?? ''
  await page.getByRole('button', { name: 'Allow hosts' }).click()
  await page.getByRole('checkbox', { name: beacons.host }).check()
  await page.getByRole('button', { name: 'Allow 1 host' }).click()
  await expect.poll(() => beacons.requests.length).toBeGreaterThan(0)
  await ready(page)
  await expectHarmless(desk, recordingPage('hostile-media'), await shown(page))
  for (const { headers } of beacons.requests) {
    expect(headers['authorization']).toBeUndefined()
    expect(headers['referer']).toBeUndefined()
    expect(headers['cookie']).toBeUndefined()
  }
  // The fixture sees every request, so it would notice the other host.
  expect(desk.requests.filter((url) => url.includes('evil.example'))).toEqual([])
  const requests = beacons.requests.length
  desk.origins.delete(beacons.origin)
  desk.requests.length = 0
  await page.reload()
  await ready(page)
  await expect(notice).toHaveText(blocked)
  expect(beacons.requests).toHaveLength(requests)
})
