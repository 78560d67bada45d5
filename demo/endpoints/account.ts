import { errorAnswer, json, permissionDenied, Refusal } from '../host/answers.ts'
import { openProject } from '../host/access.ts'
import { robin } from '../data/colleagues.ts'
import { editionFacts } from '../host/editions.ts'
import type { DemoKey } from '../host/keys.ts'
import type { Project } from '../data/projects.ts'
import type { AccountResource, ApiCall } from '../host/resource.ts'
import { slicedAnswer } from '../host/slicedAnswer.ts'

const organization = {
  id: '0198e000-0000-0000-0000-0000000000aa',
  name: 'Leaf & Kettle',
  slug: 'leaf-and-kettle',
  membership_level: 8,
}

function projectAnswer(project: Project) {
  return {
    id: project.id,
    uuid: project.uuid,
    organization: organization.id,
    project_id: project.id,
    api_token: `phc_demo_project_${project.id}`,
    name: project.name,
    completed_snippet_onboarding: true,
    has_completed_onboarding_for: { session_replay: true },
    ingested_event: project.dataset.total > 0,
    is_demo: true,
    timezone: project.timezone,
    access_control: false,
  }
}

function refuseScopedKey({ projects }: DemoKey) {
  if (projects !== null) {
    const detail = 'API keys with scoped projects are only supported on project-based endpoints.'
    throw new Refusal(permissionDenied(detail))
  }
}

function owner({ context }: ApiCall): Response {
  const [team] = context.projects
  return json({
    ...robin,
    is_staff: false,
    team: team === undefined ? null : projectAnswer(team),
    organization,
    organizations: [organization],
  })
}

function currentKey({ key, context }: ApiCall): Response {
  if (!key.revealsScopes) return permissionDenied(editionFacts[context.options.edition].refusesKeys)
  return json({
    id: `demo-${key.value.length}`,
    label: key.label,
    value: null,
    mask_value: 'phx_...demo',
    created_at: new Date(context.anchor - 40 * 86_400_000).toISOString(),
    last_used_at: new Date(context.options.now()).toISOString(),
    user_id: 1,
    scopes: key.scopes,
    scoped_teams: key.projects,
    scoped_organizations: null,
  })
}

function listProjects(call: ApiCall): Response {
  refuseScopedKey(call.key)
  return slicedAnswer(call.url, call.context.projects.map(projectAnswer))
}

function oneProject(call: ApiCall): Response {
  const project = openProject(call.context, call.key, call.parameters['project'] ?? '')
  return json(projectAnswer(project))
}

function someone(call: ApiCall): Response {
  if (call.parameters['user'] === '@me') return owner(call)
  return errorAnswer(404, 'invalid_request', 'not_found', 'Not found.')
}

/** User, key and projects (posthog-api.md#k-account). All editions have these. */
export const accountResources: readonly AccountResource[] = [
  {
    path: 'users/:user',
    badKeyStatus: 401,
    methods: { GET: { scope: 'user:read', rateClass: 'general', answer: someone } },
  },
  {
    path: 'personal_api_keys/@current',
    badKeyStatus: 401,
    methods: { GET: { scope: null, rateClass: 'general', answer: currentKey } },
  },
  {
    path: 'projects',
    badKeyStatus: 401,
    methods: { GET: { scope: 'project:read', rateClass: 'general', answer: listProjects } },
  },
  {
    path: 'projects/:project',
    badKeyStatus: 401,
    methods: { GET: { scope: 'project:read', rateClass: 'general', answer: oneProject } },
  },
]
