/** What kind of JSON this is: "an object with “hello” and “world”", "a list of 3", "text", "nothing". */
export function describeJson(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object') {
    const names = Object.keys(value)
    if (names.length === 0) return 'an empty object'
    const shown = names.slice(0, 4).map((name) => `“${name.slice(0, 40)}”`)
    return `an object with ${shown.join(', ')}${names.length > 4 ? ` and ${names.length - 4} more` : ''}`
  }
  return typeof value === 'string' ? 'text' : `a ${typeof value}`
}
