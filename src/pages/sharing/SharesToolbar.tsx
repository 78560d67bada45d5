import type { Share } from '#features/shareInventory/inventoryView.ts'
import type { ShareAction } from '#features/shareInventory/runAction.ts'
import type { ShareRow } from '#storage/shareRow.ts'
import { BulkBar } from './BulkBar.tsx'
import { FilterRow } from './FilterRow.tsx'
import { Toolbar } from '#ui/bands.tsx'
import type { SharingSearch } from './sharingSearch.ts'

type Props = {
  search: SharingSearch
  onFilter: (part: Partial<SharingSearch>) => void
  chosen: readonly Share[]
  page: readonly Share[]
  onAction: (action: ShareAction, rows: readonly ShareRow[]) => void
  onClear: () => void
}

export function SharesToolbar({ search, onFilter, chosen, page, onAction, onClear }: Props) {
  const ids = new Set(page.map(({ row }) => row.id))
  return (
    <Toolbar>
      {chosen.length === 0 ? (
        <FilterRow search={search} onFilter={onFilter} />
      ) : (
        <BulkBar
          selected={chosen}
          onPage={chosen.filter(({ row }) => ids.has(row.id)).length}
          onAction={onAction}
          onClear={onClear}
        />
      )}
    </Toolbar>
  )
}
