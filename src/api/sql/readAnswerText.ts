import { readSqlAnswer, type SqlWord } from './readSqlAnswer.ts'

/** The same of a text; null where it is no JSON. */
export function readAnswerText(text: string): SqlWord | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  return readSqlAnswer(json)
}
