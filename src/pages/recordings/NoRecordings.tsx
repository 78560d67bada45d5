import { EmptyState } from '#ui/EmptyState.tsx'
import { activeFilters, withoutFilters } from './activeFilters.ts'
import type { RecordingsSearchState } from './useRecordingsSearch.ts'
import { longDateRanges, dateRanges, dateRangeText } from './dateRanges.ts'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

/** Why the list is empty: the window and the filters by name, with a way to widen each. */
export function NoRecordings({ searchState }: { searchState: RecordingsSearchState }) {
  const { search, slice, setSlice, setFilters } = searchState
  if (searchState.isIdListMissing) {
    return (
      <EmptyState
        title="The ids of this link are kept in another browser"
        actions={<Button onClick={() => setFilters(withoutFilters(['session_ids']))}>Look without them</Button>}
      >
        Long lists of ids do not fit into a link. Paste them into the filters again, or open the link where it was made.
      </EmptyState>
    )
  }
  if (slice.offset > 0) {
    return (
      <EmptyState
        title={`The list ends before row ${formatNumber(slice.offset + 1)}`}
        actions={<Button onClick={() => setSlice({ ...slice, offset: 0 })}>Go to the first page</Button>}
      >
        There are recordings on earlier pages, or there were when this link was made.
      </EmptyState>
    )
  }
  const filters = activeFilters(search).filter(({ name }) => name !== 'date_from')
  const all = [...dateRanges, ...longDateRanges]
  const selectedIndex = all.findIndex(({ dateFrom }) => dateFrom === search.date_from)
  const wider =
    search.session_ids === ''
      ? all.slice(selectedIndex + 1).filter((_, index, rest) => index < 2 || index === rest.length - 1)
      : []
  return (
    <EmptyState
      title={`No recordings in ${dateRangeText(search.date_from, search.date_to)}${filters.length > 0 ? ' match the filters' : ''}`}
      actions={
        <>
          {wider.map(({ dateFrom, label }) => (
            <Button key={dateFrom} variant="default" onClick={() => setFilters({ date_from: dateFrom, date_to: '' })}>
              Look at {label}
            </Button>
          ))}
          {filters.map(({ name, label, clears }) => (
            <Button key={name} variant="default" onClick={() => setFilters(withoutFilters(clears))}>
              Without “{label.slice(0, 40)}”
            </Button>
          ))}
        </>
      }
    >
      {filters.length > 0
        ? `The window and ${filters.length === 1 ? 'one filter' : `${filters.length} filters`} leave nothing. Widen one of them.`
        : 'Nothing was recorded in this time, session replay is switched off in this project, or the recordings have passed their retention. A server shows the last 3 days unless asked for more.'}
    </EmptyState>
  )
}
