import { waitText } from '#lib/duration.ts'
import type { Wait } from '#api/http/request.ts'

const whom = { server: 'the server', budget: 'the request budget' }

/** "Waiting 41 s for the server. The request limit of this key is used up." `now` in milliseconds since 1970. */
export function waitMessage(wait: Wait, now: number): string {
  return `Waiting ${waitText((wait.until - now) / 1000)} for ${whom[wait.for]}. ${wait.why}`
}
