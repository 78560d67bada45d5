import { setReadOnlyDeployment } from '#storage/readOnly.ts'
import { RequestFailure } from '#api/requestWorker/requestFailure.ts'
import type { FromRequestWorker, HostRequest, HostResponse, ToRequestWorker } from '#api/requestWorker/messages.ts'
import { setVaultState } from '#storage/vaultState.ts'

/** A response, with the stream of its body if that was requested. */
export type PortResponse = HostResponse & { body: ReadableStream<Uint8Array<ArrayBuffer>> | null }

type Port = {
  post: (message: ToRequestWorker) => void
  receive: (listener: (message: FromRequestWorker) => void) => void
}

declare global {
  interface Window {
    /** The worker that the start script has started. */
    requestWorker?: SharedWorker | undefined
  }
}

const listeners = new Map<number, (message: FromRequestWorker) => void>()
let lastId = 0

/** An ID for a message to the worker; `listener` gets the messages with that ID until it is removed. */
export function listen(listener: (message: FromRequestWorker) => void): { id: number; stop: () => void } {
  const id = ++lastId
  listeners.set(id, listener)
  return { id, stop: () => listeners.delete(id) }
}

let opened: Pick<Port, 'post'> | null = null

/** One worker for all tabs, where the browser has such; a vault that is unlocked in one of them is unlocked in all. */
function sharedPort(onError: () => void): Port {
  const worker =
    window.requestWorker ??
    new SharedWorker(new URL('../requestWorker/requestWorker.ts', import.meta.url), { type: 'module', name: 'requests' })
  worker.addEventListener('error', onError)
  return {
    post: (message) => worker.port.postMessage(message, []),
    receive(listener) {
      worker.port.addEventListener('message', ({ data }: MessageEvent<FromRequestWorker>) => listener(data))
      worker.port.start()
    },
  }
}

function ownPort(onError: () => void): Port {
  const worker = new Worker(new URL('../requestWorker/requestWorker.ts', import.meta.url), { type: 'module', name: 'requests' })
  worker.addEventListener('error', onError)
  return {
    post: (message) => worker.postMessage(message, []),
    receive: (listener) => worker.addEventListener('message', ({ data }: MessageEvent<FromRequestWorker>) => listener(data)),
  }
}

function onMessage(message: FromRequestWorker) {
  if (message.type === 'state') setVaultState(message.state)
  else if (message.type === 'deployment') setReadOnlyDeployment(message.isReadOnly)
  else listeners.get(message.id)?.(message)
}

/** Requests that wait fail as if the network were gone; the next one starts the worker again. */
function onCrash() {
  opened = null
  window.requestWorker = undefined
  for (const [id, listener] of listeners) listener({ type: 'failed', id, reason: 'network' })
}

/** A browser may connect a reloaded page to a shared worker that is ending, which never answers. In milliseconds. */
const maxStartMs = 8000

/** The port to the worker that sends all requests; starts it. What is posted before the worker answers waits, so that nothing is sent twice. */
export function openRequestPort(): Pick<Port, 'post'> {
  if (opened) return opened
  const waiting: ToRequestWorker[] = []
  let current: Port | null = null
  let isReady = false
  function connect(port: Port) {
    current = port
    port.receive((message) => {
      if (current !== port) return
      isReady = true
      for (const earlier of waiting.splice(0)) port.post(earlier)
      onMessage(message)
    })
    port.post({ type: 'hello' })
  }
  if (typeof SharedWorker === 'undefined') connect(ownPort(onCrash))
  else {
    connect(sharedPort(onCrash))
    setTimeout(() => !isReady && connect(ownPort(onCrash)), maxStartMs)
  }
  const post: Port['post'] = (message) => (isReady ? current?.post(message) : waiting.push(message))
  addEventListener('pagehide', () => post({ type: 'leave' }))
  addEventListener('pageshow', ({ persisted }) => persisted && post({ type: 'hello' }))
  return (opened = { post })
}

/** Has the worker send a request. Rejects with RequestFailure, also when `signal` aborts. */
export function sendThroughWorker(request: HostRequest, signal: AbortSignal): Promise<PortResponse> {
  return new Promise((resolve, reject) => {
    const port = openRequestPort()
    let pieces: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | null = null

    function end(fail?: RequestFailure) {
      stop()
      signal.removeEventListener('abort', abort)
      if (!fail) return pieces?.close()
      pieces?.error(fail)
      reject(fail)
    }
    function abort() {
      port.post({ type: 'abort', id })
      end(new RequestFailure('network'))
    }

    if (signal.aborted) return reject(new RequestFailure('network'))
    signal.addEventListener('abort', abort)
    const { id, stop } = listen((message) => {
      if (message.type === 'response') {
        const body = message.isStreamed
          ? new ReadableStream({ start: (controller) => void (pieces = controller), cancel: abort })
          : null
        resolve({ ...message.response, body })
        if (!message.isStreamed) end()
      } else if (message.type === 'piece') pieces?.enqueue(message.bytes)
      else if (message.type === 'end') end()
      else if (message.type === 'failed') end(new RequestFailure(message.reason))
    })
    port.post({ type: 'request', id, request })
  })
}
