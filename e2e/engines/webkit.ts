import { createServer } from 'node:net'
import { type Client, WebDriver } from 'webdriver'
import { candidates, type Driver, type Handle, selectAllKeys, selectors, sourceOf } from './driver.ts'
import { awaitOutput, launch } from './processes.ts'

const elementKey = 'element-6066-11e4-a52e-4f735466cecf'

export type WebKitPrograms = { driver: string; browser: string; display: string }

/** A port that was free just now: the driver takes a number only. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** The browser's window needs a display. */
async function startDisplay(program: string): Promise<string> {
  const args = ['-displayfd', '3', '-screen', '0', '1440x1000x24', '-nolisten', 'tcp']
  const child = launch(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  return `:${await awaitOutput(child, child.stdio[3] as NodeJS.ReadableStream, /(\d+)\n/)}`
}

/** WebKit's driver speaks classic WebDriver. The browser's data is new in `folder`. */
export async function startWebKit(
  { driver, browser, display }: WebKitPrograms,
  folder: string,
  complaints: () => string[],
): Promise<Driver> {
  const port = await freePort()
  const env = {
    ...process.env,
    HOME: folder,
    DISPLAY: await startDisplay(display),
    GDK_BACKEND: 'x11',
    GTK_A11Y: 'none',
    NO_AT_BRIDGE: '1',
    TZ: 'Europe/Lisbon',
    LANG: 'en_US.UTF-8',
  }
  launch(driver, [`--port=${port}`, '--host=127.0.0.1'], { stdio: 'ignore', env })
  const client = await WebDriver.newSession({
    hostname: '127.0.0.1',
    port,
    logLevel: 'silent',
    connectionRetryTimeout: 30_000,
    capabilities: {
      firstMatch: [{}],
      alwaysMatch: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
      } as WebdriverIO.Capabilities,
    },
  })
  await client.setWindowRect(0, 0, 1440, 1000)
  const version = `WebKitGTK ${client.capabilities.browserVersion}`
  return { ...createDriver(client), complaints, version, downloads: folder }
}

function createDriver(client: Client): Omit<Driver, 'complaints' | 'downloads' | 'version'> {
  const run: Driver['run'] = async (body, argument, element) => {
    const source = `return (${sourceOf(body)})(arguments[0], arguments[1])`
    const values = [JSON.stringify(argument ?? null), ...(element ? [{ [elementKey]: element.id }] : [])]
    return JSON.parse((await client.executeScript(source, values)) as string)
  }

  /** Elements that a function returns for texts and the element in which it looks. */
  async function elements(body: (...values: never[]) => Element[], texts: string[], within?: Handle): Promise<Handle[]> {
    const source = `const [root, ...texts] = arguments; const __name = (value) => value; return (${body.toString()})(...texts, root ?? document)`
    const values = [within ? { [elementKey]: within.id } : null, ...texts]
    const found = (await client.executeScript(source, values)) as unknown as Record<string, string>[]
    return found.map((one) => ({ id: one[elementKey] ?? '' }))
  }

  async function isCalled({ id }: Handle, role: string, name: string): Promise<boolean> {
    const label = await client.getElementComputedLabel(id)
    return label.trim() === name && (await client.getElementComputedRole(id)) === role
  }

  return {
    run,
    async open(url) {
      await client.navigateTo(url)
    },
    query: (selector, within) => elements((css, root) => [...(root as Element).querySelectorAll(css)], [selector], within),
    async find(role, name, within) {
      const near = await elements(candidates, [selectors[role], name], within)
      const confirmed = await Promise.all(near.map((one) => isCalled(one, role, name)))
      return near.filter((_, index) => confirmed[index])
    },
    async click(element) {
      await client.elementClick(element.id)
    },
    async selectAll() {
      await client.performActions([{ type: 'key', id: 'keyboard', actions: selectAllKeys }])
    },
    async type(element, text) {
      await client.elementSendKeys(element.id, text)
    },
    async close() {
      await client.deleteSession()
    },
  }
}
