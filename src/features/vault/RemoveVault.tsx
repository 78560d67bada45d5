import { useConnections } from '#storage/connections.ts'
import { counted } from '#lib/format.ts'
import { ConfirmButton } from '#ui/ConfirmButton.tsx'
import { Row, Text } from '#ui/layout.tsx'
import { removeVault } from './vaultActions.ts'

/** Removes the encrypted keys, after a confirmation. */
export function RemoveVault({ children }: { children: string }) {
  const count = useConnections().filter(({ sealed }) => sealed !== undefined).length
  return (
    <>
      <Text size="sm" tone="dimmed">
        Removes the encrypted keys and the passphrase from this browser. You then enter the keys again. Connections, views, notes,
        the activity log and receipts stay.
      </Text>
      <Row wrap>
        <ConfirmButton
          variant="outline"
          confirmLabel={count === 0 ? 'Remove vault' : `Remove ${counted(count, 'key')}`}
          onConfirm={removeVault}
        >
          {children}
        </ConfirmButton>
      </Row>
    </>
  )
}
