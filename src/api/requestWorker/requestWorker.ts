import { answerRequest, type RequestKeys } from './answerRequest.ts'
import type { FromRequestWorker, HostRequest, ToRequestWorker } from './messages.ts'
import { createRequestCounts, type RequestCounts } from './requestCounts.ts'
import { RequestFailure } from './requestFailure.ts'
import { createVault } from './vault.ts'

/** The page's side: the port of a shared worker, or the worker itself. */
type Port = {
  postMessage: (message: FromRequestWorker, transfer: Transferable[]) => void
  addEventListener: (type: 'message', listener: (event: MessageEvent<ToRequestWorker>) => void) => void
}

const ports = new Set<Port>()
const lockedElsewhere = new BroadcastChannel('replay-desk-lock')
const vault = createVault((state) => {
  for (const port of ports) port.postMessage({ type: 'state', state }, [])
})

lockedElsewhere.addEventListener('message', () => vault.lock())

let deployment: Promise<boolean> | null = null

async function readDeployment(counts?: RequestCounts): Promise<boolean> {
  counts?.onSent(location.origin, false)
  // oxlint-disable-next-line no-restricted-globals -- a file of its own origin, without a key
  const answer = await fetch('/config.json', { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' })
  const text = await answer.text()
  counts?.onReceived(location.origin, text.length)
  try {
    const json: unknown = answer.ok ? JSON.parse(text) : null
    return typeof json === 'object' && json !== null && 'readOnly' in json && json.readOnly === true
  } catch {
    return false // a server that answers with a page has no such file
  }
}

/** Whether `config.json` forbids changes. Rejects if the deployment doesn't answer, so that nothing is changed then. */
function isReadOnlyDeployment(counts?: RequestCounts): Promise<boolean> {
  deployment ??= readDeployment(counts).catch((error: unknown) => {
    deployment = null
    throw error
  })
  return deployment
}

const keys: RequestKeys = { find: vault.find, isReadOnlyDeployment: () => isReadOnlyDeployment() }

type Pending = { id: number; request: HostRequest; signal: AbortSignal }

async function send(port: Port, counts: RequestCounts, { id, request, signal }: Pending) {
  try {
    const { response, body } = await answerRequest(request, keys, signal, counts)
    const isStreamed = request.isStreamed && response.status >= 200 && response.status < 300
    port.postMessage({ type: 'response', id, response, isStreamed }, [])
    if (!isStreamed) return
    const reader = body?.getReader()
    for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
      counts.onReceived(request.url, piece.value.byteLength)
      port.postMessage({ type: 'piece', id, bytes: piece.value }, [piece.value.buffer])
    }
    port.postMessage({ type: 'end', id }, [])
  } catch (error) {
    port.postMessage({ type: 'failed', id, reason: error instanceof RequestFailure ? error.reason : 'network' }, [])
  }
}

function open(port: Port) {
  const running = new Map<number, AbortController>()
  const counts = createRequestCounts()

  async function start(id: number, request: HostRequest) {
    const controller = new AbortController()
    running.set(id, controller)
    await send(port, counts, { id, request, signal: controller.signal })
    running.delete(id)
  }

  port.addEventListener('message', ({ data }) => {
    switch (data.type) {
      case 'hello':
        ports.add(port)
        port.postMessage({ type: 'state', state: vault.state() }, [])
        isReadOnlyDeployment(counts).then(
          (isReadOnly) => port.postMessage({ type: 'deployment', isReadOnly }, []),
          () => undefined, // the next change asks again
        )
        break
      case 'request':
        void start(data.id, data.request)
        break
      case 'abort':
        running.get(data.id)?.abort()
        break
      case 'watchCounts': {
        const { id } = data
        counts.watch(id === null ? null : (all) => port.postMessage({ type: 'counts', id, counts: all }, []))
        break
      }
      case 'leave':
        ports.delete(port)
        counts.watch(null)
        for (const controller of running.values()) controller.abort()
        break
      case 'input':
        vault.onInput()
        break
      case 'vault':
        if (data.call.call === 'lock') {
          vault.lock() // before calls that wait after a wrong passphrase
          // oxlint-disable-next-line require-post-message-target-origin -- a channel has no other origin
          lockedElsewhere.postMessage(null)
        }
        void vault.call(data.call).then((result) => port.postMessage({ type: 'result', id: data.id, result }, []))
        break
    }
  })
}

if ('SharedWorkerGlobalScope' in globalThis) {
  globalThis.addEventListener('connect', (event) => {
    const port = event instanceof MessageEvent ? event.ports[0] : undefined
    if (!port) return
    open(port)
    port.start()
  })
} else {
  open({
    postMessage: (message, transfer) => postMessage(message, { transfer }),
    addEventListener: (type, listener) => addEventListener(type, listener),
  })
}
