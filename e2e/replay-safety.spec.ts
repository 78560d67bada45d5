import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostileRecordings } from '../demo/data/hostileRecordings.ts'
import { type Desk, expect, test } from './desk.ts'
import { openReplay, position, ready, recordingPage, seek, shown } from './replay.ts'

/** Damaged ones may lack the text that comes later, where what carries it is what is damaged. */
const group = 10

/** A host on this computer that recorded pages would like to be asked: what it hears stands in `heard`. */
async function listenToBeacons() {
  const heard: { path: string; headers: Record<string, unknown> }[] = []
  const server = createServer((request, response) => {
    heard.push({ path: request.url ?? '', headers: request.headers })
    response.writeHead(200, { 'Content-Type': 'image/svg+xml' }).end('<svg xmlns="http://www.w3.org/2000/svg"/>')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const close = () => new Promise((done) => server.close(done))
  return { heard, host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}`, close }
}

const beacons = await listenToBeacons()
test.use({ demoOptions: { beacon: beacons.origin } })
test.afterAll(() => beacons.close())

async function expectHarmless(desk: Desk, path: string) {
  const { page } = desk
  const state = await shown(page)
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
    desk.expectComplaint(/Failed to adapt css for replay/) // rrweb's own word for styles that are none
    await desk.exploreDemo()
    for (const { id, slug, shows, showsLater } of some) {
      await test.step(slug, async () => {
        await desk.open(recordingPage(id))
        await ready(page)
        await expect.poll(async () => (await shown(page)).text, slug).toContain(shows)
        await expectHarmless(desk, recordingPage(id))
        await seek(page, 2.5)
        await expect.poll(async () => (await shown(page)).text, slug).toContain(showsLater)
        await expectHarmless(desk, recordingPage(id))
        await page.getByRole('button', { name: 'Play' }).click()
        await expect(position(page)).not.toHaveValue('2.5')
        await seek(page, 0)
        await expect.poll(async () => (await shown(page)).text, slug).toContain(shows)
        await expectHarmless(desk, recordingPage(id))
      })
    }
    expect(dialogs).toEqual([])
    expect(beacons.heard).toEqual([])
  })
}

test('whatever came through the wall, the stage itself would load nothing and send nothing', async ({ page, desk }) => {
  desk.expectComplaint(/Content Security Policy|frame is sandboxed|Refused|blocked/i)
  await openReplay(desk, 'hostile-empty')
  await page.evaluate((origin) => {
    const stage = document.querySelector<HTMLIFrameElement>('iframe[title="Recorded page"]')?.contentDocument
    const recorded = stage?.querySelector<HTMLIFrameElement>('.replayer-wrapper iframe')?.contentDocument
    const blocked: string[] = []
    Object.assign(window, { blocked })
    for (const place of [stage, recorded]) {
      place?.addEventListener('securitypolicyviolation', ({ blockedURI }) => blocked.push(blockedURI))
      place?.body.insertAdjacentHTML(
        'beforeend',
        `<img src="${origin}/img"><video src="${origin}/video" autoplay></video><audio src="${origin}/audio"></audio>
        <link rel="stylesheet" href="${origin}/css"><link rel="prefetch" href="${origin}/prefetch">
        <style>@import "${origin}/import"; @font-face { font-family: x; src: url(${origin}/font) }
        body { font-family: x; background: url(${origin}/background) }</style>
        <iframe src="${origin}/frame"></iframe><object data="${origin}/object"></object><embed src="${origin}/embed">
        <svg><rect width="9" height="9" fill="url(${origin}/fill#a)" mask="url(${origin}/mask#a)"/></svg>
        <form action="${origin}/form"><button>Send</button></form>`,
      )
      place?.querySelector('form')?.requestSubmit()
    }
  }, beacons.origin)
  // The policy is what stops them, in the stage and in the recorded page.
  for (const what of ['img', 'css', 'import', 'video', 'background']) {
    const count = () =>
      page.evaluate(
        (name) => (window as unknown as { blocked: string[] }).blocked.filter((uri) => uri.endsWith(name)).length,
        what,
      )
    await expect.poll(count, what).toBeGreaterThanOrEqual(2)
  }
  expect(beacons.heard).toEqual([])
  desk.requests.splice(0, desk.requests.length, ...desk.requests.filter((url) => !url.startsWith(beacons.origin)))
})

test('files of one host are loaded for this viewing where somebody wants that, and of no other', async ({ page, desk }) => {
  await openReplay(desk, 'hostile-media')
  desk.origins.add(beacons.origin)
  const notice = page.getByText(/^\d+ files from \d+ hosts were not loaded/)
  await expect(notice).toBeVisible()
  await page.getByRole('button', { name: 'Choose hosts' }).click()
  await page.getByRole('checkbox', { name: beacons.host }).check()
  await page.getByRole('button', { name: 'Load files from 1 host' }).click()
  await expect.poll(() => beacons.heard.length).toBeGreaterThan(0)
  await ready(page)
  await expectHarmless(desk, recordingPage('hostile-media'))
  for (const { headers } of beacons.heard) {
    expect(headers['authorization']).toBeUndefined()
    expect(headers['referer']).toBeUndefined()
    expect(headers['cookie']).toBeUndefined()
  }
  // The other host is still not asked: the fixture sees every request.
  expect(desk.requests.filter((url) => url.includes('evil.example'))).toEqual([])
  const heard = beacons.heard.length
  desk.origins.delete(beacons.origin)
  desk.requests.length = 0
  await page.reload()
  await ready(page)
  await expect(page.getByText(/files from 2 hosts were not loaded/)).toBeVisible()
  expect(beacons.heard).toHaveLength(heard)
})
