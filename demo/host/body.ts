import { errorAnswer, invalidInput, Refusal } from './answers.ts'

/** The JSON object that a request carries; an empty body is an empty object. */
export async function readBody(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text()
  if (text === '') return {}
  const value = parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal(invalidInput('Invalid data. Expected a dictionary, but got something else.'))
  }
  return Object.fromEntries(Object.entries(value))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unreadable'
    throw new Refusal(errorAnswer(400, 'invalid_request', 'parse_error', `JSON parse error - ${reason}`))
  }
}
