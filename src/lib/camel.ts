/** Names that start with `$` or `_` stay as they are. */
function camelName(name: string): string {
  return /^[$_]/.test(name) ? name : name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

/** Converts an object's own keys to camelCase. Not deep: a person's properties keep their names. */
export function camelKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [camelName(name), inner]))
}
