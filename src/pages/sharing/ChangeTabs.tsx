import type { ChangeCounts } from '#features/shareInventory/inventoryView.ts'
import type { Change } from '#features/shareInventory/shareRow.ts'
import { SegmentedControl } from '#ui/SegmentedControl.tsx'
import type { SharingSearch } from './sharingSearch.ts'
import { formatNumber } from '#lib/format.ts'

type Props = {
  /** Number of public links now. */
  total: number
  counts: ChangeCounts
  isCompared: boolean
  value: SharingSearch['change']
  onChange: (change: SharingSearch['change']) => void
}

const kinds: { value: Change; label: string; title: string }[] = [
  { value: 'new', label: 'Newly public', title: 'Their links were made since the last scan' },
  { value: 'found', label: 'Found now', title: 'Their links are older than the last scan, which did not see them' },
  { value: 'link changed', label: 'Link changed', title: 'Public then and now, under another link' },
  { value: 'closed', label: 'No longer public', title: 'Public at the last scan, or closed since' },
  { value: 'unchanged', label: 'Unchanged', title: 'Public then and now, under the same link' },
  { value: 'unknown', label: 'Not comparable', title: 'What the last scan knew of them could not be read back' },
]

const rare: ReadonlySet<Change> = new Set(['found', 'unknown'])

/** Changes since the last scan, as filters of the table. */
export function ChangeTabs({ total, counts, isCompared, value, onChange }: Props) {
  // Empty choices are hidden on a first scan, and rare ones always.
  const shown = kinds.filter(({ value: kind }) => kind === value || counts[kind] > 0 || (isCompared && !rare.has(kind)))
  if (shown.length === 0) return null
  return (
    <SegmentedControl
      label={isCompared ? 'Compared with the last scan' : 'Which recordings'}
      value={value}
      onChange={onChange}
      options={[
        { value: '' as const, label: `Public ${formatNumber(total)}` },
        ...shown.map((kind) => ({ ...kind, label: `${kind.label} ${formatNumber(counts[kind.value])}` })),
      ]}
    />
  )
}
