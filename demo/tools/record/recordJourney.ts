import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { launchBrowser } from './browser.ts'
import { type Capture, type CapturedBody, createCapture } from './capture.ts'
import type { Journey, Scene } from './journey.ts'
import { createShop } from './shop.ts'
import type { ShopName } from './shopApi.ts'
import { createVisitor } from './visitor.ts'

/** The hosts that stand in recorded addresses. */
const hosts: Record<ShopName, string> = { garden: 'shop.example', tea: 'www.leafandkettle.example' }

/** The recorded visitors use an ordinary Chrome: what drives it would stand in every event otherwise. */
const desktop = {
  viewport: { width: 1280, height: 800 },
  locale: 'en-GB',
  timezoneId: 'Europe/London',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
}

type Listening = { port: number; close(): void }

function serve(fetch: (request: Request) => Response | Promise<Response>): Promise<Listening> {
  const server = createServer(getRequestListener(fetch, { overrideGlobalObjects: false }))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address !== 'object' || address === null) return reject(new Error('The shop has no port.'))
      resolve({
        port: address.port,
        close() {
          server.close()
          server.closeAllConnections()
        },
      })
    })
  })
}

/**
 * Leaves every page as a person closes a tab. The hand on its way to the tab is the last thing to be recorded: once that has
 * come, so has all before it. What a closing page still sends may be lost.
 */
async function leave(scene: Scene, capture: Capture): Promise<void> {
  for (const page of scene.context.pages()) {
    await page.bringToFront()
    const leaving = Date.now()
    await createVisitor(page, scene.origin).turnAway()
    await capture.waitForSnapshotSince(leaving)
    const leavesSoFar = capture.count('$pageleave')
    await page.close({ runBeforeUnload: true })
    await capture.waitForCount('$pageleave', leavesSoFar + 1)
  }
}

/** Records one visit, each with a server and a browser of its own, and gives what the SDK sent, in order. */
export async function recordJourney(journey: Journey): Promise<CapturedBody[]> {
  const capture = createCapture()
  const { shop = 'garden' } = journey
  const server = await serve(createShop(capture, shop, journey.recording ?? {}).fetch)
  try {
    const browser = await launchBrowser(hosts[shop], server.port)
    try {
      const context = await browser.newContext({ ...desktop, ...journey.device })
      const scene = { context, origin: `http://${hosts[shop]}` }
      await journey.visit(scene)
      await leave(scene, capture)
      return await capture.bodies()
    } finally {
      await browser.close()
    }
  } finally {
    server.close()
  }
}
