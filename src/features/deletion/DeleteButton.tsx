import { lazy, Suspense, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { Button } from '#ui/Button.tsx'

const DeleteDialog = lazy(() => import('./DeleteDialog.tsx').then(({ DeleteDialog: Dialog }) => ({ default: Dialog })))

type Props = {
  connection: Connection
  recordings: readonly Recording[]
  /** Called once, when some were deleted or the deletion goes on in the background. */
  onDone?: () => void
}

/** Deletes what is selected. */
export function DeleteButton({ connection, recordings, onDone }: Props) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button variant="outline" color="red" onClick={() => setIsOpen(true)}>
        Delete
      </Button>
      {isOpen && (
        <Suspense>
          <DeleteDialog connection={connection} of={recordings} onDone={onDone} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
