import type { Dataset } from './dataset.ts'
import type { PersonFacts } from './people.ts'
import type { RecordingDetails } from './recordingDetails.ts'
import type { Session } from './sessionProperties.ts'

export type RecordingReader = {
  details(position: number): RecordingDetails
  session(position: number): Session
  /** Asks about a person once, however many recordings show them. */
  person(test: (person: PersonFacts | null) => boolean): (position: number) => boolean
}

/** Reads parts of a recording on demand, because a scan rejects most rows early. */
export function createRecordingReader(dataset: Dataset): RecordingReader {
  return {
    details: (position) => dataset.detailsAt(position),
    session: (position) => ({
      visit: dataset.visitAt(position),
      startedAt: dataset.startAt(position),
      durationSeconds: dataset.measureAt(position, 'durationSeconds'),
      clickCount: dataset.measureAt(position, 'clickCount'),
    }),
    person(test) {
      const answers = new Uint8Array(dataset.roster.count)
      return (position) => {
        const person = dataset.personAt(position)
        if (person === null) return test(null)
        if (answers[person] === 0) {
          const facts = dataset.roster.factsOf(person)
          answers[person] = test(facts.kind === 'absent' || facts.kind === 'unknown' ? null : facts) ? 2 : 1
        }
        return answers[person] === 2
      }
    },
  }
}
