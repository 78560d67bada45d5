import { lazy, Suspense, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { Person, Recording } from '#api/recordings/recordings.ts'
import { Button } from '#ui/Button.tsx'

const DeleteDialog = lazy(() => import('./DeleteDialog.tsx').then(({ DeleteDialog: Dialog }) => ({ default: Dialog })))

type ButtonProps = {
  connection: Connection
  /** The recordings, or the person all of whose recordings are to be found and deleted. */
  of: readonly Recording[] | Person
  onDone?: (() => void) | undefined
  disabledReason?: string | undefined
  children: string
}

function OpensDialog({ connection, of, onDone, disabledReason, children }: ButtonProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button
        variant="outline"
        color="red"
        disabled={disabledReason !== undefined}
        title={disabledReason}
        onClick={() => setIsOpen(true)}
      >
        {children}
      </Button>
      {isOpen && (
        <Suspense>
          <DeleteDialog connection={connection} of={of} onDone={onDone} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

type Props = {
  connection: Connection
  recordings: readonly Recording[]
  /** Called once, when some were deleted or the deletion goes on in the background. */
  onDone?: () => void
}

export function DeleteButton({ connection, recordings, onDone }: Props) {
  return (
    <OpensDialog connection={connection} of={recordings} onDone={onDone}>
      Delete
    </OpensDialog>
  )
}

/** For privacy requests. */
export function DeletePersonButton({ connection, person }: { connection: Connection; person: Person }) {
  const isNobody = person.uuid === null && person.distinctIds.length === 0
  return (
    <OpensDialog connection={connection} of={person} disabledReason={isNobody ? 'This person is unknown.' : undefined}>
      Delete all recordings of this person
    </OpensDialog>
  )
}
