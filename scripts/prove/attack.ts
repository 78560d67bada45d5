/* oxlint-disable unicorn/consistent-function-scoping -- what runs in the page has no outer scope */
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'

const assets = fileURLToPath(new URL('../../dist/assets', import.meta.url))

function workerFile(): string {
  return `/assets/${readdirSync(assets).find((name) => /^requestWorker-.*\.js$/.test(name))}`
}

/** Runs before the page's own script: writes down all that passes through what the page calls. */
export function listenIn() {
  const overheard: string[] = []
  const write = (...values: unknown[]) => {
    const text = (value: unknown): string =>
      value instanceof ArrayBuffer || ArrayBuffer.isView(value)
        ? new TextDecoder('latin1').decode(value)
        : value instanceof Headers
          ? JSON.stringify([...value])
          : typeof value === 'object'
            ? JSON.stringify(value, (_, one: unknown) =>
                one instanceof ArrayBuffer ? new TextDecoder('latin1').decode(one) : one,
              )
            : typeof value === 'string'
              ? value
              : ''
    for (const value of values) {
      try {
        overheard.push(text(value) ?? '')
      } catch {
        // of a kind that is no data
      }
    }
  }
  const wrap = (owner: object, name: string) => {
    const original: unknown = Reflect.get(owner, name)
    if (typeof original !== 'function') return
    Reflect.set(owner, name, function wrapped(this: unknown, ...values: unknown[]) {
      write(...values)
      return Reflect.apply(original, this, values)
    })
  }
  wrap(window, 'fetch')
  wrap(MessagePort.prototype, 'postMessage')
  wrap(Worker.prototype, 'postMessage')
  wrap(BroadcastChannel.prototype, 'postMessage')
  wrap(XMLHttpRequest.prototype, 'setRequestHeader')
  wrap(Headers.prototype, 'set')
  wrap(Storage.prototype, 'setItem')
  wrap(IDBObjectStore.prototype, 'put')
  wrap(IDBObjectStore.prototype, 'add')
  wrap(TextEncoder.prototype, 'encode')
  for (const name of ['encrypt', 'decrypt', 'importKey', 'deriveKey', 'deriveBits', 'exportKey'])
    wrap(SubtleCrypto.prototype, name)
  const listen: unknown = Reflect.get(MessagePort.prototype, 'addEventListener')
  Reflect.set(MessagePort.prototype, 'addEventListener', function listenToo(this: MessagePort, ...values: unknown[]) {
    const own = [values[0], ({ data }: MessageEvent) => write(data)]
    if (typeof listen !== 'function') return
    Reflect.apply(listen, this, own)
    Reflect.apply(listen, this, values)
  })
  Reflect.set(window, 'overheard', overheard)
}

/** Everything that script in the page can read: stores, globals, the document, and what it overheard. */
export function readEverything(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const done = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(new Error('IndexedDB was not read.')))
      })
    const texts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie, location.href]
    texts.push(document.documentElement.outerHTML, JSON.stringify(history.state), JSON.stringify(performance.getEntries()))
    for (const { name } of await indexedDB.databases()) {
      if (!name) continue
      const database = await done(indexedDB.open(name))
      for (const store of database.objectStoreNames) {
        const records = database.transaction(store).objectStore(store)
        texts.push(JSON.stringify([await done(records.getAll()), await done(records.getAllKeys())]))
      }
      database.close()
    }
    const overheard: unknown = Reflect.get(window, 'overheard')
    return [...texts, JSON.stringify(overheard)].join('\n')
  })
}

type Message = { type: string; [field: string]: unknown }

/** Sends messages to the worker that has the keys, over a port of its own. Resolves with all that it answers. */
export function askWorker(page: Page, messages: readonly Message[]): Promise<Message[]> {
  return page.evaluate(
    async ([file, sent]) => {
      const { port } = new SharedWorker(file, { type: 'module', name: 'requests' })
      const received: Message[] = []
      port.addEventListener('message', ({ data }) => received.push(data))
      port.start()
      for (const [index, message] of sent.entries()) port.postMessage({ ...message, id: 1_000_000 + index })
      const waits = sent.filter(({ type }) => type === 'request' || type === 'vault').length
      const answers = () => received.filter(({ type }) => ['response', 'failed', 'result'].includes(type)).length
      for (let tries = 0; tries < 200 && answers() < waits; tries += 1) await new Promise((resolve) => setTimeout(resolve, 50))
      return received
    },
    [workerFile(), messages] as const,
  )
}

/** Calls that change something, without a key: the worker would add it. */
export function changesOf(host: string, connectionId: string): Message[] {
  const recording = '/projects/1/session_recordings'
  const calls: [string, string][] = [
    ['DELETE', `${recording}/x/`],
    ['PATCH', `${recording}/x/`],
    ['POST', `${recording}/bulk_delete/`],
    ['PATCH', `${recording}/x/sharing/`],
    ['POST', `${recording}/x/sharing/refresh/`],
    ['POST', `${recording}/x/sharing/passwords/`],
    ['DELETE', `${recording}/x/sharing/passwords/1/`],
    ['PATCH', '/projects/1/subscriptions/1/'],
    ['POST', '/projects/1/subscriptions/1/test-delivery/'],
    ['POST', '/personal_api_keys/'],
    ['PATCH', '/users/@me/'],
    ['DELETE', '/projects/1/'],
  ]
  return calls.map(([method, path]) => ({
    type: 'request',
    request: {
      connectionId,
      url: `${host}/api${path}`,
      method,
      body: '{}',
      cache: 'no-store',
      isReadOnly: false,
      isStreamed: false,
    },
  }))
}

/** Tries to have the worker give the key away, or send it elsewhere. */
export function questionsOf(host: string, elsewhere: string, connectionId: string): Message[] {
  const request = { connectionId, method: 'GET', cache: 'no-store', isReadOnly: false, isStreamed: false }
  const sealed = { iv: 'AAAA', data: 'AAAA' }
  return [
    { type: 'hello' },
    { type: 'state' },
    { type: 'request', request: { ...request, url: `${elsewhere}/api/users/@me/` } },
    { type: 'request', request: { ...request, url: `${host}/api/users/@me/` } },
    { type: 'request', request: { ...request, url: `${host}/api/personal_api_keys/` } },
    { type: 'request', request: { ...request, connectionId: '__proto__', url: `${host}/api/users/@me/` } },
    { type: 'vault', call: { call: 'seal', connectionId: 'mine', host: elsewhere, key: 'phx_mine', isReadOnly: false } },
    {
      type: 'vault',
      call: { call: 'setReadOnly', connectionId, isReadOnly: false, header: { salt: '', rounds: 1, masterKey: sealed } },
    },
  ]
}

/** Everything by which script could send to another server, but for leaving the page. */
export async function sendElsewhere(page: Page, elsewhere: string, udpPort: number): Promise<void> {
  await page.evaluate(
    async ([origin, port]) => {
      const attempt = (send: () => unknown) => {
        try {
          Promise.resolve(send()).catch(() => undefined)
        } catch {
          // refused
        }
      }
      const add = (name: string, fields: object) => document.body.append(Object.assign(document.createElement(name), fields))
      attempt(() => fetch(`${origin}/fetch`, { mode: 'no-cors' }))
      attempt(() => fetch(`${origin}/keepalive`, { mode: 'no-cors', keepalive: true, method: 'POST', body: 'x' }))
      attempt(() => {
        const request = new XMLHttpRequest()
        request.open('GET', `${origin}/xhr`)
        request.send()
      })
      attempt(() => navigator.sendBeacon(`${origin}/beacon`))
      attempt(() => new WebSocket(`${origin.replace('http', 'ws')}/socket`))
      attempt(() => new EventSource(`${origin}/events`))
      attempt(() => add('img', { src: `${origin}/picture` }))
      attempt(() => add('script', { src: `${origin}/script` }))
      attempt(() => add('iframe', { src: `${origin}/frame` }))
      attempt(() => add('video', { src: `${origin}/video` }))
      attempt(() => add('object', { data: `${origin}/object` }))
      attempt(() => add('embed', { src: `${origin}/embed` }))
      for (const rel of [
        'stylesheet',
        'prefetch',
        'preload',
        'modulepreload',
        'icon',
        'manifest',
        'preconnect',
        'dns-prefetch',
        'prerender',
      ])
        attempt(() =>
          document.head.append(Object.assign(document.createElement('link'), { rel, as: 'script', href: `${origin}/${rel}` })),
        )
      for (const rel of ['preconnect', 'dns-prefetch'])
        attempt(() =>
          document.head.append(Object.assign(document.createElement('link'), { rel, href: `https://${rel}.prove.invalid` })),
        )
      attempt(() => document.body.style.setProperty('background', `url(${origin}/style)`))
      attempt(() => new FontFace('x', `url(${origin}/font)`).load())
      attempt(() => {
        const form = Object.assign(document.createElement('form'), { action: `${origin}/form`, method: 'post' })
        document.body.append(form)
        form.submit()
      })
      attempt(() => Object.assign(document.createElement('a'), { href: '#ping', ping: `${origin}/ping` }).click())
      attempt(() => new Worker(`${origin}/worker`))
      attempt(async () => {
        const connection = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${port}` }] })
        connection.createDataChannel('x')
        await connection.setLocalDescription(await connection.createOffer())
      })
      await new Promise((resolve) => setTimeout(resolve, 1500))
    },
    [elsewhere, udpPort] as const,
  )
}

/** Leaves for another server, which no policy can stop. */
export async function leave(page: Page, elsewhere: string): Promise<void> {
  await page.evaluate((origin) => void window.open(`${origin}/window`), elsewhere)
  await page.waitForTimeout(500)
  await page.evaluate((origin) => location.assign(`${origin}/navigation`), elsewhere).catch(() => undefined)
  await page.waitForTimeout(1000)
}
