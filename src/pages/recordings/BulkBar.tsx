import { useReadOnly } from '#storage/readOnly.ts'
import { readOnlyMessage } from '#api/http/errors.ts'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { DeleteButton } from '#features/deletion/DeleteButton.tsx'
import { headingName } from '#features/recording/recordingName.ts'
import { Row, Text } from '#ui/layout.tsx'
import { SelectionCount } from '#ui/SelectionCount.tsx'
import { startMarkViewed } from './markViewed.ts'
import { Button } from '#ui/Button.tsx'

type Props = {
  connection: Connection
  chosen: readonly Recording[]
  /** How many of them are on the current page. */
  onPage: number
  /** Offers the rows of the other pages. */
  selectMatching: ReactNode
  onClear: () => void
  onExport: () => void
}

/** Replaces the filters while rows are selected. */
export function BulkBar({ connection, chosen, onPage, selectMatching, onClear, onExport }: Props) {
  const queryClient = useQueryClient()
  const isReadOnly = useReadOnly(connection.id)
  const named = chosen.map((recording) => ({ id: recording.id, name: headingName(recording) }))
  return (
    <Row wrap role="toolbar" aria-label="Selected recordings">
      <SelectionCount count={chosen.length} onPage={onPage} />
      {selectMatching}
      {!isReadOnly && (
        <Button variant="default" onClick={() => startMarkViewed(queryClient, connection, named)}>
          Mark as viewed
        </Button>
      )}
      <Button variant="default" onClick={onExport}>
        Export
      </Button>
      {!isReadOnly && <DeleteButton connection={connection} recordings={chosen} onDone={onClear} />}
      <Button variant="subtle" onClick={onClear}>
        Clear selection
      </Button>
      {isReadOnly && (
        <Text as="span" size="sm" tone="dimmed">
          {readOnlyMessage}
        </Text>
      )}
    </Row>
  )
}
