import { useViewportSize } from '@mantine/hooks'
import { Link } from 'react-router-dom'
import { useSettings } from '#storage/connections.ts'
import type { SavedView } from '#storage/settings.ts'
import { cutText } from '#lib/cutText.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { Row, Text } from '#ui/layout.tsx'
import { Popover } from '#ui/Popover.tsx'
import { SaveView } from './SaveView.tsx'
import type { RecordingsSearchState } from './useRecordingsSearch.ts'
import classes from './views.module.css'
import { changeViews, currentView, savedSearch, viewSearch } from './views.ts'
import { ViewsList } from './ViewsList.tsx'

/** Width of a tab and of what stands beside all of them, in pixels. */
const tabWidth = 140
const besideWidth = 900

type Props = { searchState: RecordingsSearchState; columns: readonly string[] }

/** The saved views beside the heading: as many as fit, and all of them in a menu. */
export function ViewTabs({ searchState: { search, change }, columns }: Props) {
  const { views, recordingsTable } = useSettings()
  const { width } = useViewportSize()
  const saved = savedSearch(search, columns)
  const current = currentView(views, search, { saved, defaultColumns: recordingsTable.columns })
  const name = current?.view.name
  const tabs = tabsOf(views, name, Math.floor((width - besideWidth) / tabWidth))
  return (
    <>
      <Row as="nav" gap={2} aria-label="Saved views" className={classes['tabs']}>
        {tabs.length > 0 && (
          <Link to={{ search: '' }} aria-current={current === null || undefined}>
            All recordings
          </Link>
        )}
        {tabs.map((view) => (
          <Link key={view.name} to={{ search: viewSearch(view) }} aria-current={view.name === name || undefined}>
            <bdi>{view.name}</bdi>
          </Link>
        ))}
        <Popover label={tabs.length > 0 || name === undefined ? `Views (${views.length})` : cutText(name, 24)} size="compact-sm">
          {(close) => (
            <ViewsList
              views={views}
              current={name ?? null}
              onDone={close}
              onRename={(from, to) => search.view === from && change({ view: to })}
            />
          )}
        </Popover>
      </Row>
      {current?.isEdited && (
        <Row gap={4} fixed role="group" aria-label={`Changes to ${current.view.name}`}>
          <Text as="span" size="xs" tone="warning">
            Edited
          </Text>
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() =>
              changeViews(
                (all) => all.map((one) => (one.name === name ? { ...one, search: saved } : one)),
                'View saved',
                current.view.name,
              )
            }
          >
            Save
          </Button>
          <Popover label="Save as" size="compact-xs">
            {() => <SaveView search={search} columns={columns} onSaved={(view) => change({ view })} />}
          </Popover>
          <ButtonLink variant="subtle" size="compact-xs" to={{ search: viewSearch(current.view) }}>
            Discard
          </ButtonLink>
        </Row>
      )}
    </>
  )
}

/** The first `room` views, of which the current one takes the last place if it is further down. None if not even two fit. */
function tabsOf(views: readonly SavedView[], current: string | undefined, room: number): readonly SavedView[] {
  if (room < 2) return []
  const index = views.findIndex(({ name }) => name === current)
  return index < room ? views.slice(0, room) : [...views.slice(0, room - 1), ...views.slice(index, index + 1)]
}
