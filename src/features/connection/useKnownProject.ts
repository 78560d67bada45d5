import { skipToken, useQuery } from '@tanstack/react-query'
import { accountQueries } from '#api/account/account.ts'
import type { ApiConnection } from '#storage/connections.ts'

/** Name and IANA time zone of a project, if the list of projects is loaded; asks the server nothing. */
export function useKnownProject(connection: ApiConnection | null, projectId: string | undefined) {
  const query = connection ? accountQueries.projects(connection) : { queryKey: ['no connection'] }
  const projects = useQuery<{ rows: { id: string; name: string | null; timezone: string | null }[] }>({
    queryKey: query.queryKey,
    queryFn: skipToken,
  })
  return projects.data?.rows.find(({ id }) => id === projectId) ?? null
}
