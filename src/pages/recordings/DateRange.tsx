import { SegmentedControl } from '#ui/SegmentedControl.tsx'
import { dateRanges } from './dateRanges.ts'

type Range = { date_from: string; date_to: string }
type Props = { search: Range; onChange: (range: Range) => void }

/** The usual date ranges, and "Custom" while the URL has another. */
export function DateRange({ search, onChange }: Props) {
  const isCustom = search.date_to !== '' || !dateRanges.some(({ dateFrom }) => dateFrom === search.date_from)
  return (
    <SegmentedControl
      label="Date range"
      value={isCustom ? 'custom' : search.date_from}
      onChange={(dateFrom) => dateFrom !== 'custom' && onChange({ date_from: dateFrom, date_to: '' })}
      options={[
        ...dateRanges.map(({ dateFrom, shortLabel }) => ({ value: dateFrom, label: shortLabel })),
        ...(isCustom ? [{ value: 'custom', label: 'Custom' }] : []),
      ]}
    />
  )
}
