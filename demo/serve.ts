import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createDemoHost } from './host.ts'
import type { DemoOptions } from './options.ts'

export type ServedHost = { origin: string; close(): Promise<void> }

/** Lists name recordings by the hundred in their address; Node would stop at 16 KiB. */
const longestAddress = 65_536

/** Serves a demo host on 127.0.0.1. Port 0 takes any free one. Rejects with Node's error where the port is taken. */
export function serveDemo(options: Partial<DemoOptions>, port: number): Promise<ServedHost> {
  const host = createDemoHost(options)
  const listener = getRequestListener((request) => host.fetch(request), { overrideGlobalObjects: false })
  const server = createServer({ maxHeaderSize: longestAddress }, listener)

  function close(): Promise<void> {
    return new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  }

  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      const taken = typeof address === 'object' && address !== null ? address.port : port
      resolve({ origin: `http://127.0.0.1:${taken}`, close })
    })
  })
}
