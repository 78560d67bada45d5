import { pathSegment } from '#lib/pathSegment.ts'
import { queryOptions } from '@tanstack/react-query'
import * as v from 'valibot'
import { requestAccount } from '#api/http/request.ts'
import { type ApiConnection, rememberProjects } from '#storage/connections.ts'
import { responseObject, rowsOf, Text, TextList } from '#api/http/schema.ts'

/** Numbers on most servers; they are only compared and shown. */
export const Id = v.pipe(v.union([v.pipe(v.string(), v.minLength(1)), v.number()]), v.transform(String))

/** The owner of the key (GET users/@me). `team` is the project they have open in PostHog. */
export const Owner = responseObject({
  email: Text,
  firstName: Text,
  lastName: Text,
  team: v.fallback(v.nullable(responseObject({ id: Id, name: Text })), null),
})
export type Owner = v.InferOutput<typeof Owner>

/** The key itself (GET personal_api_keys/@current). `scopedTeams` are the IDs of the projects it is limited to. */
export const PersonalApiKey = responseObject({
  label: Text,
  scopes: TextList,
  scopedTeams: v.pipe(
    v.fallback(v.nullable(v.array(Id)), null),
    v.transform((teams) => (teams?.length ? teams : null)),
  ),
})
export type PersonalApiKey = v.InferOutput<typeof PersonalApiKey>

export const Project = responseObject({ id: Id, name: Text, timezone: Text })
export type Project = v.InferOutput<typeof Project>

/** All fail with ApiError: an old or narrow key is refused some of them (posthog-api.md#k-account). */
export const accountQueries = {
  owner: (connection: ApiConnection) =>
    queryOptions({
      queryKey: [connection.id, 'account', 'owner'],
      queryFn: ({ signal }) => requestAccount(connection, '/users/@me/', Owner, { signal }),
    }),
  key: (connection: ApiConnection) =>
    queryOptions({
      queryKey: [connection.id, 'account', 'key'],
      queryFn: ({ signal }) => requestAccount(connection, '/personal_api_keys/@current/', PersonalApiKey, { signal }),
    }),
  projects: (connection: ApiConnection) =>
    queryOptions({
      queryKey: [connection.id, 'account', 'projects'],
      queryFn: async ({ signal }) => {
        const projects = await requestAccount(connection, '/projects/', rowsOf(Project), { signal, query: { limit: 500 } })
        rememberProjects(connection.id, projects.rows)
        return projects
      },
    }),
  project: (connection: ApiConnection, id: string) =>
    queryOptions({
      queryKey: [connection.id, 'account', 'project', id],
      queryFn: ({ signal }) => requestAccount(connection, `/projects/${pathSegment(id)}/`, Project, { signal }),
    }),
}
