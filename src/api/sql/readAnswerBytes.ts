import { readAnswerText } from './readAnswerText.ts'
import type { FromAnswerWorker } from './answerWorker.ts'
import type { SqlStatus } from './readSqlAnswer.ts'

/** Larger answers, in bytes, are parsed in a worker so that the page stays responsive. */
const maxBytesHere = 300_000

function readHere(bytes: ArrayBuffer): SqlStatus | null {
  return readAnswerText(new TextDecoder().decode(bytes))
}

/** Rows arrive a few at a time, so that the page stays responsive. */
function readInWorker(bytes: ArrayBuffer, signal: AbortSignal | undefined): Promise<SqlStatus | null> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./answerWorker.ts', import.meta.url), { type: 'module' })
    const rows: (readonly unknown[])[] = []
    let word: SqlStatus | null = null
    const stop = () => {
      worker.terminate()
      signal?.removeEventListener('abort', abort)
    }
    function abort() {
      stop()
      reject(signal?.reason instanceof Error ? signal.reason : new DOMException('Aborted', 'AbortError'))
    }
    signal?.addEventListener('abort', abort)
    worker.addEventListener('error', () => {
      stop()
      reject(new Error('worker'))
    })
    worker.addEventListener('message', ({ data }: MessageEvent<FromAnswerWorker>) => {
      if (data.part === 'word') word = data.status
      else if (data.part === 'rows') rows.push(...data.rows)
      else {
        stop()
        resolve(word?.kind === 'answer' ? { kind: 'answer', answer: { ...word.answer, rows } } : word)
      }
    })
    worker.postMessage(bytes, [])
  })
}

/**
 * Parses an answer without blocking the page. Null if it is not JSON. Rejects with the reason of an aborted `signal`; if the
 * worker does not start, parses here.
 */
export async function readAnswerBytes(bytes: ArrayBuffer, signal?: AbortSignal): Promise<SqlStatus | null> {
  if (bytes.byteLength <= maxBytesHere || typeof Worker === 'undefined') return readHere(bytes)
  try {
    return await readInWorker(bytes, signal)
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof Error && error.message === 'worker') return readHere(bytes)
    throw error
  }
}
