import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { maxSilentTicks, openWorker } from './decoder.ts'
import { createDecoderService } from './decoderService.ts'
import type { DecoderCommand, DecoderMessage } from './protocol.ts'

const limitMs = maxSilentTicks * 1000

/** A worker that runs here; while it is busy, it takes no command. */
class LocalWorker extends EventTarget {
  static latest: LocalWorker
  isBusy = false
  isTerminated = false
  readonly received: DecoderCommand[] = []
  readonly #handle = createDecoderService((data) => this.say(data), { read: async () => null, write: async () => undefined })

  constructor() {
    super()
    LocalWorker.latest = this
  }

  say(data: DecoderMessage) {
    if (!this.isTerminated) this.dispatchEvent(new MessageEvent('message', { data }))
  }

  postMessage(command: DecoderCommand) {
    this.received.push(command)
    if (!this.isBusy) this.#handle(command)
  }

  terminate() {
    this.isTerminated = true
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('Worker', LocalWorker)
})
afterEach(() => void vi.useRealTimers())

function start() {
  const messages: DecoderMessage[] = []
  const decoder = openWorker((message) => messages.push(message))
  return { decoder, messages, worker: LocalWorker.latest }
}

const readFile = { type: 'read-file', ownHost: '', allowedHosts: [], file: new Blob([]) } as const

test('a worker that takes no command for too long is ended, and the page is told once', () => {
  const { decoder, messages, worker } = start()
  worker.isBusy = true
  decoder.send(readFile)
  vi.advanceTimersByTime(limitMs - 1000)
  expect(messages).toEqual([])
  vi.advanceTimersByTime(1000)
  expect(messages).toEqual([{ type: 'too-slow' }])
  expect(worker.isTerminated).toBe(true)
  vi.advanceTimersByTime(limitMs * 3)
  expect(messages).toHaveLength(1)
})

test('each message is a sign of life, and an idle worker is not watched', () => {
  const { decoder, messages, worker } = start()
  worker.isBusy = true
  decoder.send(readFile)
  for (let step = 0; step < 5; step += 1) {
    vi.advanceTimersByTime(limitMs - 1000)
    worker.say({ type: 'stored', segment: step })
  }
  worker.say({ type: 'pong' })
  vi.advanceTimersByTime(limitMs * 3)
  expect(messages.map(({ type }) => type)).toEqual(Array.from({ length: 5 }, () => 'stored'))
})

test('commands sent while a ping is unanswered are watched too', () => {
  const { decoder, messages, worker } = start()
  worker.isBusy = true
  decoder.send({ type: 'end-request', segment: 0 })
  decoder.send({ type: 'end-segment', segment: 0 })
  worker.say({ type: 'pong' })
  vi.advanceTimersByTime(limitMs)
  expect(messages).toEqual([{ type: 'too-slow' }])
  decoder.close()
})

test('the worker answers pings', () => {
  const { decoder, messages } = start()
  decoder.send({ type: 'end-request', segment: 0 })
  vi.advanceTimersByTime(limitMs * 2)
  expect(messages).toEqual([])
  decoder.close()
})
