import type { ApiConnection } from '#storage/connections.ts'
import { createListeners } from '#lib/listeners.ts'
import type { Job, JobItem, JobView } from './job.ts'

/** A job with the means to steer it. */
export type RunningJob = {
  job: Job
  view: JobView
  pause: () => void
  /** Goes on, as whom `connection` says: the key may have been replaced during a pause. */
  resume: (connection?: ApiConnection) => void
  /** With `isDiscarding`, what there is so far is thrown away. */
  cancel: (isDiscarding?: boolean) => void
  /** Tries again the items whose outcome the view calls retryable. */
  retry: () => void
}

/** `shownId` is the job whose dialog is open. */
type State = { jobs: readonly RunningJob[]; shownId: string | null; isNeeded: boolean }

let state: State = { jobs: [], shownId: null, isNeeded: false }
const { notify, subscribe } = createListeners()

/** The jobs of this tab, oldest first. Fits useSyncExternalStore. */
export const jobStore = {
  get: () => state,
  set: (change: Partial<State>) => {
    state = { ...state, isNeeded: true, ...change }
    notify()
  },
  subscribe,
}

export function findJob(id: string): RunningJob | undefined {
  return state.jobs.find(({ job }) => job.id === id)
}

export function isRunning(job: Pick<Job, 'phase'>): boolean {
  return job.phase.kind !== 'ended'
}

export function updateJob(job: Job) {
  jobStore.set({ jobs: state.jobs.map((one) => (one.job.id === job.id ? { ...one, job } : one)) })
}

/** Opens a job's dialog; the focus goes back to what has it now. */
export function showJob(id: string) {
  jobStore.set({ shownId: id })
}

/** Closes a job's dialog. A job that runs goes on in the corner. */
export function hideJob(id: string) {
  if (state.shownId === id) jobStore.set({ shownId: null })
}

/** Takes a job that has ended off the screen. One that runs stays. */
export function dismissJob(id: string) {
  const shownId = state.shownId === id ? null : state.shownId
  jobStore.set({ shownId, jobs: state.jobs.filter(({ job }) => job.id !== id || isRunning(job)) })
}

export function countOutcomes(items: readonly JobItem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { outcome } of items) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  return counts
}

export function waitingIn(items: readonly JobItem[]): string[] {
  return items.flatMap(({ id, outcome }) => (outcome === 'waiting' ? [id] : []))
}
