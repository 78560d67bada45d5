import { lazy, Suspense } from 'react'
import type { Connection } from '#storage/connections.ts'
import { personOf, type Share } from '#features/shareInventory/inventoryView.ts'
import { PublicBadge } from '#features/sharing/PublicBadge.tsx'
import { RecordingPanel } from '#features/recording/RecordingPanel.tsx'

const SharingPanel = lazy(() =>
  import('#features/sharing/SharingPanel.tsx').then(({ SharingPanel: Panel }) => ({ default: Panel })),
)

type Props = { connection: Connection; id: string; shown: readonly Share[]; onOpen: (id: string) => void }

/** The recording from the address, in a panel beside the table. */
export function OpenShare({ connection, id, shown, onOpen }: Props) {
  const index = shown.findIndex(({ row }) => row.id === id)
  const neighborId = (step: number) => (index < 0 ? undefined : shown[index + step]?.row.id)
  const goTo = (other: string | undefined) => (other === undefined ? null : () => onOpen(other))
  const row = shown[index]?.row
  const name = row ? personOf(row) : null
  return (
    <RecordingPanel
      connection={connection}
      id={id}
      onClose={() => onOpen('')}
      onPrevious={goTo(neighborId(-1))}
      onNext={goTo(neighborId(1))}
      badge={<PublicBadge connection={connection} id={id} />}
      isSharingFirst
      sharing={
        <Suspense>
          <SharingPanel key={id} connection={connection} subject={{ id, name }} />
        </Suspense>
      }
    />
  )
}
