/** Things that wait to be taken in the order of their times; those of the same time in the order in which they came. */
export type Ordered<T> = {
  add: (time: number, item: T) => void
  /** Takes out everything up to and including `time`. */
  takeUntil: (time: number) => { time: number; item: T }[]
}

/** Made for what comes nearly in order: then adding costs nothing. */
export function createOrdered<T>(): Ordered<T> {
  let waiting: { time: number; item: T }[] = []

  /** The place after everything that is not later than `time`. */
  function placeAfter(time: number): number {
    let low = 0
    let high = waiting.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((waiting[middle]?.time ?? 0) <= time) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    add(time, item) {
      const last = waiting.at(-1)
      if (last === undefined || last.time <= time) waiting.push({ time, item })
      else waiting.splice(placeAfter(time), 0, { time, item })
    },
    takeUntil(time) {
      const place = placeAfter(time)
      const taken = waiting.slice(0, place)
      waiting = waiting.slice(place)
      return taken
    },
  }
}
