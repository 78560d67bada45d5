import type { SessionProperty } from '#api/sessionProperties/sessionProperties.ts'
import { kindOf, type PropertyKind, propertyKinds } from './propertyKinds.ts'

/** More would hold up the page; a server has some fifty. */
export const maxShown = 500

export type Group = { kind: PropertyKind; rows: SessionProperty[] }

/** Every word must be in the name, whatever its case: the server's own rule (posthog-api.md#g1-property-definitions). */
function matches(name: string, words: readonly string[]): boolean {
  return words.every((word) => name.toLowerCase().includes(word))
}

/** The types that there are, each once, in the order of the alphabet. */
export function typesIn(properties: readonly SessionProperty[]): string[] {
  return [...new Set(properties.flatMap(({ propertyType }) => propertyType ?? []))].toSorted()
}

/**
 * What is loaded and fits, and whatever the server itself found for the same words, each name once. `found` is null as long as
 * the server was not asked or has not answered.
 */
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

/** The first of them by what they are about; kinds without any are left out. */
export function groupProperties(properties: readonly SessionProperty[]): Group[] {
  const shown = properties.slice(0, maxShown)
  return propertyKinds
    .map((kind) => ({ kind, rows: shown.filter(({ name }) => kindOf(name) === kind) }))
    .filter(({ rows }) => rows.length > 0)
}
