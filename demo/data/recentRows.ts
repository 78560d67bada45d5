import { eachMeasure } from './activity.ts'
import type { Generator } from './generator.ts'
import type { RecordingFacts } from './recordingFacts.ts'
import { minute } from './timeline.ts'

/** Minutes before the anchor at which the visits began that made-up rows are too old for; the first two still go on. */
const ages = [3, 9, 14, 27, 31, 38, 42, 49, 55, 61, 68, 77, 86, 93]
const ongoing = 2

/** A list looks better that does not begin with an unknown. */
function isNamed({ person, visit }: RecordingFacts): boolean {
  return person?.kind === 'identified' && !visit.isMobile
}

/** Ordinary recordings of the last hour and a half. None ends after the anchor; those that go on were last heard of just now. */
export function recentRecordings(generator: Generator, firstIndex: number, anchor: number): RecordingFacts[] {
  let index = firstIndex
  return ages.map((age, order) => {
    const isOngoing = order < ongoing
    const most = age * 60 - 60
    while (generator.measureOf(index, 'durationSeconds') > most || (isOngoing && !isNamed(generator.factsOf(index)))) index += 1
    const facts = generator.factsOf(index, anchor - age * minute)
    index += 1
    if (!isOngoing) return facts
    const idle = most - (facts.activity.activeSeconds ?? 0)
    const activity = eachMeasure((measure) => facts.activity[measure])
    return { ...facts, isOngoing, activity: { ...activity, durationSeconds: most, inactiveSeconds: idle } }
  })
}
