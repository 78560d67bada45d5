import { sharedUrl } from '#api/sharing/sharing.ts'
import type { Connection } from '#storage/connections.ts'
import { personOf } from '#features/shareInventory/inventoryView.ts'
import type { ShareRow } from '#storage/shareRow.ts'
import { cutText } from '#lib/cutText.ts'
import { TruncateMiddle } from '#ui/TruncateMiddle.tsx'
import { LineList } from '#ui/LineList.tsx'
import { Text } from '#ui/layout.tsx'
import classes from './dialogs.module.css'

/** The links that an action would change. */
export function ShareList({ connection, rows }: { connection: Connection; rows: readonly ShareRow[] }) {
  return (
    <LineList className={classes['links']} scrollLabel="Affected links, scrollable" aria-label="Affected links">
      {rows.map((row) => (
        <li key={row.id}>
          <Text as="bdi" cut>
            {cutText(personOf(row) ?? row.id, 200)}
          </Text>
          <TruncateMiddle text={row.token === null ? row.id : sharedUrl(connection, row.token)} />
        </li>
      ))}
    </LineList>
  )
}
