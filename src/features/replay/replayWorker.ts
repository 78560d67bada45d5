import { keepStretch, recallStretch } from '#storage/replayCache.ts'
import { createDecoderService } from './decoderService.ts'
import type { ToDecoder } from './protocol.ts'

/** The worker: all it does is said in `decoderService.ts`. */
const answer = createDecoderService((message) => postMessage(message), {
  recall: ({ place, name }) => recallStretch(place, name),
  keep: ({ place, name }, bytes) => keepStretch(place, name, bytes),
})

addEventListener('message', ({ data }: MessageEvent<ToDecoder>) => answer(data))
