/**
 * A well-mixed 32-bit number for a row and a purpose: the same in, the same out, unrelated between purposes.
 * Everything about a made-up recording comes from here, so that none has to be stored.
 */
export function mix(seed: number, index: number, purpose: number): number {
  let value = Math.imul(index, 0x9e37_79b1) ^ Math.imul(seed ^ (purpose << 20), 0x85eb_ca6b) ^ Math.imul(purpose, 0xc2b2_ae35)
  value ^= value >>> 16
  value = Math.imul(value, 0x21f0_aaad)
  value ^= value >>> 15
  value = Math.imul(value, 0x735a_2d97)
  value ^= value >>> 15
  return value >>> 0
}

/** The same as a share from 0 up to but not including 1. */
export function part(seed: number, index: number, purpose: number): number {
  return mix(seed, index, purpose) / 0x1_0000_0000
}

/** One of a list that is never empty. */
export function choose<Item>(list: readonly Item[], share: number): Item {
  const item = list[Math.floor(share * list.length)]
  if (item === undefined) throw new Error('There is nothing to choose from.')
  return item
}

const sums = new WeakMap<readonly { weight: number }[], number>()

function sumOf(list: readonly { weight: number }[]): number {
  const sum = sums.get(list) ?? list.reduce((weights, { weight }) => weights + weight, 0)
  sums.set(list, sum)
  return sum
}

/** One of a list in proportion to the weight of each. */
export function chooseWeighted<Item extends { weight: number }>(list: readonly Item[], share: number): Item {
  let left = share * sumOf(list)
  return list.find(({ weight }) => (left -= weight) < 0) ?? choose(list, 0)
}

export function hexadecimal(value: number, digits: number): string {
  return (value >>> 0).toString(16).padStart(8, '0').slice(-digits)
}
