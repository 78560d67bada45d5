import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname } from 'node:path'
import { Hono } from 'hono'
import type { Capture } from './capture.ts'
import { addShopApi, type ShopName } from './shopApi.ts'

/** Options that the page hands to the SDK as `session_recording`. */
export type RecordingOptions = Record<string, unknown>

const pages = new URL('./pages/', import.meta.url)

type Route = { path: string; file: string; title: string }

const shared: readonly Route[] = [
  { path: '/products/:slug', file: 'product.html', title: 'Goods' },
  { path: '/cart', file: 'cart.html', title: 'Basket' },
  { path: '/checkout', file: 'checkout.html', title: 'Checkout' },
  { path: '/thank-you', file: 'thanks.html', title: 'Thank you' },
  { path: '/join', file: 'join.html', title: 'Join the club' },
]

const routes: Record<ShopName, readonly Route[]> = {
  garden: [
    ...shared,
    { path: '/', file: 'home.html', title: 'Tools and seeds' },
    { path: '/journal/:slug', file: 'article.html', title: 'Sharpening secateurs' },
    { path: '/workshop/*', file: 'workshop.html', title: 'Workshop' },
    { path: '/sales', file: 'sales.html', title: 'Sales' },
  ],
  tea: [
    ...shared,
    { path: '/', file: 'home.html', title: 'Loose leaf tea' },
    { path: '/collections/:slug', file: 'home.html', title: 'Collection' },
    { path: '/journal/:slug', file: 'article.html', title: 'How to brew gyokuro' },
    { path: '/account/orders', file: 'orders.html', title: 'My orders' },
    { path: '/help/returns', file: 'returns.html', title: 'Returns' },
    { path: '/gift-cards', file: 'gift-cards.html', title: 'Gift cards' },
  ],
}

const kinds: Record<string, string> = { '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' }

/** What PostHog's CDN answers when the SDK asks how to behave. */
const remoteConfig = {
  supportedCompression: ['gzip', 'gzip-js'],
  hasFeatureFlags: false,
  captureDeadClicks: false,
  capturePerformance: { network_timing: true, web_vitals: false },
  autocapture_opt_out: false,
  autocaptureExceptions: true,
  analytics: { endpoint: '/i/v0/e/' },
  elementsChainAsString: true,
  sessionRecording: { endpoint: '/s/', consoleLogRecordingEnabled: true, recorderVersion: 'v2' },
  heatmaps: false,
  surveys: false,
  defaultIdentifiedOnly: true,
}

function pageOf(shop: ShopName, { file, title }: Route, recording: RecordingOptions): string {
  const fill = { title, recording: JSON.stringify(recording).replaceAll('"', '&quot;'), main: read(shop, file) }
  return Object.entries(fill).reduce((page, [name, value]) => page.replace(`{{${name}}}`, () => value), read(shop, 'layout.html'))
}

/** The tea shop has some files of its own below `pages/tea`; the rest it shares. */
function read(shop: ShopName, file: string): string {
  const own = new URL(`${shop}/${file}`, pages)
  return readFileSync(existsSync(own) ? own : new URL(file, pages), 'utf8')
}

/** The build of the SDK that carries the recorder in itself and asks no other host for more. */
function readSdk(): string {
  return readFileSync(createRequire(import.meta.url).resolve('posthog-js/dist/array.full.no-external.js'), 'utf8')
}

function addCaptureEndpoints(app: Hono, capture: Capture): void {
  app.get('/ph/array/:token/config', (context) => context.json({ token: context.req.param('token'), ...remoteConfig }))
  app.post('/ph/flags/', (context) => context.json({ flags: {}, errorsWhileComputingFlags: false, ...remoteConfig }))
  for (const path of ['/ph/s/', '/ph/e/', '/ph/i/v0/e/']) {
    app.post(path, async (context) => {
      const url = new URL(context.req.url)
      await capture.receive(context.req.arrayBuffer().then((body) => ({ bytes: new Uint8Array(body), url })))
      return context.json({ status: 'Ok' })
    })
  }
}

/** The shop, its SDK and the endpoint that takes what the SDK sends, on one origin. */
export function createShop(capture: Capture, shop: ShopName, recording: RecordingOptions): Hono {
  const app = new Hono()
  const sdk = readSdk()
  addCaptureEndpoints(app, capture)
  addShopApi(app, shop)
  app.get('/sdk.js', (context) => context.body(sdk, 200, { 'content-type': 'text/javascript' }))
  for (const route of routes[shop]) app.get(route.path, (context) => context.html(pageOf(shop, route, recording)))
  app.get('/:file{((?:shop|tea)\\.css|scripts/[a-z]+\\.js|pictures/[a-z]+\\.svg)}', (context) => {
    const file = context.req.param('file')
    return context.body(read(shop, file), 200, { 'content-type': kinds[extname(file)] ?? 'text/plain' })
  })
  app.notFound((context) => {
    console.warn(`The shop has no ${context.req.method} ${context.req.path}`)
    return context.json({ error: 'not found' }, 404)
  })
  return app
}
