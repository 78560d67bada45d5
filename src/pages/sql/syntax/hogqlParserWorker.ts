import createParser, { type HogQLParser } from '@posthog/hogql-parser'
import { type ParserFault, readParserFault } from './readParserFault.ts'

/** What the page asks for, and what it is told. `fault` is null where the text is HogQL, or where the parser failed at it. */
export type ToParser = { number: number; text: string }
export type FromParser = { type: 'ready' } | { type: 'broken' } | { type: 'parsed'; number: number; fault: ParserFault | null }

const send = (message: FromParser) => postMessage(message)
const parser: Promise<HogQLParser> = createParser()

parser.then(
  () => send({ type: 'ready' }),
  () => send({ type: 'broken' }), // the browser, or a policy, does not let WebAssembly run
)

async function parse({ number, text }: ToParser) {
  try {
    send({ type: 'parsed', number, fault: readParserFault((await parser).parseSelect(text, true)) })
  } catch {
    send({ type: 'parsed', number, fault: null })
  }
}

addEventListener('message', ({ data }: MessageEvent<ToParser>) => void parse(data))
