import type { FromDecoder, ToDecoder } from './protocol.ts'

/** Whoever decodes, in another thread. */
export type Decoder = { say: (message: ToDecoder) => void; close: () => void }
export type OpenDecoder = (onMessage: (message: FromDecoder) => void) => Decoder

/** Starts the worker. What cannot be started or breaks says `broken`. */
export const openWorker: OpenDecoder = (onMessage) => {
  const worker = new Worker(new URL('./replayWorker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<FromDecoder>) => onMessage(data))
  worker.addEventListener('error', () => onMessage({ says: 'broken' }))
  worker.addEventListener('messageerror', () => onMessage({ says: 'broken' }))
  return {
    say: (message) => worker.postMessage(message, message.do === 'bytes' ? [message.bytes.buffer] : []),
    close: () => worker.terminate(),
  }
}
