import { readSqlAnswer, type SqlStatus } from './readSqlAnswer.ts'

/** Null if it is not JSON. */
export function readAnswerText(text: string): SqlStatus | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  return readSqlAnswer(json)
}
