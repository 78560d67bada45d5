import { cacheSegment, readCachedSegment } from '#storage/replayCache.ts'
import { createDecoderService } from './decoderService.ts'
import type { DecoderCommand } from './protocol.ts'

const handle = createDecoderService((message) => postMessage(message), {
  read: ({ cacheKey, segmentName }) => readCachedSegment(cacheKey, segmentName),
  write: ({ cacheKey, segmentName }, bytes) => cacheSegment(cacheKey, segmentName, bytes),
})

addEventListener('message', ({ data }: MessageEvent<DecoderCommand>) => handle(data))
