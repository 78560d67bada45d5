import type { OpenDecoder } from './decoder.ts'
import { createDecoderService, type SegmentCache } from './decoderService.ts'

/** For tests: the worker's code in this thread. Messages are copied as for a worker. */
export function inProcessDecoder(
  cache: SegmentCache = { read: () => Promise.resolve(null), write: () => Promise.resolve() },
): OpenDecoder {
  return (onMessage) => {
    let isOpen = true
    const handle = createDecoderService((message) => {
      const copy = structuredClone(message)
      setTimeout(() => {
        if (isOpen) onMessage(copy)
      })
    }, cache)
    return {
      send(message) {
        const copy = message.type === 'read-file' ? message : structuredClone(message)
        setTimeout(() => {
          if (isOpen) handle(copy)
        })
      },
      close() {
        isOpen = false
      },
    }
  }
}
