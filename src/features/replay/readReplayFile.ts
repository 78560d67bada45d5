import { type OpenDecoder, openWorker } from './decoder.ts'
import type { DecoderMessage } from './protocol.ts'
import { endOf } from './replayEnd.ts'
import { createReplayStore, loadedDuration, type ReplayLoad } from './replayLoad.ts'

export type FileOptions = {
  /** Hosts whose files may load, such as "cdn.example:8080". */
  allowedHosts?: readonly string[]
  /** For tests: decodes without a worker. */
  openDecoder?: OpenDecoder
}

/**
 * Loads a recording from a file: our export, PostHog's, a list of rrweb events, or lines of them, also gzipped. A worker decodes
 * and sanitizes it, and nothing leaves this browser. Failures are in `end` of the state.
 */
export function readReplayFile(file: Blob, options: FileOptions = {}): ReplayLoad {
  const { allowedHosts = [], openDecoder = openWorker } = options
  const store = createReplayStore()
  const decoder = openDecoder(onMessage)

  function onMessage(message: DecoderMessage): void {
    switch (message.type) {
      case 'batch':
        store.addBatch(message)
        decoder.send({ type: 'ack' })
        break
      case 'merged':
        store.merge(message.streamId, message.otherId, message.facts)
        break
      case 'file-read': {
        const { facts, file: fileFacts } = message
        store.setFacts(facts)
        store.set({
          file: fileFacts,
          duration: loadedDuration(facts),
          segments: { known: 1, loaded: 1 },
          end: endOf(facts, false),
        })
        decoder.close()
        break
      }
      case 'file-error':
        store.set({ end: { kind: 'bad-file', error: message.error } })
        decoder.close()
        break
      case 'crashed':
      case 'too-slow':
        store.set({ end: { kind: message.type } })
        break
      default:
    }
  }

  decoder.send({ type: 'read-file', ownHost: globalThis.location?.host ?? '', allowedHosts, file })

  return {
    get: store.get,
    subscribe: store.subscribe,
    prioritize: () => undefined, // everything is already loading
    loadAll: () => undefined,
    retry: () => undefined,
    close() {
      decoder.close()
      store.close()
    },
  }
}
