import type { SessionProperty } from '#api/sessionProperties/sessionProperties.ts'
import { kindOf, type PropertyKind, propertyKinds } from './propertyKinds.ts'

/** Keeps drawing fast; a server usually has about fifty. */
export const maxShown = 500

export type Group = { kind: PropertyKind; rows: SessionProperty[] }

/** The server’s own rule (posthog-api.md#g1-property-definitions). */
function matches(name: string, words: readonly string[]): boolean {
  return words.every((word) => name.toLowerCase().includes(word))
}

export function typesIn(properties: readonly SessionProperty[]): string[] {
  return [...new Set(properties.flatMap(({ propertyType }) => propertyType ?? []))].toSorted()
}

/** Loaded properties that match, plus the server’s matches, each name once. `serverMatches` is null before a response. */
export function findProperties(
  loaded: readonly SessionProperty[],
  serverMatches: readonly SessionProperty[] | null,
  { search, type }: { search: string; type: string },
): SessionProperty[] {
  const words = search.toLowerCase().split(/\s+/)
  const byName = new Map(loaded.filter(({ name }) => matches(name, words)).map((one) => [one.name, one]))
  for (const one of serverMatches ?? []) if (!byName.has(one.name)) byName.set(one.name, one)
  return [...byName.values()].filter(({ propertyType }) => type === '' || propertyType === type)
}

/** Groups the first properties by kind; omits empty kinds. */
export function groupProperties(properties: readonly SessionProperty[]): Group[] {
  const shown = properties.slice(0, maxShown)
  return propertyKinds
    .map((kind) => ({ kind, rows: shown.filter(({ name }) => kindOf(name) === kind) }))
    .filter(({ rows }) => rows.length > 0)
}
