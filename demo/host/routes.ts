import { type Context, Hono } from 'hono'
import { requireScope, openProject, authenticate, unknownKey } from './access.ts'
import { errorAnswer, notFound, Refusal } from './answers.ts'
import { editionFacts, type Root } from './editions.ts'
import type { DemoKey } from './keys.ts'
import { bucketOf } from './rates.ts'
import type { AccountResource, ApiCall, ProjectCall, ProjectResource, Resource, HostContext } from './resource.ts'
import { countAttempt } from './state.ts'

/** What the routes lead to. */
export type Endpoints = {
  account: readonly AccountResource[]
  project: readonly ProjectResource[]
  /** Answers a request that carries a sharing token instead of a key; null where the request needs a key. */
  withSharingToken: (context: HostContext, request: Request, parameters: Record<string, string>, path: string) => Response | null
}

const below = /^\/api\/(projects|environments)\/[^/]+\/(.+)$/

/** Which of the two roots of a project's paths an address uses; null for account addresses, which every age has. */
export function rootOf(pathname: string): Root | null {
  const root = below.exec(pathname)?.[1]
  return root === 'projects' || root === 'environments' ? root : null
}

/** Some keys are revoked after a number of sharing calls. */
function isRevoked({ state }: HostContext, key: DemoKey, path: string): boolean {
  const isAboutSharing = path.endsWith('/sharing')
  if (key.revokedAfter === null) return false
  const count = isAboutSharing ? countAttempt(state, `sharing ${key.value}`) : (state.attempts.get(`sharing ${key.value}`) ?? 0)
  return count > key.revokedAfter
}

/** Lets a request in or refuses it, in the order in which the real server checks: key, scope, project, rate. */
async function serve<Call extends ApiCall>(
  resource: Resource<Call>,
  context: HostContext,
  { req }: Context,
  withSharingToken: Endpoints['withSharingToken'],
  complete: (call: ApiCall) => Call,
): Promise<Response> {
  const request = req.raw
  const { edition } = context.options
  const isMissing =
    resource.editions?.includes(edition) === false ||
    resource.isBuilt?.(context.options, rootOf(new URL(request.url).pathname)) === false
  if (isMissing) return notFound('Endpoint not found.')
  const anonymous = resource.badKeyStatus === 403 ? withSharingToken(context, request, req.param(), resource.path) : null
  if (anonymous !== null) return anonymous
  const key = authenticate(request, resource.badKeyStatus)
  if (isRevoked(context, key, resource.path)) return unknownKey(resource.badKeyStatus)
  const endpoint = new Map(Object.entries(resource.methods)).get(request.method)
  if (endpoint === undefined) {
    return errorAnswer(405, 'invalid_request', 'method_not_allowed', `Method "${request.method}" not allowed.`)
  }
  requireScope(key, endpoint.scope)
  const call = complete({ context, request, url: new URL(request.url), parameters: req.param(), key })
  context.journal.classify(request, bucketOf(endpoint.rateClass, edition))
  const plan = key.ratePlan ?? context.options.ratePlan
  const refusal = context.state.rates.refuse({ key: key.value, rateClass: endpoint.rateClass, plan, edition })
  return refusal ?? endpoint.answer(call)
}

function enter(call: ApiCall): ProjectCall {
  return { ...call, project: openProject(call.context, call.key, call.parameters['project'] ?? '') }
}

/** All addresses of the API. Slashes at the end do not matter; only the roots of the edition exist. */
export function createRoutes(context: () => HostContext, { account, project, withSharingToken }: Endpoints): Hono {
  const routes = new Hono({
    getPath(request) {
      const path = new URL(request.url).pathname.replace(/\/+$/, '')
      const root = rootOf(path)
      if (root === null) return path
      const { roots } = editionFacts[context().options.edition]
      return roots.includes(root) ? path.replace('/api/environments/', '/api/projects/') : '/no-such-root'
    },
  })
  for (const resource of account) {
    routes.all(`/api/${resource.path}`, (route) => serve(resource, context(), route, withSharingToken, (call) => call))
  }
  for (const resource of project) {
    routes.all(`/api/projects/:project/${resource.path}`, (route) => serve(resource, context(), route, withSharingToken, enter))
  }
  routes.notFound(() => notFound('Endpoint not found.'))
  routes.onError((error) => {
    if (error instanceof Refusal) return error.response
    throw error
  })
  return routes
}
