import type { DecoderMessage, DecoderCommand } from './protocol.ts'

export type Decoder = { send: (message: DecoderCommand) => void; close: () => void }
export type OpenDecoder = (onMessage: (message: DecoderMessage) => void) => Decoder

/** Starts the worker. Reports `crashed` if it can't start or fails. */
export const openWorker: OpenDecoder = (onMessage) => {
  const worker = new Worker(new URL('./replayWorker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<DecoderMessage>) => onMessage(data))
  worker.addEventListener('error', () => onMessage({ type: 'crashed' }))
  worker.addEventListener('messageerror', () => onMessage({ type: 'crashed' }))
  return {
    send: (message) => worker.postMessage(message, message.type === 'bytes' ? [message.bytes.buffer] : []),
    close: () => worker.terminate(),
  }
}
