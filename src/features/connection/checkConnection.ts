import type { QueryClient } from '@tanstack/react-query'
import { accountQueries, type Owner, type PersonalApiKey, type Project } from '#api/account/account.ts'
import { type ApiError, asApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#api/http/request.ts'

/**
 * What a host says about a key. Each part is null where the server will not say: a narrow key may be refused any of them
 * (posthog-api.md#k-account). `projects` are those to choose from.
 */
export type Findings = { owner: Owner | null; key: PersonalApiKey | null; projects: Project[] | null }

/** Refusals that concern one question only; all others mean that the connection does not work. */
const toleratedKinds = new Set([
  'missing-scope',
  'action-refuses-keys',
  'forbidden',
  'wrong-project',
  'not-found',
  'endpoint-missing',
])

type Settled<T> = { value: T; error: null } | { value: null; error: ApiError }

async function settle<T>(request: Promise<T>): Promise<Settled<T>> {
  try {
    return { value: await request, error: null }
  } catch (error) {
    return { value: null, error: asApiError(error) }
  }
}

/** The projects that a project-scoped key names, or the one its owner has open, since it may not list them all. */
async function namedProjects(
  queryClient: QueryClient,
  connection: ApiConnection,
  key: PersonalApiKey | null,
): Promise<Project[] | null> {
  const ids = key?.scopedTeams?.slice(0, 20) ?? ['@current']
  const answers = await Promise.all(ids.map((id) => settle(queryClient.fetchQuery(accountQueries.project(connection, id)))))
  const projects = answers.flatMap(({ value }, index) => {
    if (value) return [value]
    return key?.scopedTeams ? [{ id: ids[index] ?? '', name: null, timezone: null }] : []
  })
  return projects.length > 0 ? projects : null
}

/**
 * Asks the host who the key belongs to, what it may do and which projects it sees. Throws ApiError where the host cannot be
 * reached, is no PostHog host or does not accept the key; a question that only this key may not ask is left open.
 */
export async function checkConnection(queryClient: QueryClient, connection: ApiConnection): Promise<Findings> {
  const [owner, key, projects] = await Promise.all([
    settle(queryClient.fetchQuery(accountQueries.owner(connection))),
    settle(queryClient.fetchQuery(accountQueries.key(connection))),
    settle(queryClient.fetchQuery(accountQueries.projects(connection))),
  ])
  const errors = [owner.error, key.error, projects.error].filter((error) => error !== null)
  const fatal = errors.find(({ kind }) => !toleratedKinds.has(kind))
  if (fatal) throw fatal
  // A PostHog host of any age knows its user; where all three are unknown, something else answers at this address.
  if (errors.length === 3 && errors.every(({ kind }) => kind === 'endpoint-missing' || kind === 'not-found')) throw errors[0]
  return {
    owner: owner.value,
    key: key.value,
    projects: projects.value?.rows ?? (await namedProjects(queryClient, connection, key.value)),
  }
}
