import { type Context, Hono } from 'hono'
import { demandScope, enterProject, identify, unknownKey } from './access.ts'
import { errorAnswer, notFound, Refusal } from './answers.ts'
import { editionFacts, type Root } from './editions.ts'
import type { DemoKey } from './keys.ts'
import { bucketOf } from './rates.ts'
import type { AccountResource, Asked, AskedOfProject, ProjectResource, Resource, World } from './resource.ts'
import { countTry } from './state.ts'

/** What the routes lead to. */
export type Endpoints = {
  account: readonly AccountResource[]
  project: readonly ProjectResource[]
  /** Answers a request that carries a sharing token instead of a key; null where the request needs a key. */
  withSharingToken: (world: World, request: Request, parameters: Record<string, string>, path: string) => Response | null
}

const below = /^\/api\/(projects|environments)\/[^/]+\/(.+)$/

/** Which of the two doors to a project an address uses; null for account addresses, which every age has. */
export function rootOf(pathname: string): Root | null {
  const root = below.exec(pathname)?.[1]
  return root === 'projects' || root === 'environments' ? root : null
}

/** Some keys do not live long: they are revoked in the middle of a walk through what is shared. */
function isRevoked({ state }: World, key: DemoKey, path: string): boolean {
  const isAboutSharing = path.endsWith('/sharing')
  if (key.revokedAfter === null) return false
  const asked = isAboutSharing ? countTry(state, `sharing ${key.value}`) : (state.tries.get(`sharing ${key.value}`) ?? 0)
  return asked > key.revokedAfter
}

/** Lets a request in or refuses it, in the order in which the real server checks: key, scope, project, rate. */
async function serve<Question extends Asked>(
  resource: Resource<Question>,
  world: World,
  context: Context,
  withSharingToken: Endpoints['withSharingToken'],
  complete: (asked: Asked) => Question,
): Promise<Response> {
  const request = context.req.raw
  const { edition } = world.options
  const isMissing = resource.editions?.includes(edition) === false || resource.isBuilt?.(world.options) === false
  if (isMissing) return notFound('Endpoint not found.')
  const stranger = resource.badKeyStatus === 403 ? withSharingToken(world, request, context.req.param(), resource.path) : null
  if (stranger !== null) return stranger
  const key = identify(request, resource.badKeyStatus)
  if (isRevoked(world, key, resource.path)) return unknownKey(resource.badKeyStatus)
  const endpoint = new Map(Object.entries(resource.methods)).get(request.method)
  if (endpoint === undefined) {
    return errorAnswer(405, 'invalid_request', 'method_not_allowed', `Method "${request.method}" not allowed.`)
  }
  demandScope(key, endpoint.scope)
  const asked = complete({ world, request, url: new URL(request.url), parameters: context.req.param(), key })
  world.journal.classify(request, bucketOf(endpoint.rateClass, edition))
  const plan = key.ratePlan ?? world.options.ratePlan
  const refusal = world.state.rates.refuse({ key: key.value, rateClass: endpoint.rateClass, plan, edition })
  return refusal ?? endpoint.answer(asked)
}

function enter(asked: Asked): AskedOfProject {
  return { ...asked, project: enterProject(asked.world, asked.key, asked.parameters['project'] ?? '') }
}

/** All addresses of the API. Slashes at the end do not matter; only the doors of the edition lead in. */
export function createRoutes(world: () => World, { account, project, withSharingToken }: Endpoints): Hono {
  const routes = new Hono({
    getPath(request) {
      const path = new URL(request.url).pathname.replace(/\/+$/, '')
      const root = rootOf(path)
      if (root === null) return path
      const { roots } = editionFacts[world().options.edition]
      return roots.includes(root) ? path.replace('/api/environments/', '/api/projects/') : '/no-such-door'
    },
  })
  for (const resource of account) {
    routes.all(`/api/${resource.path}`, (context) => serve(resource, world(), context, withSharingToken, (asked) => asked))
  }
  for (const resource of project) {
    routes.all(`/api/projects/:project/${resource.path}`, (context) => serve(resource, world(), context, withSharingToken, enter))
  }
  routes.notFound(() => notFound('Endpoint not found.'))
  routes.onError((error) => {
    if (error instanceof Refusal) return error.response
    throw error
  })
  return routes
}
