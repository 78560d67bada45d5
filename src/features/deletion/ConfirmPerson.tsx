import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type ApiError, asApiError } from '#api/http/errors.ts'
import { accountQueries } from '#api/account/account.ts'
import { grantsScope } from '#api/account/grantsScope.ts'
import type { Phase } from '#api/http/retryInBackground.ts'
import { waitMessage } from '#api/rateLimit/waitMessage.ts'
import { knownPersonName } from '#api/recordings/personName.ts'
import type { Person } from '#api/recordings/recordings.ts'
import { canEraseQuery } from '#api/persons/personErasure.ts'
import type { Connection } from '#storage/connections.ts'
import { useReadOnly } from '#storage/readOnly.ts'
import type { Erasure } from '#storage/receipts.ts'
import { createControl } from '#lib/control.ts'
import { Button } from '#ui/Button.tsx'
import { DialogActions } from '#ui/DialogActions.tsx'
import { Stack, Text } from '#ui/layout.tsx'
import { useNow } from '#ui/useNow.ts'
import { ConfirmDeletion } from './ConfirmDeletion.tsx'
import { recordings } from './deletionMessages.ts'
import { newErasure } from './erasure.ts'
import { findRecordingsOfPerson } from './findRecordingsOfPerson.ts'
import type { Subject } from './subjects.ts'

const searchLabel = 'Finding all recordings of a person'

type Props = {
  connection: Connection
  person: Person
  /** `erasure` is absent if each recording is to be deleted. */
  onConfirm: (subjects: readonly Subject[], name: string, foundBy: string, erasure?: Erasure) => void
  onCancel: () => void
}

function useRecordingsOf(person: Props['person'], connection: Connection) {
  const [found, setFound] = useState(0)
  const [phase, setPhase] = useState<Phase>({ kind: 'working' })
  const search = useQuery({
    queryKey: [connection.id, connection.projectId, 'recordings of', person.uuid, ...person.distinctIds],
    queryFn: ({ signal }) => {
      const control = createControl<ApiError>()
      signal.addEventListener('abort', control.cancel)
      return findRecordingsOfPerson({
        connection,
        person,
        signal,
        control,
        label: searchLabel,
        onPhase: setPhase,
        onFound: setFound,
      })
    },
    retry: false,
    staleTime: 0,
    gcTime: 0, // never delete from an outdated search
  })
  return { search, phase, found }
}

/** Whether the server can erase all recordings of a person by one request; undefined while this is being asked. */
function useErasesPerson({ uuid }: Person, connection: Connection) {
  const isReadOnly = useReadOnly(connection.id)
  const key = useQuery({ ...accountQueries.key(connection), retry: false })
  const lacks = (scope: string) => grantsScope(key.data?.scopes ?? null, scope) === false
  const canErase = useQuery({
    ...canEraseQuery(connection, uuid ?? ''),
    enabled: uuid !== null && !isReadOnly && !key.isLoading && !lacks('person:read'),
  })
  if (key.isLoading || canErase.isLoading) return undefined
  if (canErase.data !== true) return 'no'
  return lacks('person:write') ? 'lacks scope' : 'yes'
}

/** Finds all recordings of a person and asks for confirmation. */
export function ConfirmPerson({ connection, person, onConfirm, onCancel }: Props) {
  const now = useNow(500)
  const { search, phase, found } = useRecordingsOf(person, connection)
  const erasesPerson = useErasesPerson(person, connection)
  const name = knownPersonName(person) ?? 'this person'

  if (search.data && search.data.subjects.length > 0 && !search.isFetching && erasesPerson !== undefined) {
    const { subjects, foundBy, isPermanent } = search.data
    return (
      <ConfirmDeletion
        subjects={subjects.map((subject) => ({ ...subject, person: name }))}
        isPermanent={isPermanent}
        zone={connection.zone}
        foundBy={foundBy}
        erasesPerson={erasesPerson}
        onConfirm={(way) =>
          onConfirm(subjects, name, foundBy, way === 'person' && person.uuid ? newErasure(person.uuid) : undefined)
        }
        onCancel={onCancel}
      />
    )
  }

  const error = search.error && asApiError(search.error)
  return (
    <Stack gap={12}>
      <Text strong>
        All recordings of <bdi>{name.slice(0, 200)}</bdi>
      </Text>
      {search.isFetching && (
        <Text size="sm" tone="dimmed" breaks role="status">
          {phase.kind === 'waiting' ? waitMessage(phase, now) : `Searching all recordings… ${recordings(found)} found so far.`}
        </Text>
      )}
      {search.data?.subjects.length === 0 && !search.isFetching && (
        <Text size="sm" tone="dimmed" breaks role="status">
          No recordings of this person found. {search.data.foundBy}
        </Text>
      )}
      {error && !search.isFetching && (
        <Text size="sm" tone="danger" breaks role="alert">
          {error.message} {error.next}
        </Text>
      )}
      <DialogActions>
        <Button variant="default" onClick={onCancel} data-autofocus>
          {search.isFetching ? 'Cancel' : 'Close'}
        </Button>
        {error && !search.isFetching && <Button onClick={() => void search.refetch()}>Try again</Button>}
      </DialogActions>
    </Stack>
  )
}
