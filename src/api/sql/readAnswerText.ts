import { readSqlAnswer, type SqlStatus } from './readSqlAnswer.ts'

/** The same of a text; null where it is no JSON. */
export function readAnswerText(text: string): SqlStatus | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  return readSqlAnswer(json)
}
