import { mix } from './mix.ts'

const rounds = [11, 23, 37, 53] as const

/** Maps the 32-bit numbers onto themselves one to one, in an order that looks like chance. `unscramble` undoes it. */
export function scramble(value: number, key: number): number {
  let left = (value >>> 16) & 0xff_ff
  let right = value & 0xff_ff
  for (const round of rounds) [left, right] = [right, left ^ (mix(key, right, round) & 0xff_ff)]
  return ((left << 16) | right) >>> 0
}

export function unscramble(value: number, key: number): number {
  let left = (value >>> 16) & 0xff_ff
  let right = value & 0xff_ff
  for (const round of rounds.toReversed()) [left, right] = [right ^ (mix(key, left, round) & 0xff_ff), left]
  return ((left << 16) | right) >>> 0
}
