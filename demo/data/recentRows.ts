import type { Generator } from './generator.ts'
import type { RecordingFacts } from './recordingFacts.ts'
import { minute } from './timeline.ts'

/** Starts of recent visits, in minutes before the anchor. The first two are ongoing. */
const ages = [3, 9, 14, 27, 31, 38, 42, 49, 55, 61, 68, 77, 86, 93]
const ongoing = 2

/** A list looks better that does not begin with an unknown; in a small project everybody may be one. */
const attempts = 200

function looksGood(generator: Generator, index: number): boolean {
  const { person, visit } = generator.factsOf(index)
  return person?.kind === 'identified' && !visit.isMobile
}

/** The next row from here that is over in time. */
function nextShort(generator: Generator, from: number, max: number): number {
  let index = from
  while (generator.measureOf(index, 'durationSeconds') > max) index += 1
  return index
}

function nextGood(generator: Generator, from: number, max: number): number {
  let index = nextShort(generator, from, max)
  for (let left = attempts; left > 0 && !looksGood(generator, index); left -= 1) index = nextShort(generator, index + 1, max)
  return index
}

/** Ordinary recordings of the last hour and a half. None ends after the anchor; those that go on were last heard of just now. */
export function recentRecordings(generator: Generator, firstIndex: number, anchor: number): RecordingFacts[] {
  let index = firstIndex
  return ages.map((age, order) => {
    const isOngoing = order < ongoing
    const max = age * 60 - 60
    index = isOngoing ? nextGood(generator, index, max) : nextShort(generator, index, max)
    const facts = generator.factsOf(index, anchor - age * minute)
    index += 1
    if (!isOngoing) return facts
    const idle = max - (facts.activity.activeSeconds ?? 0)
    return { ...facts, isOngoing, activity: { ...facts.activity, durationSeconds: max, inactiveSeconds: idle } }
  })
}
