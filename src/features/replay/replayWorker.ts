import { cacheSegment, readCachedSegment } from '#storage/replayCache.ts'
import { createDecoderService } from './decoderService.ts'
import type { ToDecoder } from './protocol.ts'

/** The worker: all it does is said in `decoderService.ts`. */
const answer = createDecoderService((message) => postMessage(message), {
  readCached: ({ place, name }) => readCachedSegment(place, name),
  keep: ({ place, name }, bytes) => cacheSegment(place, name, bytes),
})

addEventListener('message', ({ data }: MessageEvent<ToDecoder>) => answer(data))
