import { waitText } from '#lib/duration.ts'
import type { Wait } from '#api/rateLimit/background.ts'

const waitingFor = { server: 'the server', budget: 'the request limit' }

/** "Waiting 41 s for the server. This key has reached its request limit." `now` in milliseconds since 1970. */
export function waitMessage(wait: Wait, now: number): string {
  return `Waiting ${waitText((wait.until - now) / 1000)} for ${waitingFor[wait.for]}. ${wait.why}`
}
