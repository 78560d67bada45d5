import type { Browser } from '@playwright/test'

/** A request of a shared worker. */
export type WorkerRequest = { url: string; headers: Record<string, string> }

type FromWorker = { method?: string; params?: { request?: WorkerRequest } }

/**
 * Playwright reports no requests of shared workers, so these are read from the browser itself. Returns a function that sets who
 * receives them.
 */
export async function watchSharedWorkers(browser: Browser): Promise<(receive: (request: WorkerRequest) => void) => void> {
  let receive: (request: WorkerRequest) => void = () => {}
  const session = await browser.newBrowserCDPSession()
  const send = (sessionId: string, ...methods: string[]) =>
    methods.forEach((method, id) => {
      session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) }).catch(() => undefined)
    })
  session.on('Target.targetCreated', ({ targetInfo: { type, targetId } }) => {
    if (type !== 'shared_worker') return
    session.send('Target.attachToTarget', { targetId, flatten: false }).then(
      ({ sessionId }) => send(sessionId, 'Network.enable'),
      () => undefined, // it ended meanwhile
    )
  })
  session.on('Target.receivedMessageFromTarget', ({ message, sessionId }) => {
    const { method, params }: FromWorker = JSON.parse(message)
    if (method === 'Network.requestWillBeSent' && params?.request) receive(params.request)
    // A worker that is watched starts again halted.
    if (method === 'Inspector.targetReloadedAfterCrash') send(sessionId, 'Network.enable', 'Runtime.runIfWaitingForDebugger')
  })
  await session.send('Target.setDiscoverTargets', { discover: true, filter: [{ type: 'shared_worker' }] })
  return (next) => {
    receive = next
  }
}
