import { addressPart } from '#lib/addressPart.ts'

/** As much as the recordings screen reads of a condition in its address. */
const maxLength = 500

/**
 * The address of the recordings of the last 30 days whose session has exactly this value; null where the screen could not read
 * the condition back from its address: it parts name and value at the first "=", leaves out blanks at both ends, and takes 500
 * characters.
 */
export function propertyRecordingsPath(projectId: string, key: string, value: string): string | null {
  const property = `${key}=${value}`
  const isReadable =
    key !== '' && value !== '' && !key.includes('=') && property.trim() === property && property.length <= maxLength
  // Half a character is none in an address.
  if (!isReadable || /\p{Surrogate}/u.test(property)) return null
  return `/project/${addressPart(projectId)}/recordings?${new URLSearchParams({ property, date_from: '-30d' })}`
}

/** The same condition as the API takes it (posthog-api.md#b1-recordings-list), as a list of filters. */
export function propertyFilter(key: string, value: string) {
  return { type: 'session', key, operator: 'exact', value: [value] }
}
