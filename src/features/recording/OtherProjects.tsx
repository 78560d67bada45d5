import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router-dom'
import { accountQueries } from '#api/account/account.ts'
import type { Connection } from '#storage/connections.ts'
import { asApiError } from '#api/http/errors.ts'
import { recordingQueries } from '#api/recordings/recordings.ts'
import classes from './OtherProjects.module.css'
import { Button } from '#ui/Button.tsx'
import { paths } from '#lib/paths.ts'

/** Limits how many rate-limited requests one search makes. */
const maxProjects = 20

type Project = { id: string; name: string | null }
type SearchResult = { project: Project | null; checked: number; unchecked: number }

function useProjectSearch(connection: Connection, id: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (): Promise<SearchResult> => {
      const { rows } = await queryClient.fetchQuery(accountQueries.projects(connection))
      const others = rows.filter((project) => project.id !== connection.projectId)
      let checked = 0
      for (const project of others.slice(0, maxProjects)) {
        checked += 1
        try {
          await queryClient.fetchQuery(recordingQueries.one({ ...connection, projectId: project.id }, id))
          return { project, checked, unchecked: others.length - checked }
        } catch (error) {
          if (!['not-found', 'wrong-project', 'forbidden', 'gone'].includes(asApiError(error).kind)) throw error
        }
      }
      return { project: null, checked, unchecked: others.length - checked }
    },
  })
}

export function OtherProjects({ connection, id }: { connection: Connection; id: string }) {
  const search = useProjectSearch(connection, id)
  return (
    <>
      <Button variant="default" loading={search.isPending} onClick={() => search.mutate()}>
        Search my other projects
      </Button>
      <div role="status" className={classes['result']}>
        {search.data && <SearchResultMessage result={search.data} id={id} />}
        {search.error && `Couldn’t search your other projects. ${asApiError(search.error).message}`}
      </div>
    </>
  )
}

function SearchResultMessage({ result: { project, checked, unchecked }, id }: { result: SearchResult; id: string }) {
  if (project === null) {
    if (checked === 0) return 'This key can’t access any other project.'
    const which = checked === 1 ? 'Your other project doesn’t have it' : `None of ${checked} other projects has it`
    return `${which}${unchecked > 0 ? `; ${unchecked} more weren’t checked` : ''}.`
  }
  return (
    <span>
      Found in project <bdi>{project.name ?? project.id}</bdi>. <Link to={paths.recording(project.id, id)}>Open it there</Link>
    </span>
  )
}
