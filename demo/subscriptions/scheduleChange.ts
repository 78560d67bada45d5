import { invalidInput, Refusal } from '../host/answers.ts'
import type { Schedule } from '../data/subscriptions/schedule.ts'

type Body = Record<string, unknown>

function refuse(detail: string, attr: string): never {
  throw new Refusal(invalidInput(detail, attr))
}

function readFrequency(value: unknown): string {
  const known = ['daily', 'weekly', 'monthly', 'yearly'].find((one) => one === value)
  return known ?? refuse(`"${String(value)}" is not a valid choice.`, 'frequency')
}

function readWhole(value: unknown, attr: string): number {
  return typeof value === 'number' && Number.isInteger(value) ? value : refuse('A valid integer is required.', attr)
}

function parseInstantIn(value: unknown, attr: string): number {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? refuse('Datetime has wrong format.', attr) : time
}

function readDays(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : refuse('Expected a list of items.', 'byweekday')
}

/** A field as the body has it, else as it was; null where the body says null and may. */
function field<Value>(body: Body, name: string, before: Value, read: (value: unknown, attr: string) => Value): Value {
  return name in body ? read(body[name], name) : before
}

function orNull<Value>(read: (value: unknown, attr: string) => Value) {
  return (value: unknown, attr: string): Value | null => (value === null ? null : read(value, attr))
}

function isSame(one: Schedule, other: Schedule): boolean {
  const names = ['frequency', 'interval', 'bysetpos', 'count', 'start', 'until'] as const
  return names.every((name) => one[name] === other[name]) && one.byweekday?.join() === other.byweekday?.join()
}

/** The schedule that a PATCH asks for: the one before where it names no field of it. Throws the refusal of a bad value. */
export function readSchedule(body: Body, before: Schedule): Schedule {
  const after = {
    frequency: field(body, 'frequency', before.frequency, readFrequency),
    interval: field(body, 'interval', before.interval, readWhole),
    byweekday: field(body, 'byweekday', before.byweekday, orNull<readonly string[]>(readDays)),
    bysetpos: field(body, 'bysetpos', before.bysetpos, orNull(readWhole)),
    count: field(body, 'count', before.count, orNull(readWhole)),
    start: field(body, 'start_date', before.start, parseInstantIn),
    until: field(body, 'until_date', before.until, orNull(parseInstantIn)),
  }
  return isSame(after, before) ? before : after
}
