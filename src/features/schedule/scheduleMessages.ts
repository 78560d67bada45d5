import { cutText, oneLine } from '#lib/cutText.ts'
import { counted } from '#lib/format.ts'
import { formatDateTime, zoneLabel } from '#lib/instant.ts'
import type { Unreadable } from './readRule.ts'

export function joinList(items: readonly string[], conjunction = 'and'): string {
  if (items.length < 2) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`
}

export function ordinal(number: number): string {
  const ending = { 1: 'st', 2: 'nd', 3: 'rd' }[number % 10]
  return `${number}${ending === undefined || Math.floor((number % 100) / 10) === 1 ? 'th' : ending}`
}

const months = 'January February March April May June July August September October November December'.split(' ')

/** "February 29". `month` counts from 0. */
export function monthAndDay(day: number, month: number): string {
  return `${months[month]} ${day}`
}

const fieldNames: Record<Unreadable['field'], string> = {
  frequency: 'frequency',
  interval: 'interval',
  byweekday: 'weekday',
  bysetpos: 'position',
  count: 'number of deliveries',
  start_date: 'start date',
  until_date: 'end date',
}

/** Why a schedule can’t be followed: "the frequency is “fortnightly”". The server’s value is cut to one short line. */
export function unreadableText({ field, value }: Unreadable): string {
  const name = fieldNames[field]
  return value === null ? `the ${name} is missing or invalid` : `the ${name} is “${cutText(oneLine(value), 40)}”`
}

/** "Mar 29, 2026, 10:00 AM Berlin time". Null stands for UTC. */
export function dateTimeText(at: number, zone: string | null): string {
  return `${formatDateTime(at, zone)} ${zoneLabel(zone)}`
}

export function clockChangeText(ms: number): string {
  const minutes = Math.abs(ms) / 60_000
  return minutes === 60 ? 'an hour' : counted(minutes, 'minute')
}
