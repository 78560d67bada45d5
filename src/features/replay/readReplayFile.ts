import { type OpenDecoder, openWorker } from './decoder.ts'
import type { DecoderMessage } from './protocol.ts'
import { endOf } from './replayEnd.ts'
import { createReplayStore, loadedDuration, type ReplayLoad } from './replayLoad.ts'

export type FileOptions = {
  /** Hosts whose files may be shown, such as "cdn.example:8080". */
  allowedHosts?: readonly string[]
  /** For tests: decodes without a worker. */
  openDecoder?: OpenDecoder
}

/**
 * Loads a recording from a file: our own export, PostHog's, a list of rrweb events, or lines of them, also compressed with gzip.
 * It is decoded in the worker and passes the same wall as one from a server; nothing of it leaves this browser. What is wrong
 * with the file is the `end` of the state.
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
        store.set({ end: { kind: 'crashed' } })
        break
      default:
    }
  }

  decoder.send({ type: 'read-file', ownHost: globalThis.location?.host ?? '', allowedHosts, file })

  return {
    get: store.get,
    subscribe: store.subscribe,
    prioritize: () => undefined, // all of it is on its way
    loadAll: () => undefined,
    retry: () => undefined,
    close() {
      decoder.close()
      store.close()
    },
  }
}
