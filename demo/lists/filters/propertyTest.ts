import type { Dataset } from '../../data/dataset.ts'
import { sessionProperties } from '../../data/sessionProperties.ts'
import { compare } from './compare.ts'
import { consoleTest } from './consoleTest.ts'
import { eventPropertyTest } from './eventTest.ts'
import { type Filter, readFilter, refuseFilter, type Test } from './filter.ts'
import type { RecordingReader } from '../../data/recordingReader.ts'
import { recordingTest } from './recordingTest.ts'

const cohorts: Readonly<Record<string, string>> = { '1': 'plus', '2': 'business' }

function sessionTest({ key, value, operator }: Filter, reader: RecordingReader): Test {
  const property = Object.hasOwn(sessionProperties, key) ? sessionProperties[key] : undefined
  return (position) => compare(operator, property?.read(reader.session(position)) ?? null, value)
}

function personTest({ key, value, operator }: Filter, reader: RecordingReader): Test {
  return reader.person((person) => compare(operator, person?.properties[key] ?? null, value))
}

function cohortTest({ value, operator }: Filter, reader: RecordingReader): Test {
  const plan = cohorts[String(value)] ?? null
  const isNegative = operator === 'not_in' || operator === 'is_not'
  return reader.person((person) => (plan !== null && person?.properties['plan'] === plan) !== isNegative)
}

/** Reads one of `properties`. Unsupported types throw a 400 instead of being ignored. */
export function propertyTest(dataset: Dataset, reader: RecordingReader, loc: string, input: unknown): Test {
  const filter = readFilter(loc, input, 'event')
  switch (filter.type) {
    case 'session':
      return sessionTest(filter, reader)
    case 'person':
      return personTest(filter, reader)
    case 'cohort':
    case 'static-cohort':
      return cohortTest(filter, reader)
    case 'event':
    case 'event_metadata':
      return eventPropertyTest(filter, dataset, reader)
    case 'recording':
      return recordingTest(filter, dataset, reader, loc)
    case 'log_entry':
      return consoleTest([filter], 'AND', reader)
    default:
      throw refuseFilter(`${loc}.type`, 'union_tag_invalid', `The demo host does not evaluate "${filter.type}" filters`, input)
  }
}
