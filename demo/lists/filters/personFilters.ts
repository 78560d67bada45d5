import type { Dataset } from '../../data/dataset.ts'
import type { Test } from './filter.ts'
import type { RecordingReader } from '../../data/recordingReader.ts'

/** Recordings of one person. */
export function byPersonUuid(dataset: Dataset, uuid: string): Test {
  const wanted = dataset.roster.byUuid(uuid)
  return wanted === null ? () => false : (position) => dataset.personAt(position) === wanted
}

/** Recordings made under any of these ids. */
export function byDistinctIds(dataset: Dataset, distinctIds: readonly string[]): Test {
  const named = new Set(distinctIds)
  const wanted = new Map<number, Set<number>>()
  for (const distinctId of distinctIds) {
    const found = dataset.roster.byDistinctId(distinctId)
    if (found !== null) wanted.set(found.person, (wanted.get(found.person) ?? new Set()).add(found.slot))
  }
  return (position) => {
    const person = dataset.personAt(position)
    if (person === null) return named.has(dataset.distinctIdAt(position) ?? '')
    return wanted.get(person)?.has(dataset.slotAt(position)) === true
  }
}

/** Recordings of people who do not work for the site. */
export function notStaff(dataset: Dataset, reader: RecordingReader): Test {
  const house = `@${dataset.generator.staffMail}`
  return reader.person((person) => person?.email?.endsWith(house) !== true)
}
