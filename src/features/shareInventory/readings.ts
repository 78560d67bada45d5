/** When the rows of a growing scan are worth to be read again. */
export type Readings = {
  /** Counts so many more rows; whether it is time to read them all again. */
  isDue: (more: number) => boolean
  /** Whether some were not read yet. They count as read from then on. */
  areLeft: () => boolean
}

/**
 * Reading rows again costs as much as there are of them. Waiting until a tenth of them is new keeps the cost of all readings
 * together to some ten times that of the last one, however many rows there come to be.
 */
export function createReadings(): Readings {
  let read = 0
  let unread = 0

  function areLeft(): boolean {
    if (unread === 0) return false
    read += unread
    unread = 0
    return true
  }

  return {
    isDue(more) {
      unread += more
      return unread * 10 >= read && areLeft()
    },
    areLeft,
  }
}
