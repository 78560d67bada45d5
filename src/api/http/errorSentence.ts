import type { ApiError } from './errors.ts'

/** The error as one text for logs, with the server's own words if the message does not contain them. */
export function errorSentence({ message, facts }: ApiError): string {
  const { detail } = facts
  return detail && !message.includes(detail) ? `${message} Server message: ${detail}` : message
}
