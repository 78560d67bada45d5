import type { ErrorFacts } from '#api/http/errors.ts'
import { formatDate } from '#lib/instant.ts'

/** An ISO text, or seconds or milliseconds since 1970, as servers write timestamps; null for anything else. */
export function readTimestamp(mark: string | undefined): Date | null {
  if (mark === undefined) return null
  const number = Number(mark)
  const date = Number.isFinite(number) ? new Date(number < 1e11 ? number * 1000 : number) : new Date(mark)
  return Number.isNaN(date.getTime()) ? null : date
}

/** With the day in UTC and who deleted it, if the server said so (posthog-api.md#b5-delete-a-recording). */
export function deletedMessage({ deletedAt, deletedBy }: Pick<ErrorFacts, 'deletedAt' | 'deletedBy'>): string {
  const at = readTimestamp(deletedAt)
  const day = at && formatDate(at, 'UTC')
  return `This recording was permanently deleted${day ? ` on ${day}` : ''}${deletedBy ? ` by ${deletedBy}` : ''}.`
}
