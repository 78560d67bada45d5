import type { ProjectSizes } from '../data/projects.ts'
import type { Edition } from '../host/options.ts'
import type { SqlResult, Question } from './database.ts'
import type { MistakeCode } from './mistake.ts'

/** What it takes to generate the same projects in the worker. Hosts of the same sizes and time share their databases, which queries don't change. */
export type HostSeed = { sizes: ProjectSizes; edition: Edition; anchor: number }

export type RunMessage = { type: 'run'; id: number; host: HostSeed; projectId: number; request: Question }

/** `cancel` ends the `sleep` of a query whose client has left. */
export type ToWorker = RunMessage | { type: 'cancel'; id: number }

/** How a query ended. `failed` is one of those that were asked for by `demoFails`. */
export type Outcome =
  | { is: 'result'; result: SqlResult }
  | { is: 'mistake'; message: string; code: MistakeCode }
  | { is: 'failed'; how: string }
  | { is: 'crashed'; message: string }

export type FromWorker = { id: number; outcome: Outcome }
