import type { DecoderMessage, DecoderCommand } from './protocol.ts'

export type Decoder = { send: (message: DecoderCommand) => void; close: () => void }
export type OpenDecoder = (onMessage: (message: DecoderMessage) => void) => Decoder

const tickMs = 1000

/** A step of reading takes far less than a second, and parsing the largest file a few. */
export const maxSilentTicks = 30

/**
 * Starts the worker. Reports `crashed` if it can't start or fails, and `too-slow` after ending it because one step took more than
 * 30 seconds. Time is counted in ticks, so that a computer's sleep isn't counted.
 */
export const openWorker: OpenDecoder = (onMessage) => {
  const worker = new Worker(new URL('./replayWorker.ts', import.meta.url), { type: 'module' })
  let silentTicks = 0
  let hasUnansweredPing = false
  let hasNewCommands = false
  let clock: ReturnType<typeof setInterval> | undefined

  function close(): void {
    clearInterval(clock)
    clock = undefined
    worker.terminate()
  }

  function tick(): void {
    silentTicks += 1
    if (silentTicks < maxSilentTicks) return
    close()
    onMessage({ type: 'too-slow' })
  }

  function ping(): void {
    hasUnansweredPing = true
    hasNewCommands = false
    silentTicks = 0
    clock ??= setInterval(tick, tickMs)
    worker.postMessage({ type: 'ping' } satisfies DecoderCommand, [])
  }

  function onPong(): void {
    hasUnansweredPing = false
    if (hasNewCommands) return ping()
    clearInterval(clock)
    clock = undefined
  }

  worker.addEventListener('message', ({ data }: MessageEvent<DecoderMessage>) => {
    silentTicks = 0
    if (data.type === 'pong') onPong()
    else onMessage(data)
  })
  worker.addEventListener('error', () => onMessage({ type: 'crashed' }))
  worker.addEventListener('messageerror', () => onMessage({ type: 'crashed' }))
  return {
    send(message) {
      worker.postMessage(message, message.type === 'bytes' ? [message.bytes.buffer] : [])
      if (hasUnansweredPing) hasNewCommands = true
      else if (message.type !== 'ack') ping()
    },
    close,
  }
}
