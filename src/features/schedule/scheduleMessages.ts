import { cutText, oneLine } from '#lib/cutText.ts'
import { zoneName } from '#lib/instant.ts'
import { dayMs } from './calendar.ts'
import type { Unreadable } from './readRule.ts'
import { wallTime } from './zoneTime.ts'
import { counted } from '#lib/format.ts'

export function joinList(items: readonly string[], conjunction = 'and'): string {
  if (items.length < 2) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`
}

export function ordinal(number: number): string {
  const ending = { 1: 'st', 2: 'nd', 3: 'rd' }[number % 10]
  return `${number}${ending === undefined || Math.floor((number % 100) / 10) === 1 ? 'th' : ending}`
}

const months = 'January February March April May June July August September October November December'.split(' ')

/** "29 February": `month` from 0 for January. */
export function monthAndDay(day: number, month: number): string {
  return `${day} ${months[month]}`
}

/** "30 June", with the year where it is not that of `now`. Both are times of one clock, in milliseconds since 1970. */
export function dateText(wall: number, now: number): string {
  const date = new Date(wall)
  const year = date.getUTCFullYear()
  const text = monthAndDay(date.getUTCDate(), date.getUTCMonth())
  return year === new Date(now).getUTCFullYear() ? text : `${text} ${year}`
}

/** "09:00", with seconds where there are any. Takes a clock's time in milliseconds. */
export function timeText(wall: number): string {
  const text = new Date(((wall % dayMs) + dayMs) % dayMs).toISOString()
  return text.slice(17, 19) === '00' ? text.slice(11, 16) : text.slice(11, 19)
}

/** "UTC", or "in Berlin". */
export function zonePhrase(zone: string | null): string {
  return zone === null ? 'UTC' : `in ${zoneName(zone)}`
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
  return value === null ? `the ${name} is missing or cannot be read` : `the ${name} is “${cutText(oneLine(value), 40)}”`
}

/** "29 March at 10:00 in Berlin", with the year where it is not the current one. Null stands for UTC. */
export function dateTimeText(at: number, zone: string | null, now: number): string {
  const wall = wallTime(at, zone)
  return `${dateText(wall, wallTime(now, zone))} at ${timeText(wall)} ${zonePhrase(zone)}`
}

/** "an hour", "30 minutes". Takes milliseconds in either direction. */
export function clockChangeText(ms: number): string {
  const minutes = Math.abs(ms) / 60_000
  return minutes === 60 ? 'an hour' : counted(minutes, 'minute')
}
