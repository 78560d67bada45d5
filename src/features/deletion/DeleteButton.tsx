import type { Connection } from '#storage/connections.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { openDeletion } from './openDeletion.ts'
import { Button } from '#ui/Button.tsx'

type Props = {
  connection: Connection
  recordings: readonly Recording[]
  /** Called once, when some were deleted or the deletion continues in the background. */
  onDone?: () => void
  disabledReason?: string
}

export function DeleteButton({ connection, recordings, onDone, disabledReason }: Props) {
  return (
    <Button
      variant="outline"
      color="red"
      disabled={disabledReason !== undefined || recordings.length === 0}
      title={disabledReason}
      onClick={() => openDeletion({ kind: 'recordings', connection, recordings, onDone })}
    >
      Delete
    </Button>
  )
}
