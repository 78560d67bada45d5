import { paths } from '#lib/paths.ts'

/** The longest condition that the recordings page reads from its URL. */
const maxLength = 500

/**
 * Links to recordings of the last 30 days whose session has exactly this value. Returns null if the page could not read the
 * condition from its URL: it splits at the first "=", trims, and takes 500 characters.
 */
export function propertyRecordingsPath(projectId: string, key: string, value: string): string | null {
  const property = `${key}=${value}`
  const isReadable =
    key !== '' && value !== '' && !key.includes('=') && property.trim() === property && property.length <= maxLength
  // URLs can't hold half of a surrogate pair.
  if (!isReadable || /\p{Surrogate}/u.test(property)) return null
  return paths.recordings(projectId, { property, date_from: '-30d' })
}

/** The same condition for the API (posthog-api.md#b1-recordings-list). */
export function propertyFilter(key: string, value: string) {
  return { type: 'session', key, operator: 'exact', value: [value] }
}
