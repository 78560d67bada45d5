import { useQueryClient } from '@tanstack/react-query'
import type { Connection } from '#storage/connections.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { DeleteButton } from '#features/deletion/DeleteButton.tsx'
import { Row, Text } from '#ui/layout.tsx'
import classes from './RecordingsPage.module.css'
import { startMarkViewed } from './markViewed.ts'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

type Props = {
  connection: Connection
  chosen: readonly Recording[]
  /** How many of them are on the current page. */
  onPage: number
  onClear: () => void
  onExport: () => void
}

/** Replaces the filters while rows are selected. */
export function BulkBar({ connection, chosen, onPage, onClear, onExport }: Props) {
  const queryClient = useQueryClient()
  const hint = onPage === chosen.length ? '' : ` (${onPage === 0 ? 'none' : formatNumber(onPage)} on this page)`
  return (
    <Row wrap role="toolbar" aria-label="Selected recordings">
      <Text as="span" size="sm" strong numeric className={classes['bulkCount']} role="status">
        {formatNumber(chosen.length)} selected{hint}
      </Text>
      <Button variant="default" onClick={() => startMarkViewed(queryClient, connection, chosen)}>
        Mark as viewed
      </Button>
      <Button variant="default" onClick={onExport}>
        Export
      </Button>
      <DeleteButton connection={connection} recordings={chosen} onDone={onClear} />
      <Button variant="subtle" onClick={onClear}>
        Clear selection
      </Button>
    </Row>
  )
}
