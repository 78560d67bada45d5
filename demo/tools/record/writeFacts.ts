import { writeFileSync } from 'node:fs'
import { deriveFacts } from './deriveFacts.ts'

/** Stores what is known of the pages of a session beside it, a fact per line. */
export function writeFacts(name: string): void {
  const lines = deriveFacts(name).map((fact) => `  ${JSON.stringify(fact)}`)
  writeFileSync(new URL(`../../sessions/${name}.facts.json`, import.meta.url), `[\n${lines.join(',\n')}\n]\n`)
}
