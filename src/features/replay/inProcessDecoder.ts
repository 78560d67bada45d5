import type { OpenDecoder } from './decoder.ts'
import { createDecoderService, type CachedSegments } from './decoderService.ts'

/** What a worker does, in this thread and for tests: messages are copied as they would be on their way to one. */
export function inProcessDecoder(
  kept: CachedSegments = { readCached: () => Promise.resolve(null), keep: () => Promise.resolve() },
): OpenDecoder {
  return (onMessage) => {
    let isOpen = true
    const answer = createDecoderService((message) => {
      const copy = structuredClone(message)
      setTimeout(() => {
        if (isOpen) onMessage(copy)
      })
    }, kept)
    return {
      say(message) {
        const copy = message.do === 'file' ? message : structuredClone(message)
        setTimeout(() => {
          if (isOpen) answer(copy)
        })
      },
      close() {
        isOpen = false
      },
    }
  }
}
