import { capturedId } from '../../../demo/data/capturedRows.ts'
import { createDemoHost, type DemoHost } from '../../../demo/createDemoHost.ts'
import { demoKeys } from '../../../demo/host/keys.ts'
import type { DemoOptions } from '../../../demo/host/options.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { listSnapshots } from '#api/snapshots/snapshots.ts'
import { inProcessDecoder } from './inProcessDecoder.ts'
import { type LoadOptions, loadSnapshots } from './loadSnapshots.ts'
import type { ReplayLoad, ReplayState } from './replayLoad.ts'

export type RecordedRequest = { query: Record<string, string>; status: number; at: number; aborted: boolean }

type Intercept = (request: Request, answer: () => Promise<Response>) => Promise<Response>

let harnessCount = 0

/** Two days ago, long after the captured sessions ended. */
export const longAgo = () => Date.now() - 2 * 86_400_000

/** For tests: the loader with its own demo host, without network or worker. */
export class LoadHarness {
  readonly host: DemoHost
  readonly connection: ApiConnection
  readonly controller = new AbortController()
  requests: RecordedRequest[] = []
  /** Replaces or delays responses of the host. */
  intercept: Intercept = (_, answer) => answer()

  /** Pass a host to share it between tests, since creating its data takes long. */
  constructor(
    options: Partial<DemoOptions> = {},
    key: string = demoKeys.all,
    host = createDemoHost({ now: longAgo, ...options }),
  ) {
    harnessCount += 1
    this.host = host
    this.connection = { id: `trial ${harnessCount}`, host: `https://host-${harnessCount}.example`, key, projectId: '1' }
  }

  fetch = async (input: string, init: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    const { searchParams } = new URL(request.url)
    const requests: RecordedRequest = { query: Object.fromEntries(searchParams), status: 0, at: Date.now(), aborted: false }
    this.requests.push(requests)
    const { signal } = request
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => {
        requests.aborted = true
        reject(signal.reason)
      })
    })
    const response = await Promise.race([this.intercept(request, () => this.host.fetch(request)), aborted])
    requests.status = response.status
    return response
  }

  load(id: string, options: Partial<LoadOptions> = {}): ReplayLoad {
    return loadSnapshots(this.connection, id, {
      signal: this.controller.signal,
      allowedHosts: ['shop.example'],
      openDecoder: inProcessDecoder(),
      ...options,
    })
  }

  async blockTimes(id: string): Promise<{ start: number | null }[]> {
    return listSnapshots(this.connection, id, {})
  }

  captured(name: string, options: Partial<LoadOptions> = {}): ReplayLoad {
    return this.load(capturedId(name), options)
  }
}

export function waitForState(load: ReplayLoad, isReached: (state: ReplayState) => boolean): Promise<ReplayState> {
  return new Promise((resolve) => {
    const check = () => {
      const state = load.get()
      if (!isReached(state)) return
      unsubscribe()
      resolve(state)
    }
    const unsubscribe = load.subscribe(check)
    check()
  })
}

export function loadFully(load: ReplayLoad): Promise<ReplayState> {
  load.loadAll()
  return waitForState(load, ({ end }) => end !== null)
}
