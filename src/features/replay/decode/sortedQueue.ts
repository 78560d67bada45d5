/** Items sorted by time; items of the same time keep their order. */
export type SortedQueue<T> = {
  add: (time: number, item: T) => void
  /** Removes and returns everything up to and including `time`. */
  takeUntil: (time: number) => { time: number; item: T }[]
}

/** Adding is O(1) if items arrive almost in order. */
export function createSortedQueue<T>(): SortedQueue<T> {
  let entries: { time: number; item: T }[] = []

  function indexAfter(time: number): number {
    let low = 0
    let high = entries.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((entries[middle]?.time ?? 0) <= time) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    add(time, item) {
      const last = entries.at(-1)
      if (last === undefined || last.time <= time) entries.push({ time, item })
      else entries.splice(indexAfter(time), 0, { time, item })
    },
    takeUntil(time) {
      const index = indexAfter(time)
      const taken = entries.slice(0, index)
      entries = entries.slice(index)
      return taken
    },
  }
}
