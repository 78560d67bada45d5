import { part } from '../data/mix.ts'
import type { Dataset } from '../data/dataset.ts'
import type { RecordingFacts } from '../data/recordingFacts.ts'

/** What a recording has to be for a place in the choice. */
export type RecordingTest = (facts: RecordingFacts) => boolean

type ChooseOptions = {
  dataset: Dataset
  seed: number
  count: number
  /** Who may be chosen at all. */
  mayBe: RecordingTest
  /** What some of the chosen have to be, by their order. */
  tests: Readonly<Record<number, RecordingTest>>
}

const purpose = 61

/** The newest recordings are left for people to share themselves. */
const firstIndex = 6

/** Besides the even spread of many, so that the first page shows some. */
const extraPositions = [7, 13, 24]
const many = 20

/** How far a wish is looked for. */
const reach = 800

/**
 * Chooses recordings from all over the retention, the newest first and about `count` of them; the same ones for the same seed. A wish that nothing near fits is given up.
 */
export function choosePositions({ dataset, seed, count, mayBe, tests }: ChooseOptions): RecordingFacts[] {
  const { total } = dataset
  const step = total / Math.max(1, count)
  const spread = Array.from({ length: count }, (_, index) => Math.floor((index + part(seed, index, purpose)) * step))
  const extra = count < many ? [] : [...extraPositions, total - 1]
  const positions = [...new Set([...spread, ...extra])].filter((index) => index >= firstIndex && index < total)
  const taken = new Set<number>()

  function find(from: number, fits: RecordingTest): RecordingFacts | null {
    for (let index = from; index < Math.min(total, from + reach); index += 1) {
      const facts = taken.has(index) ? null : dataset.factsAt(index)
      if (facts === null || !mayBe(facts) || !fits(facts)) continue
      taken.add(index)
      return facts
    }
    return null
  }

  const chosen = positions
    .toSorted((one, other) => one - other)
    .map((index, order) => find(index, tests[order] ?? mayBe) ?? find(index, mayBe))
  return chosen.filter((facts) => facts !== null)
}
