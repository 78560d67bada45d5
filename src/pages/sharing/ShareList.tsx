import { sharedUrl } from '#api/sharing/sharing.ts'
import type { Connection } from '#storage/connections.ts'
import { personOf } from '#features/shareInventory/inventoryView.ts'
import type { ShareRow } from '#storage/shareRow.ts'
import { cutText } from '#lib/cutText.ts'
import { TruncateMiddle } from '#ui/TruncateMiddle.tsx'
import parts from '#ui/dialogParts.module.css'
import classes from './dialogs.module.css'

/** The links that an action would change. */
export function ShareList({ connection, rows }: { connection: Connection; rows: readonly ShareRow[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be in reach of the keyboard
    <div className={parts['box']} tabIndex={0} role="group" aria-label="Affected links, scrollable">
      <ul className={`${parts['list']} ${classes['links']}`} aria-label="Affected links">
        {rows.map((row) => (
          <li key={row.id}>
            <bdi className={classes['person']}>{cutText(personOf(row) ?? row.id, 200)}</bdi>
            <TruncateMiddle text={row.token === null ? row.id : sharedUrl(connection, row.token)} />
          </li>
        ))}
      </ul>
    </div>
  )
}
