import { capturedId } from '../../../demo/data/capturedRows.ts'
import { createDemoHost, type DemoHost } from '../../../demo/host.ts'
import { demoKeys } from '../../../demo/keys.ts'
import type { DemoOptions } from '../../../demo/options.ts'
import type { ApiConnection } from '#api/http/request.ts'
import { listSnapshots } from '#api/snapshots/snapshots.ts'
import { inProcessDecoder } from './inProcessDecoder.ts'
import { type LoadOptions, loadSnapshots } from './loadSnapshots.ts'
import type { ReplayLoad, ReplayState } from './replayLoad.ts'

/** A snapshots call as it reached the host. */
export type Asked = { query: Record<string, string>; status: number; at: number; aborted: boolean }

type Change = (request: Request, answer: () => Promise<Response>) => Promise<Response>

let trials = 0

/** Two days ago, so that the captured sessions ended long before anybody watches them. */
export const longAgo = () => Date.now() - 2 * 86_400_000

/** For tests: the loader before a demo host of its own, without a network and without a worker. */
export class LoadTrial {
  readonly host: DemoHost
  readonly connection: ApiConnection
  readonly leaving = new AbortController()
  asked: Asked[] = []
  /** Answers in the place of the host, or later than it. */
  change: Change = (_, answer) => answer()

  /** A host may serve several trials, for what takes long to be made up. */
  constructor(
    options: Partial<DemoOptions> = {},
    key: string = demoKeys.all,
    host = createDemoHost({ now: longAgo, ...options }),
  ) {
    trials += 1
    this.host = host
    this.connection = { id: `trial ${trials}`, host: `https://host-${trials}.example`, key, projectId: '1' }
  }

  /** Stands in for the browser's `fetch`. */
  fetch = async (input: string, init: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    const { searchParams } = new URL(request.url)
    const asked: Asked = { query: Object.fromEntries(searchParams), status: 0, at: Date.now(), aborted: false }
    this.asked.push(asked)
    const { signal } = request
    const left = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => {
        asked.aborted = true
        reject(signal.reason)
      })
    })
    const response = await Promise.race([this.change(request, () => this.host.fetch(request)), left])
    asked.status = response.status
    return response
  }

  load(id: string, options: Partial<LoadOptions> = {}): ReplayLoad {
    return loadSnapshots(this.connection, id, {
      signal: this.leaving.signal,
      allowedHosts: ['shop.example'],
      openDecoder: inProcessDecoder(),
      ...options,
    })
  }

  /** When the blocks of a recording begin, as the host lists them. */
  async blockTimes(id: string): Promise<{ start: number | null }[]> {
    return listSnapshots(this.connection, id, {})
  }

  captured(name: string, options: Partial<LoadOptions> = {}): ReplayLoad {
    return this.load(capturedId(name), options)
  }
}

/** Waits for a state of a load. */
export function until(load: ReplayLoad, isThere: (state: ReplayState) => boolean): Promise<ReplayState> {
  return new Promise((resolve) => {
    const look = () => {
      const state = load.get()
      if (!isThere(state)) return
      stop()
      resolve(state)
    }
    const stop = load.subscribe(look)
    look()
  })
}

/** Loads all of it, and gives how it ended. */
export function wholeOf(load: ReplayLoad): Promise<ReplayState> {
  load.wantAll()
  return until(load, ({ end }) => end !== null)
}
