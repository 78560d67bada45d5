/** Decides when to read the rows of a growing scan again. */
export type RereadSchedule = {
  /** Counts added rows; true if all rows should be read again now. */
  isDue: (added: number) => boolean
  /** Whether rows are unread. Marks them as read. */
  takePending: () => boolean
}

/**
 * Rereading costs as much as there are rows. Waiting until a tenth of them is new limits the total cost to about ten times that of
 * the last read.
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
