import { createSocket } from 'node:dgram'
import { fileURLToPath } from 'node:url'
import { createDemoHost } from '../../demo/createDemoHost.ts'
import { demoKeys } from '../../demo/host/keys.ts'
import { listen } from '../../demo/host/listen.ts'
import { createDashboard } from '../dashboard.ts'

const dist = fileURLToPath(new URL('../../dist', import.meta.url))

/** A dashboard with a preset host, that demo host, which takes `key`, and another server that must hear of nothing. */
export async function openSites(key: string) {
  const host = createDemoHost({})
  const demo = await listen(async (request) => {
    const { method, url, signal } = request
    const headers = new Headers(request.headers)
    if (headers.get('Authorization') === `Bearer ${key}`) headers.set('Authorization', `Bearer ${demoKeys.all}`)
    const body = method === 'GET' || method === 'HEAD' ? undefined : await request.text()
    return host.fetch(new Request(url, { method, headers, body, signal }))
  }, 0)
  const received: string[] = []
  const elsewhere = await listen((request) => {
    received.push(`${request.method} ${new URL(request.url).pathname}`)
    return new Response('')
  }, 0)
  const udp = createSocket('udp4')
  udp.on('message', () => received.push('UDP'))
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve))
  const dashboard = await listen(createDashboard(dist, { host: demo.origin }).fetch, 0)
  return {
    demo: demo.origin,
    dashboard: dashboard.origin,
    elsewhere: elsewhere.origin,
    udpPort: udp.address().port,
    received,
    async writes(): Promise<number> {
      const journal: { method: string; path: string }[] = await (await fetch(`${demo.origin}/__demo/journal`)).json()
      return journal.filter(({ method, path }) => !['GET', 'OPTIONS', 'HEAD'].includes(method) && !path.includes('/query/'))
        .length
    },
    async close() {
      udp.close()
      await Promise.all([demo.close(), elsewhere.close(), dashboard.close()])
    },
  }
}

export type Sites = Awaited<ReturnType<typeof openSites>>
