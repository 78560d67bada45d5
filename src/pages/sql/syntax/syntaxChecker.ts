import type { Fault } from './fault.ts'
import { faultInText } from './faultInText.ts'
import type { FromParser, ToParser } from './hogqlParserWorker.ts'

export type SyntaxChecker = { check: (text: string) => Promise<readonly Fault[]>; close: () => void }

/** Some texts take the parser minutes (brackets 60 deep). In milliseconds. */
const parseTimeoutMs = 5000
const noFaults: readonly Fault[] = []

type Waiting = { number: number; text: string; resolve: (faults: readonly Fault[]) => void }

/**
 * Runs PostHog’s parser in a worker, loaded with the first text. Only the latest text gets faults, earlier ones resolve empty.
 * `onBroken` is called once if the parser can’t run here (no WebAssembly, no network); then everything resolves empty.
 */
export function createSyntaxChecker(onBroken: () => void): SyntaxChecker {
  let worker: Worker | null = null
  let isReady = false
  let isBroken = false
  let waiting: Waiting | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let count = 0

  function answer(faults: readonly Fault[]) {
    clearTimeout(timer)
    waiting?.resolve(faults)
    waiting = null
  }

  function stop() {
    worker?.terminate()
    worker = null
    isReady = false
  }

  function fail() {
    stop()
    answer(noFaults)
    if (!isBroken) onBroken()
    isBroken = true
  }

  function startTimeout() {
    clearTimeout(timer)
    timer = setTimeout(() => {
      stop() // the next text starts a new worker
      answer(noFaults)
    }, parseTimeoutMs)
  }

  function handleMessage(message: FromParser) {
    if (message.type === 'broken') fail()
    else if (message.type === 'ready') {
      isReady = true
      if (waiting) startTimeout()
    } else if (waiting?.number === message.number) {
      answer(message.fault ? [faultInText(waiting.text, message.fault)] : noFaults)
    }
  }

  function start(): Worker {
    const next = new Worker(new URL('./hogqlParserWorker.ts', import.meta.url), { type: 'module', name: 'HogQL parser' })
    next.addEventListener('message', ({ data }: MessageEvent<FromParser>) => handleMessage(data))
    next.addEventListener('error', (event) => {
      event.preventDefault()
      fail()
    })
    return next
  }

  return {
    check(text) {
      if (isBroken) return Promise.resolve(noFaults)
      answer(noFaults)
      worker ??= start()
      count += 1
      const number = count
      const message: ToParser = { number, text }
      worker.postMessage(message, [])
      return new Promise((resolve) => {
        waiting = { number, text, resolve }
        if (isReady) startTimeout()
      })
    },
    close() {
      stop()
      answer(noFaults)
    },
  }
}
