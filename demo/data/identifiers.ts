import { hexadecimal, mix } from './mix.ts'
import { scramble, unscramble } from './scramble.ts'

/**
 * Ids that look drawn at random and hold the number of what they name, so that anything is found by its id without
 * looking through the rest. Whoever decodes one makes the id of the answer again and compares: a foreign id names nothing.
 */

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{4}([0-9a-f]{8})$/

/** A UUIDv7: time first. */
export function uuidOf(number: number, time: number, key: number): string {
  const clock = Math.max(0, Math.floor(time)).toString(16).padStart(12, '0')
  const noise = hexadecimal(mix(key, number, 1), 8)
  const variant = '89ab'[mix(key, number, 2) & 3] ?? '8'
  const end = `${hexadecimal(mix(key, number, 3), 4)}${hexadecimal(scramble(number, key), 8)}`
  return `${clock.slice(0, 8)}-${clock.slice(8)}-7${noise.slice(0, 3)}-${variant}${noise.slice(3, 6)}-${end}`
}

export function numberInUuid(text: string, key: number): number | null {
  const digits = uuid.exec(text)?.[1]
  return digits === undefined ? null : unscramble(Number.parseInt(digits, 16), key)
}

const oldStyle = /^[0-9a-f]{11,13}-0([0-9a-f]{8})[0-9a-f]{5}-[0-9a-f]{8}-[0-9a-f]{6}-[0-9a-f]{11,13}$/

/** The form that recorders gave before 2022: clock, chance, browser, screen, clock. */
export function oldIdOf(number: number, time: number, key: number): string {
  const clock = Math.max(0, Math.floor(time)).toString(16).padStart(11, '0')
  const chance = `0${hexadecimal(scramble(number, key), 8)}${hexadecimal(mix(key, number, 4), 5)}`
  return `${clock}-${chance}-${hexadecimal(mix(key, number, 5), 8)}-1fa400-${clock}`
}

export function numberInOldId(text: string, key: number): number | null {
  const digits = oldStyle.exec(text)?.[1]
  return digits === undefined ? null : unscramble(Number.parseInt(digits, 16), key)
}
