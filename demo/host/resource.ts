import type { Journal } from './journal.ts'
import type { DemoKey, Scope } from './keys.ts'
import type { DemoOptions } from './options.ts'
import type { Project } from '../data/projects.ts'
import type { Root } from './editions.ts'
import type { RateClass } from './rates.ts'
import type { DemoState } from './state.ts'

/** What endpoints need of the host. */
export type HostContext = {
  options: DemoOptions
  anchor: number
  projects: readonly Project[]
  state: DemoState
  journal: Journal
}

/** An authenticated request. */
export type ApiCall = {
  context: HostContext
  request: Request
  url: URL
  parameters: Record<string, string>
  key: DemoKey
}
export type ProjectCall = ApiCall & { project: Project }

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

type Endpoint<Call> = {
  /** The scope that the key needs; null if any valid key will do. */
  scope: Scope | null
  rateClass: RateClass
  answer(call: Call): Response | Promise<Response>
}

export type Resource<Call> = {
  /** Below /api, or below the project: `session_recordings/:recording`. */
  path: string
  /** 401, or 403 where a view takes sharing tokens too (posthog-api.md#e4-keys-and-scopes). */
  badKeyStatus: 401 | 403
  /** Server ages that have it; all if absent. */
  editions?: readonly DemoOptions['edition'][]
  /** Whether a host with these options has it; always, if absent. */
  isBuilt?(options: DemoOptions, root: Root | null): boolean
  methods: Partial<Record<Method, Endpoint<Call>>>
}

export type AccountResource = Resource<ApiCall>
export type ProjectResource = Resource<ProjectCall>
