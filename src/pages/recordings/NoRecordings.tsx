import { cutText } from '#lib/cutText.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { activeFilters, withoutFilters } from './activeFilters.ts'
import type { RecordingsSearchState } from './useRecordingsSearch.ts'
import { longDateRanges, dateRanges, dateRangeText } from './dateRanges.ts'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

/** Says why the list is empty and offers to widen the date range or remove a filter. */
export function NoRecordings({ searchState }: { searchState: RecordingsSearchState }) {
  const { search, slice, setSlice, setFilters } = searchState
  if (searchState.isIdListMissing) {
    return (
      <EmptyState
        title="The IDs in this link are saved in another browser"
        actions={<Button onClick={() => setFilters(withoutFilters(['session_ids']))}>Remove ID filter</Button>}
      >
        Long lists of IDs don’t fit in a link. Paste the IDs into the filters again, or open the link in the browser that created
        it.
      </EmptyState>
    )
  }
  if (slice.offset > 0) {
    return (
      <EmptyState
        title={`The list ends before row ${formatNumber(slice.offset + 1)}`}
        actions={<Button onClick={() => setSlice({ ...slice, offset: 0 })}>Go to the first page</Button>}
      >
        Earlier pages have recordings, or had some when this link was created.
      </EmptyState>
    )
  }
  const filters = activeFilters(search).filter(({ name }) => name !== 'date_from')
  const all = [...dateRanges, ...longDateRanges]
  const selectedIndex = all.findIndex(({ dateFrom }) => dateFrom === search.date_from)
  const widerRanges =
    search.session_ids === ''
      ? all.slice(selectedIndex + 1).filter((_, index, rest) => index < 2 || index === rest.length - 1)
      : []
  return (
    <EmptyState
      title={`No recordings ${dateRangeText(search.date_from, search.date_to)}${filters.length > 0 ? ' match your filters' : ''}`}
      actions={
        <>
          {widerRanges.map(({ dateFrom, label }) => (
            <Button key={dateFrom} variant="default" onClick={() => setFilters({ date_from: dateFrom, date_to: '' })}>
              Show {label}
            </Button>
          ))}
          {filters.map(({ name, label, clears }) => (
            <Button key={name} variant="default" onClick={() => setFilters(withoutFilters(clears))}>
              Remove “{cutText(label, 40)}”
            </Button>
          ))}
        </>
      }
    >
      {filters.length > 0
        ? 'No matches. Try a wider date range or remove a filter.'
        : 'Nothing was recorded, session replay is turned off in this project, or the recordings passed their retention period. Try a wider date range: the default is 3 days.'}
    </EmptyState>
  )
}
