import { skipToken, useQuery } from '@tanstack/react-query'
import { accountQueries } from '#api/account/account.ts'
import type { Connection } from '#storage/connections.ts'

/** Name and IANA time zone of a project, if the list of projects was ever loaded; asks the server nothing. */
export function useKnownProject(connection: Connection | null, projectId: string | undefined) {
  const query = connection ? accountQueries.projects(connection) : { queryKey: ['no connection'] }
  const projects = useQuery<{ rows: { id: string; name: string | null; timezone: string | null }[] }>({
    queryKey: query.queryKey,
    queryFn: skipToken,
  })
  return (projects.data?.rows ?? connection?.projects)?.find(({ id }) => id === projectId) ?? null
}
