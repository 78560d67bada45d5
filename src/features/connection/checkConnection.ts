import type { QueryClient } from '@tanstack/react-query'
import { accountQueries, type Owner, type PersonalApiKey, type Project } from '#api/account/account.ts'
import { type ApiError, asApiError } from '#api/http/errors.ts'
import { maxRetries, readRetryMs } from '#api/http/retryPolicy.ts'
import type { ApiConnection } from '#storage/connections.ts'

/** What a server says about a key. Each part is null if the key may not read it (posthog-api.md#k-account). */
export type Findings = { owner: Owner | null; key: PersonalApiKey | null; projects: Project[] | null }

/** Refusals of a single request; all others mean that the connection doesn't work. */
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

/** Somebody waits for the answer and can press again, so a host that isn't there is asked once. */
function mayRetry(failures: number, thrown: unknown): boolean {
  const error = asApiError(thrown)
  return error.kind !== 'unreachable' && failures < maxRetries && readRetryMs(error, failures) !== null
}

/** The projects of a project-scoped key, or the one that its owner has open, since such keys may not list projects. */
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
 * Fetches the key's owner, scopes and projects. Throws ApiError if the host can't be reached, is no PostHog host or rejects
 * the key; requests that only this key may not send yield null.
 */
export async function checkConnection(queryClient: QueryClient, connection: ApiConnection): Promise<Findings> {
  const [owner, key, projects] = await Promise.all([
    settle(queryClient.fetchQuery({ ...accountQueries.owner(connection), retry: mayRetry })),
    settle(queryClient.fetchQuery({ ...accountQueries.key(connection), retry: mayRetry })),
    settle(queryClient.fetchQuery({ ...accountQueries.projects(connection), retry: mayRetry })),
  ])
  const errors = [owner.error, key.error, projects.error].filter((error) => error !== null)
  const fatal = errors.find(({ kind }) => !toleratedKinds.has(kind))
  if (fatal) throw fatal
  // Every PostHog server knows these paths; if all three are missing, it is another kind of server.
  if (errors.length === 3 && errors.every(({ kind }) => kind === 'endpoint-missing' || kind === 'not-found')) throw errors[0]
  return {
    owner: owner.value,
    key: key.value,
    projects: projects.value?.rows ?? (await namedProjects(queryClient, connection, key.value)),
  }
}
