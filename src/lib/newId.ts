/** A random id, also where a page has no secure context and so no `crypto.randomUUID` (plain http on an intranet). */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
