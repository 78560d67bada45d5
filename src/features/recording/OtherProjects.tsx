import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router-dom'
import { accountQueries } from '#api/account/account.ts'
import type { Connection } from '#storage/connections.ts'
import { asApiError } from '#api/http/errors.ts'
import { recordingQueries } from '#api/recordings/recordings.ts'
import classes from './OtherProjects.module.css'
import { recordingPath } from './recordingName.ts'
import { Button } from '#ui/Button.tsx'

/** At most this many projects are asked, one after another: requests are rationed. */
const mostProjects = 20

type Project = { id: string; name: string | null }
type Found = { project: Project | null; asked: number; left: number }

function useFindElsewhere(connection: Connection, id: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (): Promise<Found> => {
      const { rows } = await queryClient.fetchQuery(accountQueries.projects(connection))
      const others = rows.filter((project) => project.id !== connection.projectId)
      let asked = 0
      for (const project of others.slice(0, mostProjects)) {
        asked += 1
        try {
          await queryClient.fetchQuery(recordingQueries.one({ ...connection, projectId: project.id }, id))
          return { project, asked, left: others.length - asked }
        } catch (error) {
          if (!['not-found', 'wrong-project', 'forbidden', 'gone'].includes(asApiError(error).kind)) throw error
        }
      }
      return { project: null, asked, left: others.length - asked }
    },
  })
}

/** Looks for a recording in the other projects of the key, when asked to. */
export function OtherProjects({ connection, id }: { connection: Connection; id: string }) {
  const search = useFindElsewhere(connection, id)
  return (
    <>
      <Button variant="default" loading={search.isPending} onClick={() => search.mutate()}>
        Look in the key’s other projects
      </Button>
      <div role="status" className={classes['found']}>
        {search.data && <Outcome found={search.data} id={id} />}
        {search.error && `The other projects could not be asked. ${asApiError(search.error).message}`}
      </div>
    </>
  )
}

function Outcome({ found: { project, asked, left }, id }: { found: Found; id: string }) {
  if (project === null) {
    if (asked === 0) return 'The key sees no other project.'
    const which = asked === 1 ? 'The other project of this key does not have it' : `None of ${asked} other projects has it`
    return `${which}${left > 0 ? `; ${left} more were not asked` : ''}.`
  }
  return (
    <span>
      It belongs to the project <bdi>{project.name ?? project.id}</bdi>.{' '}
      <Link to={recordingPath(project.id, id)}>Open it there</Link>
    </span>
  )
}
