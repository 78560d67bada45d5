import type { Measure } from './activity.ts'
import type { Generator } from './generator.ts'
import type { RecordingDetails } from './recordingDetails.ts'
import type { RecordingFacts } from './recordingFacts.ts'
import { createRoster, type Roster } from './roster.ts'
import type { Visit } from './visits.ts'

/** Since when a site's SDK records only a part of its sessions (`rate`, above 0 up to 1). */
export type Sampling = { since: number; rate: number }

/**
 * The recordings of one project in the order of their start, newest first: position 0 to total - 1. Made-up ones and the
 * few that are specialFacts as they are (`specials`) stand in one row; no more than these few are in memory.
 */
export type Dataset = {
  total: number
  generator: Generator
  startAt(position: number): number
  /** The positions of what started from `from` to `to`, both included: `first` up to but not including `end`. */
  within(from: number, to: number): { first: number; end: number }
  measureAt(position: number, measure: Measure): number | null
  idAt(position: number): string
  distinctIdAt(position: number): string | null
  factsAt(position: number): RecordingFacts
  positionOf(id: string): number | null
  visitAt(position: number): Visit
  isViewedAt(position: number): boolean
  isMobileAt(position: number): boolean
  detailsAt(position: number): RecordingDetails
  /** Null if every session is meant to be recorded. */
  sampling: Sampling | null
  roster: Roster
  /** The person's index in the roster; null if unknown. */
  personAt(position: number): number | null
  /** Under which of that person's ids. */
  slotAt(position: number): number
}

/** Merges `count` generated rows with special rows, in any order. */
export function createDataset(
  generator: Generator,
  count: number,
  specialFacts: readonly RecordingFacts[],
  sampling: Sampling | null = null,
): Dataset {
  const { timeline } = generator
  const specials = specialFacts.toSorted((one, other) => other.startedAt - one.startedAt)
  const positions = specials.map(({ startedAt }, order) => timeline.startedAfter(startedAt) + order)
  const byPosition = new Map(specials.map((special, order) => [positions[order] ?? 0, special]))
  const positionById = new Map(specials.map(({ id }, order) => [id, positions[order] ?? 0]))
  const total = count + specials.length
  const lastIndex = positions.at(-1) ?? -1

  function generatedAt(position: number): number {
    if (position > lastIndex) return position - positions.length
    let before = 0
    while (before < positions.length && (positions[before] ?? 0) < position) before += 1
    return position - before
  }

  function startAt(position: number): number {
    return byPosition.get(position)?.startedAt ?? timeline.startOf(generatedAt(position))
  }

  function startedAfter(time: number): number {
    return timeline.startedAfter(time) + specials.filter(({ startedAt }) => startedAt > time).length
  }

  function positionOf(id: string): number | null {
    const known = positionById.get(id)
    if (known !== undefined) return known
    const index = generator.indexOf(id)
    if (index === null) return null
    let position = index
    for (const special of positions) if (special <= position) position += 1
    return position
  }

  const roster = createRoster(generator.people, specials)

  function personAt(position: number): number | null {
    const special = byPosition.get(position)
    return special === undefined ? generator.people.personOf(generatedAt(position)) : roster.personOf(special)
  }

  function slotAt(position: number): number {
    const special = byPosition.get(position)
    if (special === undefined) return generator.people.slotOf(generatedAt(position))
    return Math.max(0, special.person?.distinctIds.indexOf(special.distinctId ?? '') ?? 0)
  }

  return {
    total,
    generator,
    sampling,
    roster,
    personAt,
    slotAt,
    visitAt: (position) => byPosition.get(position)?.visit ?? generator.visitOf(generatedAt(position)),
    isViewedAt: (position) => byPosition.get(position)?.isViewed ?? generator.isViewedAt(generatedAt(position)),
    startAt,
    within: (from, to) => ({ first: startedAfter(to), end: startedAfter(from - 1) }),
    measureAt(position, measure) {
      const special = byPosition.get(position)
      return special === undefined ? generator.measureOf(generatedAt(position), measure) : special.activity[measure]
    },
    idAt: (position) => byPosition.get(position)?.id ?? generator.idOf(generatedAt(position)),
    distinctIdAt(position) {
      const special = byPosition.get(position)
      return special === undefined ? generator.distinctIdOf(generatedAt(position)) : special.distinctId
    },
    factsAt: (position) => byPosition.get(position) ?? generator.factsOf(generatedAt(position)),
    isMobileAt: (position) => byPosition.get(position)?.visit.isMobile ?? generator.isMobileAt(generatedAt(position)),
    detailsAt: (position) => byPosition.get(position) ?? generator.detailsOf(generatedAt(position)),
    positionOf,
  }
}
