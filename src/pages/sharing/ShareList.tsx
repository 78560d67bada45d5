import { sharedUrl } from '#api/sharing/sharing.ts'
import type { Connection } from '#storage/connections.ts'
import { personOf } from '#features/shareInventory/inventoryView.ts'
import type { ShareRow } from '#storage/shareRow.ts'
import { ageDays } from '#features/shareInventory/risk.ts'
import { counted } from '#lib/format.ts'
import { useNow } from '#ui/useNow.ts'
import { cutText } from '#lib/cutText.ts'
import { TruncateMiddle } from '#ui/TruncateMiddle.tsx'
import { LineList } from '#ui/LineList.tsx'
import { Text } from '#ui/layout.tsx'
import classes from './dialogs.module.css'

/** The links that an action would change. */
export function ShareList({ connection, rows }: { connection: Connection; rows: readonly ShareRow[] }) {
  const now = useNow(60_000)
  return (
    <LineList className={classes['links']} scrollLabel="Affected links, scrollable" aria-label="Affected links">
      {rows.map((row) => {
        const age = ageDays(row, now)
        return (
          <li key={row.id}>
            <Text as="bdi" cut>
              {cutText(personOf(row) ?? row.id, 200)}
            </Text>
            <TruncateMiddle text={row.token === null ? row.id : sharedUrl(connection, row.token)} />
            <Text as="small" size="xs" tone="dimmed">
              {age === null ? 'Age unknown' : `${counted(age, 'day')} old`}
            </Text>
          </li>
        )
      })}
    </LineList>
  )
}
