/** When the rows of a growing scan are worth to be read again. */
export type RereadSchedule = {
  /** Counts so many more rows; whether it is time to read them all again. */
  isDue: (added: number) => boolean
  /** Whether some were not read yet. They count as read from then on. */
  takePending: () => boolean
}

/**
 * Reading rows again costs as much as there are of them. Waiting until a tenth of them is new keeps the cost of all readings
 * together to some ten times that of the last one, however many rows there come to be.
 */
export function createRereadSchedule(): RereadSchedule {
  let readCount = 0
  let pendingCount = 0

  function takePending(): boolean {
    if (pendingCount === 0) return false
    readCount += pendingCount
    pendingCount = 0
    return true
  }

  return {
    isDue(added) {
      pendingCount += added
      return pendingCount * 10 >= readCount && takePending()
    },
    takePending,
  }
}
