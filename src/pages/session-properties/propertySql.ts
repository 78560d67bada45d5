import type { SessionProperty } from '#api/sessionProperties/sessionProperties.ts'
import { hogqlName, hogqlText } from '#lib/hogqlText.ts'

const last30Days = '$start_timestamp >= now() - interval 30 day'

/** The server lists no values of numbers, dates and durations (posthog-api.md#g2-property-values). */
export function hasValues({ propertyType }: Pick<SessionProperty, 'propertyType'>): boolean {
  return !['numeric', 'datetime', 'duration'].includes(propertyType?.toLowerCase() ?? '')
}

export function isBoolean({ propertyType }: Pick<SessionProperty, 'propertyType'>): boolean {
  return propertyType?.toLowerCase() === 'boolean'
}

function literal(property: SessionProperty, value: string): string {
  if (!isBoolean(property)) return hogqlText(value)
  return value === '1' || value.toLowerCase() === 'true' ? 'true' : 'false'
}

export function valueSql(property: SessionProperty, value: string): string {
  const name = hogqlName(property.name)
  const columns = ['session_id', '$start_timestamp', '$session_duration', name]
  return `select ${[...new Set(columns)].join(', ')}
from sessions
where ${name} = ${literal(property, value)} and ${last30Days}
order by $start_timestamp desc
limit 100`
}

/** The range of a number, or how often each value occurs. */
export function propertySql(property: SessionProperty): string {
  const name = hogqlName(property.name)
  if (property.propertyType?.toLowerCase() === 'datetime') {
    return `select toDate(${name}) as day, count() as sessions
from sessions
where ${last30Days}
group by day
order by day`
  }
  if (!hasValues(property)) {
    return `select min(${name}) as least, avg(${name}) as mean, max(${name}) as most, count() as sessions
from sessions
where ${last30Days}`
  }
  return `select ${name} as value, count() as sessions
from sessions
where ${last30Days}
group by value
order by sessions desc
limit 100`
}
