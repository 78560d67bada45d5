import { Button } from '@mantine/core'
import { EmptyState } from '#ui/EmptyState.tsx'
import { type useRecordingsSearch, windows } from './useRecordingsSearch.ts'

/** Why the list is empty, and the ways out. */
export function NoRecordings({ search }: { search: ReturnType<typeof useRecordingsSearch> }) {
  const { slice, window, setSlice, setDateFrom } = search
  if (slice.offset > 0) {
    return (
      <EmptyState
        title={`The list ends before row ${(slice.offset + 1).toLocaleString('en')}`}
        actions={<Button onClick={() => setSlice({ ...slice, offset: 0 })}>Go to the first page</Button>}
      >
        There are recordings on earlier pages, or there were when this link was made.
      </EmptyState>
    )
  }
  const wider = windows.slice(windows.indexOf(window) + 1)
  return (
    <EmptyState
      title={`No recordings in ${window.words}`}
      actions={wider.map(({ dateFrom, words }) => (
        <Button key={dateFrom} variant="default" onClick={() => setDateFrom(dateFrom)}>
          Look at {words}
        </Button>
      ))}
    >
      Nothing was recorded in this time, session replay is switched off in this project, or the recordings have passed their
      retention. A server shows the last 3 days unless asked for more.
    </EmptyState>
  )
}
