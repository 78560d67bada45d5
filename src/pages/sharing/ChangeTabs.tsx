import type { ChangeCounts } from '#features/shareInventory/inventoryView.ts'
import type { Change } from '#storage/shareRow.ts'
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
  { value: 'new', label: 'Newly public', title: 'Links created since the last scan' },
  { value: 'found', label: 'Newly found', title: 'Older links that the last scan missed' },
  { value: 'link changed', label: 'Link changed', title: 'Public in both scans, with a different link' },
  { value: 'closed', label: 'No longer public', title: 'Public in the last scan, or closed since this one' },
  { value: 'unchanged', label: 'Unchanged', title: 'Public in both scans, with the same link' },
  { value: 'unknown', label: 'Not comparable', title: 'The data of the last scan couldn’t be read' },
]

const rare: ReadonlySet<Change> = new Set(['found', 'unknown'])

/** Changes since the last scan, as filters of the table. */
export function ChangeTabs({ total, counts, isCompared, value, onChange }: Props) {
  // Empty choices are hidden on a first scan, and rare ones always.
  const shown = kinds.filter(({ value: kind }) => kind === value || counts[kind] > 0 || (isCompared && !rare.has(kind)))
  if (shown.length === 0) return null
  return (
    <SegmentedControl
      label={isCompared ? 'Changes since the last scan' : 'Recordings'}
      value={value}
      onChange={onChange}
      options={[
        { value: '' as const, label: `Public ${formatNumber(total)}` },
        ...shown.map((kind) => ({ ...kind, label: `${kind.label} ${formatNumber(counts[kind.value])}` })),
      ]}
    />
  )
}
