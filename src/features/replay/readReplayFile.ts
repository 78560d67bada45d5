import { type OpenDecoder, openWorker } from './decoder.ts'
import type { FromDecoder } from './protocol.ts'
import { endOf } from './replayEnd.ts'
import { createReplayStore, lengthOf, type ReplayLoad } from './replayLoad.ts'

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
  const decoder = openDecoder(hear)

  function hear(message: FromDecoder): void {
    switch (message.says) {
      case 'batch':
        store.take(message)
        decoder.say({ do: 'more' })
        break
      case 'joined':
        store.join(message.run, message.other, message.facts)
        break
      case 'file': {
        const { facts, file: about } = message
        store.note(facts)
        store.set({ file: about, duration: lengthOf(facts), segments: { known: 1, loaded: 1 }, end: endOf(facts, false) })
        decoder.close()
        break
      }
      case 'fault':
        store.set({ end: { kind: 'bad-file', fault: message.fault } })
        decoder.close()
        break
      case 'broken':
        store.set({ end: { kind: 'broken' } })
        break
      default:
    }
  }

  decoder.say({ do: 'file', ownHost: globalThis.location?.host ?? '', allowedHosts, file })

  return {
    ...store.watched,
    want: () => undefined, // all of it is on its way
    wantAll: () => undefined,
    retry: () => undefined,
    close() {
      decoder.close()
      store.close()
    },
  }
}
