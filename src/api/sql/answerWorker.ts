import { readAnswerText } from './readAnswerText.ts'

/** The status without rows first, then the rows a few at a time, then the end. */
export type FromAnswerWorker =
  | { part: 'word'; status: ReturnType<typeof readAnswerText> }
  | { part: 'rows'; rows: readonly (readonly unknown[])[] }
  | { part: 'end' }

/** Few enough that the page receives them without a noticeable delay. */
const cellsPerMessage = 20_000

const post = (message: FromAnswerWorker) => postMessage(message)

addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
  const word = readAnswerText(new TextDecoder().decode(data))
  if (word?.kind === 'answer') {
    const { rows, columns } = word.answer
    post({ part: 'word', status: { kind: 'answer', answer: { ...word.answer, rows: [] } } })
    const atOnce = Math.max(1, Math.floor(cellsPerMessage / Math.max(1, columns.length)))
    for (let start = 0; start < rows.length; start += atOnce) post({ part: 'rows', rows: rows.slice(start, start + atOnce) })
  } else {
    post({ part: 'word', status: word })
  }
  post({ part: 'end' })
})
