import { createDemoHost } from './createDemoHost.ts'
import { listen, type Listening } from './host/listen.ts'
import type { DemoOptions } from './host/options.ts'

/** Serves a demo host of its own on 127.0.0.1. Port 0 takes any free one. Rejects as `listen` does where the port is taken. */
export function serveDemo(options: Partial<DemoOptions>, port: number): Promise<Listening> {
  const host = createDemoHost(options)
  return listen((request) => host.fetch(request), port)
}
