import type { Connection } from '#storage/connections.ts'
import type { Person } from '#api/recordings/recordings.ts'
import { openDeletion } from './openDeletion.ts'
import { Button } from '#ui/Button.tsx'

/** For privacy requests. */
export function DeletePersonButton({ connection, person }: { connection: Connection; person: Person }) {
  const isNobody = person.uuid === null && person.distinctIds.length === 0
  return (
    <Button
      variant="outline"
      color="red"
      disabled={isNobody}
      title={isNobody ? 'This person is unknown.' : undefined}
      onClick={() => openDeletion({ kind: 'person', connection, person })}
    >
      Delete all recordings of this person
    </Button>
  )
}
