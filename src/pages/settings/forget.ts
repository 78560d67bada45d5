import { forgetConnection } from '#storage/forgetConnection.ts'
import { jobStore } from '#features/jobs/jobStore.ts'

/** Cancels a connection's jobs, which would go on with its key, and removes it with what this browser stored for it. */
export function forget(id: string) {
  for (const { job, cancel } of jobStore.get().jobs) if (job.connectionId === id) cancel()
  void forgetConnection(id)
}
