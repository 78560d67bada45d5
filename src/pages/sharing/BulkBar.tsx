import { useReadOnly } from '#storage/readOnly.ts'
import { readOnlyMessage } from '#api/http/errors.ts'
import { useConnection } from '#features/connection/useConnection.ts'
import type { ReactNode } from 'react'
import type { Share } from '#features/shareInventory/inventoryView.ts'
import type { ShareAction } from '#features/shareInventory/runAction.ts'
import type { ShareRow } from '#storage/shareRow.ts'
import { Row, Text } from '#ui/layout.tsx'
import { SelectionCount } from '#ui/SelectionCount.tsx'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

type Props = {
  selected: readonly Share[]
  onPage: number
  /** Offers the rows of the other pages. */
  selectMatching: ReactNode
  onAction: (action: ShareAction, rows: readonly ShareRow[]) => void
  onClear: () => void
}

/** Replaces the filters while rows are selected. */
export function BulkBar({ selected, onPage, selectMatching, onAction, onClear }: Props) {
  const isReadOnly = useReadOnly(useConnection().id)
  const open = selected.map(({ row }) => row).filter(({ state }) => state === 'public')
  const withoutPassword = open.filter(({ hasPassword }) => hasPassword === false)
  const closed = selected.length - open.length
  const closedText = closed > 0 ? `, ${formatNumber(closed)} already closed` : ''
  return (
    <Row wrap role="toolbar" aria-label="Selected recordings">
      <SelectionCount count={selected.length} onPage={onPage}>
        {closedText}
      </SelectionCount>
      {selectMatching}
      {isReadOnly ? (
        <Text as="span" size="sm" tone="dimmed">
          {readOnlyMessage}
        </Text>
      ) : (
        <>
          {' '}
          <Button variant="default" disabled={open.length === 0} onClick={() => onAction('turn off', open)}>
            Turn off
          </Button>
          <Button variant="default" disabled={open.length === 0} onClick={() => onAction('revoke', open)}>
            Revoke permanently
          </Button>
          {withoutPassword.length > 0 && (
            <Button variant="default" onClick={() => onAction('require password', withoutPassword)}>
              Require password
            </Button>
          )}
        </>
      )}
      <Button variant="subtle" onClick={onClear}>
        Clear selection
      </Button>
      {open.length > 0 && !isReadOnly && (
        <Text as="span" size="xs" tone="dimmed">
          Turn off: the link can come back. Revoke: it never does.
        </Text>
      )}
    </Row>
  )
}
