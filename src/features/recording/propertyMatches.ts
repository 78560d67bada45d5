export type Property = { name: string; text: string }

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return JSON.stringify(value) ?? 'undefined'
}

/** Filters properties by name or value and sorts them by name, PostHog's own (`$…`) last. */
export function propertyMatches(properties: Record<string, unknown>, search: string): Property[] {
  const query = search.trim().toLowerCase()
  return Object.entries(properties)
    .map(([name, value]) => ({ name, text: textOf(value) }))
    .filter(({ name, text }) => name.toLowerCase().includes(query) || text.toLowerCase().includes(query))
    .toSorted((one, other) => Number(one.name.startsWith('$')) - Number(other.name.startsWith('$')) || compare(one, other))
}

function compare(one: Property, other: Property): number {
  return one.name < other.name ? -1 : 1
}
