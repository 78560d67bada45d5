import { part } from '../data/mix.ts'
import type { Dataset } from '../data/dataset.ts'
import type { RecordingFacts } from '../data/recordingFacts.ts'

/** What a recording has to be for a place in the choice. */
export type Wish = (facts: RecordingFacts) => boolean

type Choosing = {
  dataset: Dataset
  seed: number
  count: number
  /** Who may be chosen at all. */
  mayBe: Wish
  /** What some of the chosen have to be, by their order. */
  wishes: Readonly<Record<number, Wish>>
}

const purpose = 61

/** The newest recordings are left for people to share themselves. */
const firstPlace = 6

/** Besides the even spread of many, so that the first page shows some. */
const extraPlaces = [7, 13, 24]
const many = 20

/** How far a wish is looked for. */
const reach = 800

/**
 * Chooses recordings from all over the retention, the newest first and about `count` of them; the same ones for the same seed. A wish that nothing near fits is given up.
 */
export function choosePlaces({ dataset, seed, count, mayBe, wishes }: Choosing): RecordingFacts[] {
  const { total } = dataset
  const step = total / Math.max(1, count)
  const spread = Array.from({ length: count }, (_, index) => Math.floor((index + part(seed, index, purpose)) * step))
  const extra = count < many ? [] : [...extraPlaces, total - 1]
  const places = [...new Set([...spread, ...extra])].filter((place) => place >= firstPlace && place < total)
  const taken = new Set<number>()

  function find(from: number, fits: Wish): RecordingFacts | null {
    for (let place = from; place < Math.min(total, from + reach); place += 1) {
      const facts = taken.has(place) ? null : dataset.factsAt(place)
      if (facts === null || !mayBe(facts) || !fits(facts)) continue
      taken.add(place)
      return facts
    }
    return null
  }

  const chosen = places
    .toSorted((one, other) => one - other)
    .map((place, order) => find(place, wishes[order] ?? mayBe) ?? find(place, mayBe))
  return chosen.filter((facts) => facts !== null)
}
