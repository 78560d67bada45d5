import { IconPlus } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import type { Connection } from '#storage/connections.ts'
import { Row } from '#ui/layout.tsx'
import { Popover } from '#ui/Popover.tsx'
import classes from './RecordingsPage.module.css'
import { emptySearch, filterNames } from './recordingsSearch.ts'
import type { RecordingsSearchState } from './useRecordingsSearch.ts'

const ActiveFilters = lazy(() => import('./ActiveFilters.tsx').then((part) => ({ default: part.ActiveFilters })))
const FilterMenu = lazy(() => import('./FilterMenu.tsx').then(({ FilterMenu: Menu }) => ({ default: Menu })))

type Props = {
  connection: Connection
  searchState: RecordingsSearchState
  /** The name of the person that the address gives by UUID; null if no loaded row tells it. */
  personName: string | null
}

/** Adds, edits and removes filters. Its height stays the same without any. */
export function FilterChips(props: Props) {
  const { connection, searchState } = props
  return (
    <Row gap={6} wrap fixed className={classes['chips']}>
      <Popover
        id="add-filter"
        label="Filter"
        icon={<IconPlus size={14} aria-hidden />}
        size="compact-sm"
        title="Add a filter (F)"
      >
        {(close) => (
          <Suspense>
            <FilterMenu connection={connection} searchState={searchState} onDone={close} />
          </Suspense>
        )}
      </Popover>
      {filterNames.some((name) => searchState.search[name] !== emptySearch[name]) && (
        <Suspense>
          <ActiveFilters {...props} />
        </Suspense>
      )}
    </Row>
  )
}
