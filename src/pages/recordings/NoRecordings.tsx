import { EmptyState } from '#ui/EmptyState.tsx'
import { activeConditions, withoutConditions } from './conditions.ts'
import type { RecordingsSearching } from './useRecordingsSearch.ts'
import { longWindows, windows, dateRangeText } from './windows.ts'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

/** Why the list is empty: the window and the filters by name, with a way to widen each. */
export function NoRecordings({ searching }: { searching: RecordingsSearching }) {
  const { search, slice, setSlice, ask } = searching
  if (searching.isListMissing) {
    return (
      <EmptyState
        title="The ids of this link are kept in another browser"
        actions={<Button onClick={() => ask(withoutConditions(['session_ids']))}>Look without them</Button>}
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
  const filters = activeConditions(search).filter(({ name }) => name !== 'date_from')
  const all = [...windows, ...longWindows]
  const present = all.findIndex(({ dateFrom }) => dateFrom === search.date_from)
  const wider =
    search.session_ids === '' ? all.slice(present + 1).filter((_, index, rest) => index < 2 || index === rest.length - 1) : []
  return (
    <EmptyState
      title={`No recordings in ${dateRangeText(search.date_from, search.date_to)}${filters.length > 0 ? ' match the filters' : ''}`}
      actions={
        <>
          {wider.map(({ dateFrom, words }) => (
            <Button key={dateFrom} variant="default" onClick={() => ask({ date_from: dateFrom, date_to: '' })}>
              Look at {words}
            </Button>
          ))}
          {filters.map(({ name, words, clears }) => (
            <Button key={name} variant="default" onClick={() => ask(withoutConditions(clears))}>
              Without “{words.slice(0, 40)}”
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
