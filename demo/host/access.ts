import { errorAnswer, notFound, permissionDenied, Refusal } from './answers.ts'
import { type DemoKey, findKey, mayUse, type Scope } from './keys.ts'
import type { Project } from '../data/projects.ts'
import type { HostContext } from './resource.ts'

/** A project of another organization. */
const foreignProject = '42'

function unauthenticated(code: string, detail: string, status: 401 | 403): Response {
  const headers: Record<string, string> = status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}
  return errorAnswer(status, 'authentication_error', code, detail, null, headers)
}

/** The answer to an unknown or revoked key. */
export function unknownKey(status: 401 | 403): Response {
  const detail = 'Personal API key found in request Authorization header is invalid.'
  return unauthenticated('authentication_failed', detail, status)
}

/** Throws the refusal of a bad or missing key. */
export function authenticate(request: Request, badKeyStatus: 401 | 403): DemoKey {
  const value = /^Bearer\s+(.+)$/i.exec(request.headers.get('Authorization') ?? '')?.[1]
  if (value === undefined) {
    throw new Refusal(unauthenticated('not_authenticated', 'Authentication credentials were not provided.', badKeyStatus))
  }
  const key = findKey(value.trim())
  if (key === null) throw new Refusal(unknownKey(badKeyStatus))
  return key
}

export function requireScope(key: DemoKey, scope: Scope | null): void {
  if (scope !== null && !mayUse(key, scope)) {
    throw new Refusal(permissionDenied(`API key missing required scope '${scope}'`))
  }
}

/** The project of a path; `@current` is the first one that the key may use. Throws if the key has no access. */
export function openProject(context: HostContext, key: DemoKey, name: string): Project {
  const current = context.projects.find(({ id: one }) => key.projects === null || key.projects.includes(one))
  const id = name === '@current' && current !== undefined ? String(current.id) : name
  if (!/^\d+$/.test(id)) throw new Refusal(notFound('Project not found.'))
  const project = context.projects.find((one) => String(one.id) === id)
  if (key.projects !== null && !key.projects.includes(Number(id)) && (project !== undefined || id === foreignProject)) {
    throw new Refusal(permissionDenied(`API key does not have access to the requested project: ID ${id}.`))
  }
  if (id === foreignProject) throw new Refusal(permissionDenied("You don't have access to the project."))
  if (project === undefined) throw new Refusal(notFound('Project not found.'))
  return project
}
