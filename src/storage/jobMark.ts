const name = 'replay-desk-jobs'

/** Whether a job may be logged that a closed tab left. Read at the start, where opening the database would cost too much. */
export function hasLoggedJobs(): boolean {
  try {
    return localStorage.getItem(name) !== null
  } catch {
    return false
  }
}

export function markLoggedJobs(exist: boolean): void {
  try {
    if (exist) localStorage.setItem(name, '1')
    else localStorage.removeItem(name)
  } catch {
    // Without local storage nothing is resumed after a closed tab.
  }
}
