/** Numbers from 0 to below 1. */
export type Random = () => number

export function below(random: Random, count: number): number {
  return Math.floor(random() * count)
}

/** One of a list that isn't empty. */
export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[below(random, items.length)]
  if (item === undefined) throw new RangeError('There is nothing to pick from.')
  return item
}
