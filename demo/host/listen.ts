import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'

/** A server that listens on 127.0.0.1. */
export type Listening = { origin: string; close(): Promise<void> }

/** Lists name recordings by the hundred in their address; Node would stop at 16 KiB. */
const longestAddress = 65_536

/**
 * Serves a function from Request to Response on 127.0.0.1. Port 0 takes any free one. Rejects with an Error whose message is
 * one sentence where the port is taken.
 */
export function listen(fetch: (request: Request) => Response | Promise<Response>, port: number): Promise<Listening> {
  const server = createServer({ maxHeaderSize: longestAddress }, getRequestListener(fetch, { overrideGlobalObjects: false }))

  function close(): Promise<void> {
    return new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  }

  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE'
      reject(isTaken ? new Error(`Port ${port} is taken by another program: end that one, or choose another port.`) : error)
    })
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      const taken = typeof address === 'object' && address !== null ? address.port : port
      resolve({ origin: `http://127.0.0.1:${taken}`, close })
    })
  })
}
