import type { People, PersonFacts } from './people.ts'
import type { RecordingFacts } from './recordingFacts.ts'

/** The people of a project by index: generated people first, then those of special recordings. */
export type Roster = {
  count: number
  factsOf(person: number): PersonFacts
  /** Whether the server has a profile of this person; it has none of unknown and absent ones. */
  isKnown(person: number): boolean
  byUuid(uuid: string): number | null
  byDistinctId(distinctId: string): { person: number; slot: number } | null
  /** The person of a special recording. */
  personOf(special: RecordingFacts): number | null
}

function isKnownKind({ kind }: Pick<PersonFacts, 'kind'>): boolean {
  return kind === 'identified' || kind === 'anonymous'
}

export function createRoster(people: People, specials: readonly RecordingFacts[]): Roster {
  const extra = new Map<string, PersonFacts>()
  for (const { person } of specials) {
    if (person !== null && people.byUuid(person.uuid) === null) extra.set(person.uuid, person)
  }
  const others = [...extra.values()]
  const numbers = new Map(others.map(({ uuid }, order) => [uuid, people.count + order]))

  function byUuid(uuid: string): number | null {
    return numbers.get(uuid) ?? people.byUuid(uuid)
  }

  function byDistinctId(distinctId: string): { person: number; slot: number } | null {
    const order = others.findIndex(({ distinctIds }) => distinctIds.includes(distinctId))
    if (order < 0) return people.byDistinctId(distinctId)
    return { person: people.count + order, slot: others[order]?.distinctIds.indexOf(distinctId) ?? 0 }
  }

  return {
    count: people.count + others.length,
    factsOf: (person) => others[person - people.count] ?? people.factsOf(person),
    isKnown: (person) => isKnownKind(others[person - people.count] ?? { kind: people.kindOf(person) }),
    byUuid,
    byDistinctId,
    personOf({ person, distinctId }) {
      if (person !== null) return byUuid(person.uuid)
      return distinctId === null ? null : (byDistinctId(distinctId)?.person ?? null)
    },
  }
}
