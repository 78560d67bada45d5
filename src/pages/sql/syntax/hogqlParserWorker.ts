import createParser, { type HogQLParser } from '@posthog/hogql-parser'
import { type ParserFault, readParserFault } from './readParserFault.ts'

/** What the page asks for, and what it is told. `fault` is null where the text is HogQL, or where the parser failed at it. */
export type ToParser = { number: number; text: string }
export type FromParser = { says: 'ready' } | { says: 'broken' } | { says: 'parsed'; number: number; fault: ParserFault | null }

const say = (message: FromParser) => postMessage(message)
const parser: Promise<HogQLParser> = createParser()

parser.then(
  () => say({ says: 'ready' }),
  () => say({ says: 'broken' }), // the browser, or a policy, does not let WebAssembly run
)

async function parse({ number, text }: ToParser) {
  try {
    say({ says: 'parsed', number, fault: readParserFault((await parser).parseSelect(text, true)) })
  } catch {
    say({ says: 'parsed', number, fault: null })
  }
}

addEventListener('message', ({ data }: MessageEvent<ToParser>) => void parse(data))
