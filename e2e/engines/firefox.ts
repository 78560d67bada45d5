import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BidiHandler } from 'webdriver'
import { candidates, type Driver, type Handle, selectAllKeys, selectors, sourceOf } from './driver.ts'
import { awaitOutput, launch } from './processes.ts'

type Entry = { method?: string; params?: { level?: string; text?: string } }

const window = ['--width', '1440', '--height', '1000']

/** Its list of downloads would take the focus; and no requests of the browser's own. */
const preferences = {
  'browser.download.alwaysOpenPanel': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
}

/** Firefox speaks WebDriver BiDi itself, so it needs no driver beside it. Its profile is new in `folder`. */
export async function startFirefox(program: string, folder: string): Promise<Driver> {
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref("${name}", ${value});`)
  writeFileSync(join(folder, 'user.js'), lines.join('\n'))
  const args = ['--headless', '--no-remote', '--profile', folder, '--remote-debugging-port', '0', ...window, 'about:blank']
  const env = { ...process.env, HOME: folder, TZ: 'Europe/Lisbon', LANG: 'en_US.UTF-8' }
  const child = launch(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env })
  const address = await awaitOutput(child, child.stderr, /WebDriver BiDi listening on (ws:\S+)/)
  const client = new BidiHandler(`${address}/session`, {}, 30_000)
  if (!(await client.connect())) throw new Error('Firefox takes no connection.')
  const { capabilities } = await client.sessionNew({ capabilities: {} })
  const downloads = join(folder, 'downloads')
  await client.browserSetDownloadBehavior({ downloadBehavior: { type: 'allowed', destinationFolder: downloads } })
  await client.sessionSubscribe({ events: ['log.entryAdded'] })
  const { context } = await client.browsingContextCreate({ type: 'tab' }) // the first tab never gets the focus
  return { ...createDriver(client, context), downloads, version: `Firefox ${capabilities.browserVersion}` }
}

function createDriver(client: BidiHandler, context: string): Omit<Driver, 'downloads' | 'version'> {
  let logged: string[] = []
  client.socket?.on('message', (data: Buffer) => {
    const { method, params } = JSON.parse(data.toString()) as Entry
    const isComplaint = method === 'log.entryAdded' && (params?.level === 'error' || params?.level === 'warn')
    if (isComplaint) logged.push(params?.text ?? '')
  })

  const run: Driver['run'] = async (body, argument, element) => {
    const answer = await client.scriptCallFunction({
      functionDeclaration: sourceOf(body),
      arguments: [{ type: 'string', value: JSON.stringify(argument ?? null) }, ...(element ? [{ sharedId: element.id }] : [])],
      awaitPromise: false,
      target: { context },
    })
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text)
    return JSON.parse(answer.result.type === 'string' ? answer.result.value : 'null')
  }

  /** Elements that a function returns for texts and the element in which it looks. */
  async function elements(body: (...values: never[]) => Element[], texts: string[], within?: Handle): Promise<Handle[]> {
    const answer = await client.scriptCallFunction({
      functionDeclaration: `(root, ...texts) => { const __name = (value) => value; return (${body.toString()})(...texts, root ?? document) }`,
      arguments: [
        within ? { sharedId: within.id } : { type: 'null' },
        ...texts.map((value) => ({ type: 'string' as const, value })),
      ],
      awaitPromise: false,
      target: { context },
    })
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text)
    const list = answer.result.type === 'array' ? (answer.result.value ?? []) : []
    return list.flatMap((one) => (one.type === 'node' && one.sharedId !== undefined ? [{ id: one.sharedId }] : []))
  }

  async function isCalled({ id }: Handle, role: string, name: string): Promise<boolean> {
    const locator = { type: 'accessibility' as const, value: { role, name } }
    const { nodes } = await client.browsingContextLocateNodes({
      context,
      locator,
      startNodes: [{ sharedId: id }],
      maxNodeCount: 1,
    })
    return nodes[0]?.sharedId === id
  }

  async function click(element: Handle) {
    const origin = { type: 'element' as const, element: { sharedId: element.id } }
    const actions = [
      { type: 'pointerMove' as const, x: 0, y: 0, origin },
      { type: 'pointerDown' as const, button: 0 },
      { type: 'pointerUp' as const, button: 0 },
    ]
    await client.inputPerformActions({ context, actions: [{ type: 'pointer', id: 'mouse', actions }] })
  }

  return {
    run,
    click,
    async open(url) {
      await client.browsingContextNavigate({ context, url, wait: 'complete' })
    },
    query: (selector, within) => elements((css, root) => [...(root as Element).querySelectorAll(css)], [selector], within),
    async find(role, name, within) {
      const near = await elements(candidates, [selectors[role], name], within)
      const confirmed = await Promise.all(near.map((one) => isCalled(one, role, name)))
      return near.filter((_, index) => confirmed[index])
    },
    async selectAll() {
      await client.inputPerformActions({ context, actions: [{ type: 'key', id: 'keyboard', actions: selectAllKeys }] })
    },
    async type(element, text) {
      const hasFocus = await run(
        (_, one) => {
          const root = one?.getRootNode()
          return (root instanceof Document || root instanceof ShadowRoot) && root.activeElement === one
        },
        null,
        element,
      )
      if (!hasFocus) await click(element)
      await client.inputPerformActions({ context, actions: [{ type: 'key', id: 'keyboard', actions: strokes(text) }] })
    },
    complaints() {
      const said = logged
      logged = []
      return said
    },
    async close() {
      await client.browserClose({})
    },
  }
}

/** A key down and up for each character. */
function strokes(text: string) {
  return Array.from(text).flatMap((value) => [
    { type: 'keyDown' as const, value },
    { type: 'keyUp' as const, value },
  ])
}
