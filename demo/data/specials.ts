import { failures, malformedPosition } from './failures.ts'
import type { CapturedSession } from './capturedSessions.ts'
import { capturedRecordings } from './capturedRows.ts'
import { createDataset, type Dataset } from './dataset.ts'
import type { Generator } from './generator.ts'
import { oddRecordings } from './oddRows.ts'
import type { RecordingFacts } from './recordingFacts.ts'
import { recentRecordings } from './recentRows.ts'
import { replayRecordings } from './replayRows.ts'
import { specialPerson, specialRow } from './specialRow.ts'
import { hour } from './timeline.ts'

function failingRecordings(anchor: number): RecordingFacts[] {
  return Object.values(failures).map(({ id, title, ageHours }, order) => {
    const startedAt = anchor - ageHours * hour
    const page = title.toLowerCase().replaceAll(/[^a-z]+/g, '-')
    return specialRow(
      id,
      startedAt,
      specialPerson(100 + order, startedAt, { name: title }),
      `https://www.leafandkettle.example/demo/${page}`,
    )
  })
}

/** The row without an id, started just before the row at the previous position. */
function malformedRecording(dataset: Dataset): RecordingFacts {
  const before = Math.min(malformedPosition, dataset.total) - 1
  const startedAt = dataset.startAt(before) - 1
  const person = specialPerson(150, startedAt, { name: 'Has no id' })
  const row = specialRow('malformed', startedAt, person, 'https://www.leafandkettle.example/demo/malformed')
  return { ...row, overrides: { id: undefined } }
}

/** Small hosts leave out the recordings for replay, which would dominate their list. */
const roomy = 600

/** The shop's special recordings; only the newest if `count` is smaller. */
export function withSpecials(
  makeGenerator: (count: number) => Generator,
  total: number,
  anchor: number,
  sessions: readonly CapturedSession[],
): Dataset {
  const usual = [...capturedRecordings(sessions, anchor), ...failingRecordings(anchor), ...oddRecordings(anchor)]
  const special = total < roomy ? usual : [...usual, ...replayRecordings(sessions, anchor)]
  const countOfRecent = 14
  const room = total - special.length - countOfRecent - 1
  const generated = Math.max(0, room)
  const generator = makeGenerator(generated)
  const all = [...recentRecordings(generator, generated, anchor), ...special]
  if (room < 0) {
    const newest = all.toSorted((one, other) => other.startedAt - one.startedAt).slice(0, total)
    return createDataset(generator, 0, newest)
  }
  return createDataset(generator, generated, [...all, malformedRecording(createDataset(generator, generated, all))])
}
