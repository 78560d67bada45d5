import type { Dataset } from '../../data/dataset.ts'
import { sessionProperties } from '../../data/sessionProperties.ts'
import { compare } from './compare.ts'
import { consoleTest } from './consoleTest.ts'
import { eventPropertyTest } from './eventTest.ts'
import { type Filter, readFilter, refuseFilter, type Test } from './filter.ts'
import type { Look } from '../../data/recordingReader.ts'
import { recordingTest } from './recordingTest.ts'

/** People that a project keeps together under a number. */
const cohorts: Readonly<Record<string, string>> = { '1': 'plus', '2': 'business' }

function sessionTest({ key, value, operator }: Filter, look: Look): Test {
  const property = Object.hasOwn(sessionProperties, key) ? sessionProperties[key] : undefined
  return (position) => compare(operator, property?.read(look.session(position)) ?? null, value)
}

function personTest({ key, value, operator }: Filter, look: Look): Test {
  return look.person((person) => compare(operator, person?.properties[key] ?? null, value))
}

function cohortTest({ value, operator }: Filter, look: Look): Test {
  const plan = cohorts[String(value)] ?? null
  const isNegative = operator === 'not_in' || operator === 'is_not'
  return look.person((person) => (plan !== null && person?.properties['plan'] === plan) !== isNegative)
}

/** Reads one of `properties`. What the demo's data cannot say is refused, never ignored. */
export function propertyTest(dataset: Dataset, look: Look, loc: string, input: unknown): Test {
  const filter = readFilter(loc, input, 'event')
  switch (filter.type) {
    case 'session':
      return sessionTest(filter, look)
    case 'person':
      return personTest(filter, look)
    case 'cohort':
    case 'static-cohort':
      return cohortTest(filter, look)
    case 'event':
    case 'event_metadata':
      return eventPropertyTest(filter, dataset, look)
    case 'recording':
      return recordingTest(filter, dataset, look, loc)
    case 'log_entry':
      return consoleTest([filter], 'AND', look)
    default:
      throw refuseFilter(`${loc}.type`, 'union_tag_invalid', `The demo host does not evaluate "${filter.type}" filters`, input)
  }
}
