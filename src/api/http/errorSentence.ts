import type { ApiError } from './errors.ts'

/** An error as a receipt tells it: with the server's own words, where the sentence does not hold them already. */
export function errorSentence({ message, facts }: ApiError): string {
  const { detail } = facts
  return detail && !message.includes(detail) ? `${message} The server says: ${detail}` : message
}
