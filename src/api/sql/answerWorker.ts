import { readAnswerText } from './readAnswerText.ts'

/** What the worker says: the word without its rows, then the rows a few at a time, then the end. */
export type FromAnswerWorker =
  | { part: 'word'; word: ReturnType<typeof readAnswerText> }
  | { part: 'rows'; rows: readonly (readonly unknown[])[] }
  | { part: 'end' }

/** As many cells as the page takes over without anybody noticing. */
const cellsAtOnce = 20_000

const say = (message: FromAnswerWorker) => postMessage(message)

addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
  const word = readAnswerText(new TextDecoder().decode(data))
  if (word?.says === 'answer') {
    const { rows, columns } = word.answer
    say({ part: 'word', word: { says: 'answer', answer: { ...word.answer, rows: [] } } })
    const atOnce = Math.max(1, Math.floor(cellsAtOnce / Math.max(1, columns.length)))
    for (let start = 0; start < rows.length; start += atOnce) say({ part: 'rows', rows: rows.slice(start, start + atOnce) })
  } else {
    say({ part: 'word', word })
  }
  say({ part: 'end' })
})
