import type { Share } from '#features/shareInventory/inventoryView.ts'
import type { ShareAction } from '#features/shareInventory/runAction.ts'
import type { ShareRow } from '#storage/shareRow.ts'
import { BulkBar } from './BulkBar.tsx'
import { FilterRow } from './FilterRow.tsx'
import { Toolbar } from '#ui/bands.tsx'
import { SelectMatching } from '#ui/SelectMatching.tsx'
import type { SharingSearch } from './sharingSearch.ts'

type Props = {
  search: SharingSearch
  onFilter: (part: Partial<SharingSearch>) => void
  chosen: readonly Share[]
  page: readonly Share[]
  /** Of all pages. */
  matching: readonly Share[]
  onSelect: (shares: readonly Share[]) => void
  onAction: (action: ShareAction, rows: readonly ShareRow[]) => void
  onClear: () => void
}

export function SharesToolbar({ search, onFilter, chosen, page, matching, onSelect, onAction, onClear }: Props) {
  const ids = new Set(page.map(({ row }) => row.id))
  const chosenIds = new Set(chosen.map(({ row }) => row.id))
  return (
    <Toolbar>
      {chosen.length === 0 ? (
        <FilterRow search={search} onFilter={onFilter} />
      ) : (
        <BulkBar
          selected={chosen}
          onPage={chosen.filter(({ row }) => ids.has(row.id)).length}
          selectMatching={
            <SelectMatching page={page} matching={matching} isChosen={({ row }) => chosenIds.has(row.id)} onSelect={onSelect} />
          }
          onAction={onAction}
          onClear={onClear}
        />
      )}
    </Toolbar>
  )
}
