import type { DemoOptions } from '../host/options.ts'
import type { Found, Question } from './database.ts'
import type { MistakeCode } from './mistake.ts'

/** What the worker has to know to make up the same projects as the host. */
export type WorkerStart = { options: Omit<DemoOptions, 'now'>; anchor: number }

/** `leave` ends the wait of a query that nobody wants any more. */
export type ToWorker = { id: number; ask: 'run'; projectId: number; question: Question } | { id: number; ask: 'leave' }

/** How a query ended. `failed` is one of those that were asked for by `demoFails`. */
export type Outcome =
  | { is: 'found'; found: Found }
  | { is: 'mistake'; message: string; code: MistakeCode }
  | { is: 'failed'; how: string }
  | { is: 'crashed'; message: string }

export type FromWorker = { id: number; outcome: Outcome }
