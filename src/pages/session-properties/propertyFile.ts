import type { SessionProperty } from '#api/sessionProperties/sessionProperties.ts'
import { toCsv } from '#lib/csv.ts'
import { kindNames, kindOf } from './propertyKinds.ts'
import { meaningOf } from './propertyMeanings.ts'

/** CSV, safe to open in spreadsheets (see toCsv). */
export function propertiesCsv(properties: readonly SessionProperty[]): string {
  return toCsv([
    ['name', 'type', 'numerical', 'group', 'meaning'],
    ...properties.map(({ name, propertyType, isNumerical }) => [
      name,
      propertyType,
      String(isNumerical),
      kindNames[kindOf(name)],
      meaningOf(name),
    ]),
  ])
}
