/** Ends the report; the message is for whoever ran it. */
export class SmokeError extends Error {
  override name = 'SmokeError'
}
