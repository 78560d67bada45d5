import type { Dataset } from '../../data/dataset.ts'
import { sessionProperties } from '../../data/sessionProperties.ts'
import { compare } from './compare.ts'
import { type Filter, isObject, readFilter, refuseFilter, type Test } from './filter.ts'
import type { RecordingReader } from '../../data/recordingReader.ts'

/** Actions of the demo's projects, by their number. */
const actions: Readonly<Record<string, string>> = {
  '1': 'order placed',
  '2': 'added to cart',
  '3': '$rageclick',
  '4': '$exception',
}

/** Which session property tells what an event's property was in the demo. */
const sessionPropertyOf: Readonly<Record<string, string>> = {
  $pathname: '$entry_pathname',
  $host: '$entry_hostname',
  $referring_domain: '$entry_referring_domain',
  utm_source: '$entry_utm_source',
  utm_medium: '$entry_utm_medium',
  utm_campaign: '$entry_utm_campaign',
  gclid: '$entry_gclid',
  fbclid: '$entry_fbclid',
}

/** Whether some event of the recording had a property, as far as the data can say: by its pages, its visit and its person. */
export function eventPropertyTest({ key, value, operator }: Filter, dataset: Dataset, reader: RecordingReader): Test {
  if (key === '$current_url') {
    return (position) => {
      const { startUrl, endUrl } = dataset.visitAt(position)
      return compare(operator, startUrl, value) || compare(operator, endUrl, value)
    }
  }
  const sessionProperty = sessionProperties[sessionPropertyOf[key] ?? '']
  if (sessionProperty !== undefined) return (position) => compare(operator, sessionProperty.read(reader.session(position)), value)
  return reader.person((person) => compare(operator, person?.properties[key] ?? null, value))
}

/** Reads one of `events` or `actions`: it happened, with these properties. No name means any event. */
export function entityTest(
  kind: 'events' | 'actions',
  dataset: Dataset,
  reader: RecordingReader,
  loc: string,
  input: unknown,
): Test {
  if (!isObject(input)) throw refuseFilter(loc, 'model_attributes_type', 'Input should be a valid dictionary', input)
  const { id = null, properties } = input
  const name = kind === 'actions' ? (actions[String(id)] ?? '') : id
  const details = (Array.isArray(properties) ? properties : []).map((property: unknown, order) =>
    eventPropertyTest(readFilter(`${loc}.properties.${order}`, property, 'event'), dataset, reader),
  )
  return (position) =>
    (name === null || reader.details(position).events.some((event) => event === name)) && details.every((test) => test(position))
}
