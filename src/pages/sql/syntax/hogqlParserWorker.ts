import createParser, { type HogQLParser } from '@posthog/hogql-parser'
import { type ParserFault, readParserFault } from './readParserFault.ts'

/** `fault` is null if the text is valid or the parser crashed. */
export type ToParser = { number: number; text: string }
export type FromParser = { type: 'ready' } | { type: 'broken' } | { type: 'parsed'; number: number; fault: ParserFault | null }

const send = (message: FromParser) => postMessage(message)
const parser: Promise<HogQLParser> = createParser()

parser.then(
  () => send({ type: 'ready' }),
  () => send({ type: 'broken' }), // WebAssembly is blocked by the browser or a policy
)

async function parse({ number, text }: ToParser) {
  try {
    send({ type: 'parsed', number, fault: readParserFault((await parser).parseSelect(text, true)) })
  } catch {
    send({ type: 'parsed', number, fault: null })
  }
}

addEventListener('message', ({ data }: MessageEvent<ToParser>) => void parse(data))
