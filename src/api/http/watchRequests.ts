import type { RequestCount } from '#api/requestWorker/requestCounts.ts'
import { listen, openRequestPort } from './requestPort.ts'

/**
 * Calls back with what the worker has sent for this page since it was opened, now and after each change. Returns a function that
 * ends it.
 */
export function watchRequests(onCounts: (counts: RequestCount[]) => void): () => void {
  if (typeof Worker === 'undefined') return () => undefined
  const { id, stop } = listen((message) => {
    if (message.type === 'counts') onCounts(message.counts)
  })
  const port = openRequestPort()
  port.post({ type: 'watchCounts', id })
  return () => {
    stop()
    port.post({ type: 'watchCounts', id: null })
  }
}
