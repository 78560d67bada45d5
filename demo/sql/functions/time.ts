import { parseInstant } from '../../data/times.ts'
import { SqlMistake } from '../mistake.ts'
import type { Binder } from '../scope.ts'
import { isText, isTime, type Typed, typed } from '../typed.ts'
import { anyNull, type Given, type Scalar, takes, valueAt } from './scalar.ts'

export const timeUnits = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const
export type TimeUnit = (typeof timeUnits)[number]

const fixed: Partial<Record<TimeUnit, number>> = { second: 1000, minute: 60_000, hour: 3_600_000 }

export function unitNamed(name: string): TimeUnit | null {
  const wanted = name.toLowerCase().replace(/s$/, '')
  return timeUnits.find((unit) => unit === wanted) ?? null
}

function dateTimeType(zone: string, precise = false): string {
  return precise ? `DateTime64(6, '${zone}')` : `DateTime('${zone}')`
}

type Zoned = { zone: string; now: number; bind: Binder }

/** Parses a time literal. Throws SqlMistake if it is not one. */
export function readTime(text: string, { zone, now }: Pick<Zoned, 'zone' | 'now'>): number {
  const time = /^\d/.test(text) ? parseInstant(text, 'from', now, zone) : null
  if (time === null) throw new SqlMistake(`Cannot parse string '${text}' as DateTime`, 'cannot_parse_datetime')
  return time
}

/** Converts a value to a DateTime; numbers are seconds since 1970. */
export function asTime(value: Typed, constant: unknown, given: Pick<Zoned, 'zone' | 'now'>): Typed {
  if (isTime(value)) return { ...value, kind: 'DateTime', type: value.kind === 'Date' ? dateTimeType(given.zone) : value.type }
  if (typeof constant === 'string') return typed('DateTime', String(readTime(constant, given)), false, dateTimeType(given.zone))
  if (isText(value)) return typed('DateTime', `parse_instant(${value.sql})`, true, dateTimeType(given.zone))
  return typed('DateTime', `(${value.sql} * 1000)`, value.nullable, dateTimeType(given.zone))
}

function timeAt(given: Given, index: number): Typed {
  return asTime(valueAt(given, index), given.constant(index), given)
}

/** Later, or with a negative amount earlier, by so many of a unit. */
export function later(time: Typed, amount: string, unit: TimeUnit, zone: string): Typed {
  const milliseconds = fixed[unit]
  const isDay = time.kind === 'Date' && milliseconds === undefined
  const sql =
    milliseconds === undefined ? `later(${time.sql}, ${amount}, '${unit}')` : `(${time.sql} + ${amount} * ${milliseconds})`
  return { ...time, sql, ...(isDay ? {} : { kind: 'DateTime', type: time.kind === 'Date' ? dateTimeType(zone) : time.type }) }
}

function startOf(unit: TimeUnit): Scalar {
  const isDay = unit === 'week' || unit === 'month' || unit === 'quarter' || unit === 'year'
  return takes(
    1,
    (given) => {
      const time = timeAt(given, 0)
      const sql = `start_of(${time.sql}, '${unit}')`
      return isDay ? typed('Date', sql, time.nullable) : typed('DateTime', sql, time.nullable, dateTimeType(given.zone))
    },
    unit === 'week' ? 2 : 1,
  )
}

function unitAt(given: Given, index: number): TimeUnit {
  const name = given.constant(index)
  const unit = typeof name === 'string' ? unitNamed(name) : null
  if (unit === null) throw new SqlMistake(`${given.name} takes a unit of time in quotes, such as 'day'`)
  return unit
}

function truncated(given: Given): Typed {
  return startOf(unitAt(given, 0)).make({
    ...given,
    values: given.values.slice(1),
    constant: (index) => given.constant(index + 1),
  })
}

function difference(given: Given): Typed {
  const unit = unitAt(given, 0)
  const from = timeAt(given, 1)
  const to = timeAt(given, 2)
  return typed('Int', `between_times(${from.sql}, ${to.sql}, '${unit}')`, anyNull([from, to]))
}

function partOf(name: string): Scalar {
  return takes(1, (given) => {
    const time = timeAt(given, 0)
    return typed('Int', `part_of(${time.sql}, '${name}')`, time.nullable)
  })
}

function shifted(unit: TimeUnit, sign: '' | '-'): Scalar {
  return takes(2, (given) => {
    const value = valueAt(given, 0)
    const time = value.kind === 'Date' ? value : timeAt(given, 0)
    return later(time, `${sign}(${valueAt(given, 1).sql})`, unit, given.zone)
  })
}

function dayOf(given: Given): Typed {
  const time = timeAt(given, 0)
  return typed('Date', `start_of(${time.sql}, 'day')`, time.nullable)
}

function nowDay(shift: number): Scalar {
  return takes(0, ({ now }) => typed('Date', `later(start_of(${now}, 'day'), ${shift}, 'day')`))
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

const toInstant = takes(1, (given) => timeAt(given, 0), 2)

/** Functions of time. Days and what is longer begin as the clocks of the project do. */
export const timeFunctions: Readonly<Record<string, Scalar>> = {
  now: takes(0, ({ now, zone }) => typed('DateTime', String(Math.floor(now / 1000) * 1000), false, dateTimeType(zone))),
  today: nowDay(0),
  yesterday: nowDay(-1),
  toDate: takes(1, dayOf),
  toDateTime: toInstant,
  toDateTime64: toInstant,
  parseDateTimeBestEffort: toInstant,
  fromUnixTimestamp: toInstant,
  toUnixTimestamp: takes(1, (given) => {
    const time = timeAt(given, 0)
    return typed('Int', `cast(${time.sql} / 1000 as integer)`, time.nullable)
  }),
  ...Object.fromEntries(timeUnits.map((unit) => [`toStartOf${capital(unit)}`, startOf(unit)])),
  toMonday: startOf('week'),
  dateTrunc: takes(2, truncated),
  dateDiff: takes(3, difference),
  ...Object.fromEntries(timeUnits.map((unit) => [`add${capital(unit)}s`, shifted(unit, '')])),
  ...Object.fromEntries(timeUnits.map((unit) => [`subtract${capital(unit)}s`, shifted(unit, '-')])),
  toYear: partOf('year'),
  toMonth: partOf('month'),
  toDayOfMonth: partOf('day'),
  toDayOfWeek: partOf('weekday'),
  toHour: partOf('hour'),
  toMinute: partOf('minute'),
  toYYYYMM: partOf('yearmonth'),
  formatDateTime: takes(2, (given) => {
    const time = timeAt(given, 0)
    return typed('String', `format_instant(${time.sql}, ${valueAt(given, 1).sql})`, time.nullable)
  }),
}

/** Other names for the same. */
export const sameTimes: Readonly<Record<string, string>> = {
  date_trunc: 'dateTrunc',
  date_diff: 'dateDiff',
  toTimestamp: 'toDateTime',
  DATE: 'toDate',
}
