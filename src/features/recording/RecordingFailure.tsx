import { useQuery } from '@tanstack/react-query'
import type { Connection } from '#storage/connections.ts'
import { errorDetails, isFixedInSettings } from '#api/http/errorDetails.ts'
import { asApiError } from '#api/http/errors.ts'
import { deletionNotice } from '#api/snapshots/deletionNotice.ts'
import { PageError } from '#ui/PageError.tsx'
import { failureMessages } from './failureMessages.ts'
import type { KnownRow } from './findRow.ts'
import { OtherProjects } from './OtherProjects.tsx'
import { ButtonLink } from '#ui/Button.tsx'

type Props = { connection: Connection; id: string; error: unknown; row: KnownRow | null; now: number; onRetry: () => void }

export function RecordingFailure({ connection, id, error, row, now, onRetry }: Props) {
  const failure = asApiError(error)
  const { data: deletion } = useQuery({ ...deletionNotice(connection, id), enabled: failure.kind === 'not-found' })
  const [, ...causes] = failure.facts.causes ?? []
  return (
    <PageError
      {...failureMessages(failure, { id, row, projectId: connection.projectId, deletion: deletion ?? null }, now)}
      causes={causes}
      details={[['Recording', id], ...errorDetails(failure)]}
      onRetry={failure.kind === 'gone' || deletion ? undefined : onRetry}
      actions={
        <>
          {isFixedInSettings(failure) && (
            <ButtonLink to="/settings" variant="default">
              Open Settings
            </ButtonLink>
          )}
          {failure.kind === 'not-found' && !deletion && <OtherProjects key={id} connection={connection} id={id} />}
        </>
      }
    />
  )
}
